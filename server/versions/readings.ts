import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';

/** A state that somebody has read. */
interface Mark {
  readonly seq: number;
  readonly at: number;
  readonly personId: PersonId;
}

/** Records that a person has read up to an update; an earlier one than is recorded changes nothing (rule L2). */
export async function markRead(
  db: Db | Tx,
  mark: Mark & { readonly actId: ActId; readonly organisationId: OrganisationId },
): Promise<void> {
  const { actId, personId, organisationId, seq, at } = mark;
  await db
    .insertInto('readings')
    .values({ act_id: actId, person_id: personId, organisation_id: organisationId, seq, at })
    .onConflict((oc) =>
      oc
        .columns(['act_id', 'person_id'])
        .doUpdateSet({ seq, at, organisation_id: organisationId })
        .where('readings.seq', '<=', seq),
    )
    .execute();
}

/** @returns the last readings of a person, and of the people who hold a role for their organisation (rules L1, L3) */
export async function readingsOf(
  db: Db,
  actId: ActId,
  reader: { readonly personId: PersonId; readonly organisationId: OrganisationId },
): Promise<{ readonly mine: Mark | null; readonly organisation: Mark | null }> {
  const rows = await db
    .selectFrom('readings')
    .innerJoin('rights', (join) =>
      join
        .onRef('rights.act_id', '=', 'readings.act_id')
        .onRef('rights.person_id', '=', 'readings.person_id'),
    )
    .select(['readings.person_id as personId', 'readings.seq', 'readings.at'])
    .where('readings.act_id', '=', actId)
    .where('rights.organisation_id', '=', reader.organisationId)
    .orderBy('readings.seq', 'desc')
    .orderBy('readings.at', 'desc')
    .execute();
  return {
    mine: rows.find((row) => row.personId === reader.personId) ?? null,
    organisation: rows[0] ?? null,
  };
}
