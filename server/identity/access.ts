import type { ActRole, ActState } from '#shared/identity/roles.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import type { Db } from '../storage/tables.ts';

/** What the policy needs to know of a person in an act. */
export interface ActAccess {
  readonly id: ActId;
  /** The act whose rights these are: an avenant for the text that is edited for it, else the act itself. */
  readonly holder: ActId;
  readonly state: ActState;
  /** True for the text that is edited for an avenant. */
  readonly working: boolean;
  /** `null` for somebody who holds no role in it. */
  readonly role: ActRole | null;
  /** When that role ends, in milliseconds since 1970; `null` without a term. */
  readonly until: number | null;
}

/**
 * @param now milliseconds since 1970: a right whose term has come is none (rule P1)
 * @returns the access of a person to an act, or `null` when there is no such act
 */
export async function actAccess(
  db: Db,
  actId: ActId,
  personId: PersonId,
  now: number,
): Promise<ActAccess | null> {
  const row = await db
    .selectFrom('acts')
    .innerJoin('acts as holder', (join) =>
      join.on((eb) => eb('holder.id', '=', eb.fn.coalesce('acts.parent_id', 'acts.id'))),
    )
    .leftJoin('rights', (join) =>
      join
        .onRef('rights.act_id', '=', 'holder.id')
        .on('rights.person_id', '=', personId)
        .on((eb) => eb.or([eb('rights.expires_at', 'is', null), eb('rights.expires_at', '>', now)])),
    )
    .select(['acts.id', 'holder.id as holder', 'holder.state', 'rights.role', 'rights.expires_at as until'])
    .where('acts.id', '=', actId)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, working: row.id !== row.holder };
}

/**
 * @param now milliseconds since 1970: a right whose term has come is none (rule P1)
 * @returns the access of anybody to an act, asked once for all who come in together; `null` when there is no such act
 */
export async function actAccesses(
  db: Db,
  actId: ActId,
  now: number,
): Promise<((personId: PersonId) => ActAccess) | null> {
  const rows = await db
    .selectFrom('acts')
    .innerJoin('acts as holder', (join) =>
      join.on((eb) => eb('holder.id', '=', eb.fn.coalesce('acts.parent_id', 'acts.id'))),
    )
    .leftJoin('rights', (join) =>
      join
        .onRef('rights.act_id', '=', 'holder.id')
        .on((eb) => eb.or([eb('rights.expires_at', 'is', null), eb('rights.expires_at', '>', now)])),
    )
    .select([
      'acts.id',
      'holder.id as holder',
      'holder.state',
      'rights.person_id as person',
      'rights.role',
      'rights.expires_at as until',
    ])
    .where('acts.id', '=', actId)
    .execute();
  const [first] = rows;
  if (first === undefined) return null;
  const { id, holder, state } = first;
  const working = id !== holder;
  const rights = new Map(rows.map(({ person, role, until }) => [person, { role, until }]));
  return (personId) => ({
    id,
    holder,
    state,
    working,
    ...(rights.get(personId) ?? { role: null, until: null }),
  });
}
