import { z } from 'zod';
import { GRAINS, type Grain } from '#shared/avenants/model.ts';
import { type BlockId, isBlockId } from '#shared/kernel/ids.ts';
import type { AvenantRow } from './store.ts';

const grainsSchema = z.record(z.string(), z.enum(GRAINS));

/** @returns by division of the base, how coarse its instructions are wanted (rule R9); nothing where they are the finest */
export function grainsOf({ grains }: Pick<AvenantRow, 'grains'>): ReadonlyMap<BlockId, Grain> {
  if (grains === null) return new Map();
  const kept = Object.entries(grainsSchema.parse(JSON.parse(grains)));
  return new Map(kept.flatMap(([id, grain]) => (isBlockId(id) ? [[id, grain] as const] : [])));
}
