import { sql } from 'kysely';
import { participantColor } from '#shared/identity/colors.ts';
import type { ActRole, ActState } from '#shared/identity/roles.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { fewLengths } from '../storage/fewLengths.ts';
import type { Db } from '../storage/tables.ts';
import type { Participant } from './store.ts';

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

/** What somebody is in an act, for whoever lets them in. */
interface Entry {
  readonly access: ActAccess;
  /** How the others see them; `null` for somebody who is no participant. */
  readonly shown: Pick<Participant, 'name' | 'organisation' | 'color'> | null;
}

/** Somebody who comes to an act. */
export interface Newcomer {
  readonly actId: ActId;
  readonly personId: PersonId;
}

/**
 * As `actAccess`, of all who come in together.
 * @param now milliseconds since 1970: a right whose term has come is none (rule P1)
 * @returns what each of `newcomers` is in the act that they come to; `null` when there is no such act
 */
export async function actEntries(
  db: Db,
  newcomers: readonly Newcomer[],
  now: number,
): Promise<(newcomer: Newcomer) => Entry | null> {
  const acts = await db
    .selectFrom('acts')
    .innerJoin('acts as holder', (join) =>
      join.on((eb) => eb('holder.id', '=', eb.fn.coalesce('acts.parent_id', 'acts.id'))),
    )
    .select(['acts.id', 'holder.id as holder', 'holder.state'])
    .where('acts.id', 'in', fewLengths([...new Set(newcomers.map(({ actId }) => actId))]))
    .execute();
  const known = new Map(acts.map((act) => [act.id, act]));
  const rights = new Map<string, Awaited<ReturnType<typeof rightsOf>>[number]>();
  const asked = newcomers.flatMap(({ actId, personId }) => {
    const act = known.get(actId);
    return act === undefined ? [] : [{ holder: act.holder, personId }];
  });
  if (asked.length > 0)
    for (const right of await rightsOf(db, asked)) rights.set(`${right.act_id} ${right.person_id}`, right);
  return ({ actId, personId }) => {
    const act = known.get(actId);
    if (act === undefined) return null;
    const right = rights.get(`${act.holder} ${personId}`);
    const valid = right !== undefined && (right.until === null || right.until > now);
    return {
      access: {
        ...act,
        working: act.id !== act.holder,
        role: valid ? right.role : null,
        until: valid ? right.until : null,
      },
      shown:
        right === undefined
          ? null
          : {
              name: right.name,
              organisation: right.sigle ?? right.denomination,
              color: participantColor(Number(right.rank)),
            },
    };
  };
}

/** @returns the rights of some, each with how many were given one in that act before them */
function rightsOf(db: Db, asked: readonly { readonly holder: ActId; readonly personId: PersonId }[]) {
  const pairs = fewLengths(asked).map(({ holder, personId }) => sql`(${holder}, ${personId})`);
  return db
    .with('asked(act, person)', () => sql<{ act: ActId; person: PersonId }>`(values ${sql.join(pairs)})`)
    .selectFrom('asked')
    .innerJoin('rights', (join) =>
      join.onRef('rights.act_id', '=', 'asked.act').onRef('rights.person_id', '=', 'asked.person'),
    )
    .innerJoin('people', 'people.id', 'rights.person_id')
    .innerJoin('organisations', 'organisations.id', 'rights.organisation_id')
    .select([
      'rights.act_id',
      'rights.person_id',
      'rights.role',
      'rights.expires_at as until',
      'people.name',
      'organisations.denomination',
      'organisations.sigle',
    ])
    .select(({ selectFrom }) =>
      selectFrom('rights as earlier')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('earlier.act_id', '=', 'rights.act_id')
        .where(sql<boolean>`(earlier.created_at, earlier.person_id) < (rights.created_at, rights.person_id)`)
        .as('rank'),
    )
    .execute();
}
