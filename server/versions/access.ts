import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import type { Db } from '../storage/tables.ts';
import { rankAt } from '../sync/index.ts';
import type { History } from './history.ts';

/** How far back somebody may read an act (rule H1). */
export interface Opening {
  /** For whom they hold their role. */
  readonly organisationId: OrganisationId;
  /** When their organisation came in, milliseconds since 1970; 0 for the whole history. */
  readonly since: number;
}

/** @returns how far back a person who holds a role in an act may read it */
export async function openingFor(db: Db, actId: ActId, personId: PersonId): Promise<Opening | null> {
  const rows = await db
    .selectFrom('rights as own')
    .innerJoin('rights as colleague', (join) =>
      join
        .onRef('colleague.act_id', '=', 'own.act_id')
        .onRef('colleague.organisation_id', '=', 'own.organisation_id'),
    )
    .select(['own.organisation_id', 'colleague.role', 'colleague.created_at'])
    // The text that is edited for an avenant is read by the avenant's rights.
    .innerJoin('acts', (join) =>
      join.on((eb) => eb('own.act_id', '=', eb.fn.coalesce('acts.parent_id', 'acts.id'))),
    )
    .where('acts.id', '=', actId)
    .where('own.person_id', '=', personId)
    .execute();
  const [first] = rows;
  if (first === undefined) return null;
  const pilots = rows.some((row) => row.role === 'pilote');
  const since = pilots ? 0 : Math.min(...rows.map((row) => row.created_at));
  return { organisationId: first.organisation_id, since };
}

/** @returns whether the state after update `seq` still stood when the reader's organisation came in, or came after */
export async function isOpen(
  history: History,
  actId: ActId,
  seq: number,
  opening: Opening,
): Promise<boolean> {
  if (opening.since === 0) return true;
  const replacedAt = await history.receivedAt(actId, seq + 1);
  return replacedAt === null || replacedAt > opening.since;
}

/** @returns rank of the first state open to the reader: 1 for the whole history */
export async function firstOpenSeq(db: Db, actId: ActId, opening: Opening): Promise<number> {
  if (opening.since === 0) return 1;
  return Math.max(1, await rankAt(db, actId, opening.since));
}
