import { sql } from 'kysely';
import { personWithDe } from '#shared/document/names.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import type { Author } from '#shared/versions/wire.ts';
import type { Db, Tx } from '../storage/tables.ts';

/** As many people as one names of those for whom the server writes. */
const MAX_NAMED = 3;

const listed = new Intl.ListFormat('fr', { type: 'conjunction' });

/** @returns those who wrote some texts, by how many updates they sent, whether those are rows or packed */
async function writersOf(db: Db | Tx, ids: readonly ActId[]): Promise<readonly { readonly name: string }[]> {
  return db
    .selectFrom((from) =>
      from
        .selectFrom('act_updates')
        .select(['person_id', sql<number>`1`.as('updates')])
        .where('act_id', 'in', ids)
        .where('person_id', 'is not', null)
        .unionAll(
          from.selectFrom('act_chunk_people').select(['person_id', 'updates']).where('act_id', 'in', ids),
        )
        .as('sent'),
    )
    .innerJoin('people', 'people.id', 'sent.person_id')
    .select(({ fn }) => ['people.name', fn.sum<number>('sent.updates').as('updates')])
    .groupBy(['people.id', 'people.name'])
    .orderBy('updates', 'desc')
    .orderBy('people.name')
    .execute();
}

/**
 * Rule A5: what the server wrote itself is told with those who had it written: whoever writes an avenant, in its own
 * text or in the consolidated one.
 */
async function ownWork(db: Db | Tx, actId: ActId): Promise<Author> {
  const texts = await db
    .selectFrom('avenants')
    .select(['act_id', 'working_id'])
    .where(({ eb, or }) => or([eb('act_id', '=', actId), eb('working_id', '=', actId)]))
    .execute();
  const ids = texts.flatMap(({ act_id, working_id }) => [act_id, working_id]);
  const rows = ids.length === 0 ? [] : await writersOf(db, ids);
  const names = rows.map((row) => row.name);
  const told = names.length > MAX_NAMED ? [...names.slice(0, MAX_NAMED - 1), 'd’autres rédacteurs'] : names;
  return {
    personId: null,
    name:
      told.length === 0
        ? 'Clausier'
        : `Clausier, d’après les modifications ${personWithDe(listed.format(told))}`,
    organisationId: null,
    organisation: '',
  };
}

/**
 * Rule A5: people as they are known in an act: on behalf of the organisation they hold their role for there.
 * @param ids who, `null` for the server itself
 * @returns in the same order
 */
export async function authorsFor(
  db: Db | Tx,
  actId: ActId,
  ids: readonly (PersonId | null)[],
): Promise<readonly Author[]> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const known = await peopleIn(db, actId, wanted);
  const server = wanted.some((id) => !known.has(id)) || ids.includes(null) ? await ownWork(db, actId) : null;
  return ids.flatMap((id) => (id === null ? null : known.get(id)) ?? server ?? []);
}

async function peopleIn(
  db: Db | Tx,
  actId: ActId,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Author>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('people')
    // The text that is edited for an avenant is read by the avenant's rights.
    .leftJoin('acts', (join) => join.on('acts.id', '=', actId))
    .leftJoin('rights', (join) =>
      join
        .onRef('rights.person_id', '=', 'people.id')
        .on((eb) => eb('rights.act_id', '=', eb.fn.coalesce('acts.parent_id', 'acts.id'))),
    )
    .leftJoin('organisations', 'organisations.id', 'rights.organisation_id')
    .select([
      'people.id',
      'people.name',
      'organisations.id as organisation_id',
      'organisations.sigle',
      'organisations.denomination',
    ])
    .where('people.id', 'in', ids)
    .execute();
  return new Map<PersonId, Author>(
    rows.map((row) => [
      row.id,
      {
        personId: row.id,
        name: row.name,
        organisationId: row.organisation_id,
        organisation: row.sigle ?? row.denomination ?? '',
      },
    ]),
  );
}
