import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import type { Author } from '#shared/versions/wire.ts';
import type { Db, Tx } from '../storage/tables.ts';

/** What the server's administrator is called: whoever wrote from the command line. */
const ADMINISTRATOR: Author = {
  personId: null,
  name: 'Administration du serveur',
  organisationId: null,
  organisation: '',
};

/**
 * Rule A5: people as they are known in an act: on behalf of the organisation they hold their role for there.
 * @param ids who, `null` for the server's administrator
 * @returns in the same order
 */
export async function authorsFor(
  db: Db | Tx,
  actId: ActId,
  ids: readonly (PersonId | null)[],
): Promise<readonly Author[]> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return ids.map(() => ADMINISTRATOR);
  const rows = await db
    .selectFrom('people')
    .leftJoin('rights', (join) =>
      join.onRef('rights.person_id', '=', 'people.id').on('rights.act_id', '=', actId),
    )
    .leftJoin('organisations', 'organisations.id', 'rights.organisation_id')
    .select([
      'people.id',
      'people.name',
      'organisations.id as organisation_id',
      'organisations.sigle',
      'organisations.denomination',
    ])
    .where('people.id', 'in', wanted)
    .execute();
  const known = new Map<PersonId, Author>(
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
  return ids.map((id) => (id === null ? ADMINISTRATOR : (known.get(id) ?? ADMINISTRATOR)));
}
