import { actIdSchema } from '#shared/kernel/ids.ts';
import { readStateRef } from './wire.ts';

/** One side of a comparison: a state of an act. `ref` as `readStateRef` reads it. */
export interface Side {
  readonly actId: string;
  readonly ref: string;
}

/** Names the present text of an act. */
export const PRESENT = 'actuel';
/** Names the modèle from which an act was made, as it was filled in. */
export const MODELE = 'modele';

/**
 * Reads one side of a comparison as an address names it: `actuel`, `modele`, a version or `seq-<n>` for the act itself;
 * `<act id>` or `<act id>.<state>` for another act.
 * @param own the act whose page this is
 * @returns `null` when the text names nothing
 */
export function readSide(text: string, own: string): Side | null {
  const [first = '', state] = text.split('.');
  const other = actIdSchema.safeParse(first);
  if (other.success) return sideOf(other.data, state ?? PRESENT);
  return state === undefined ? sideOf(own, first) : null;
}

function sideOf(actId: string, ref: string): Side | null {
  return readStateRef(ref) === null ? null : { actId, ref };
}

/** @returns how an address names that side, for {@link readSide} with the same `own` */
export function writeSide({ actId, ref }: Side, own: string): string {
  if (actId === own) return ref;
  return ref === PRESENT ? actId : `${actId}.${ref}`;
}
