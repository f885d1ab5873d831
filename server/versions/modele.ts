import { z } from 'zod';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Db } from '../storage/tables.ts';

const originSchema = z.object({ modele: z.string(), cible: z.undefined().optional() });

/** @returns the id of the modèle from which an act was made, as its journal says; `null` for one made otherwise */
export async function modeleOf(db: Db, actId: ActId): Promise<string | null> {
  const row = await db
    .selectFrom('audit')
    .select('facts')
    .where('act_id', '=', actId)
    .where('kind', '=', 'acte.cree')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const origin = originSchema.safeParse(JSON.parse(row.facts));
  return origin.success ? origin.data.modele : null;
}
