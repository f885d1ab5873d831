import type { ServerActor } from '#shared/identity/can.ts';
import type { Membership } from '#shared/identity/roles.ts';
import type { LinkId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import { newSessionId } from '../ids.ts';
import { fewLengths } from '../storage/fewLengths.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { newToken, tokenHash } from './tokens.ts';

/** How long a session lasts. */
export const SESSION_LIFE_MS = 30 * 24 * 60 * 60 * 1000;
/** How old the note of when a session was seen may get. */
const SEEN_MS = 5 * 60_000;

/** A person, on behalf of one organisation. */
interface Identity {
  readonly person: { readonly id: PersonId; readonly name: string; readonly email: string };
  readonly organisation: {
    readonly id: OrganisationId;
    readonly denomination: string;
    readonly sigle: string | null;
    /** True for the organisation that set this server up. */
    readonly house: boolean;
  };
  /** What the person is in that organisation. */
  readonly membership: Membership;
}

/** Who holds an open session. */
export interface SignedIn extends Identity {
  readonly sessionId: SessionId;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** @returns the same person as the policy of the server sees them */
export function actorOf(who: SignedIn): ServerActor {
  return { signedIn: true, membership: who.membership, house: who.organisation.house };
}

/** A session that is about to be opened. */
export interface NewSession {
  readonly personId: PersonId;
  readonly organisationId: OrganisationId;
  readonly linkId: LinkId | null;
  /** « Firefox, Windows », for the person to recognise it. */
  readonly browser?: string;
}

/** @returns what opens a session, and the secret for its cookie, which is not kept */
export function sessionOpening(db: Db | Tx, session: NewSession, now: number) {
  const token = newToken();
  const query = db.insertInto('sessions').values({
    id: newSessionId(),
    token_hash: tokenHash(token),
    person_id: session.personId,
    organisation_id: session.organisationId,
    link_id: session.linkId,
    browser: session.browser ?? '',
    seen_at: now,
    created_at: now,
    expires_at: now + SESSION_LIFE_MS,
    revoked_at: null,
  });
  return { token, query };
}

/** Opens a session. @returns the secret for the cookie, which is not kept */
export async function addSession(db: Db | Tx, session: NewSession, now: number): Promise<string> {
  const { token, query } = sessionOpening(db, session, now);
  await query.execute();
  return token;
}

/** @returns who holds the session that `token` opens, or `null` when it is unknown, closed or expired */
export async function findSession(db: Db | Tx, token: string, now: number): Promise<SignedIn | null> {
  return (await findSessions(db, [token], now))(token);
}

/** As `findSession`, of all who come in together. @returns who holds the session that one of `tokens` opens */
export async function findSessions(
  db: Db | Tx,
  tokens: readonly string[],
  now: number,
): Promise<(token: string) => SignedIn | null> {
  const hashes = new Map(tokens.map((token) => [token, tokenHash(token)]));
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .innerJoin('organisations', 'organisations.id', 'sessions.organisation_id')
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.person_id', '=', 'sessions.person_id')
        .onRef('memberships.organisation_id', '=', 'sessions.organisation_id'),
    )
    .select([
      'sessions.token_hash',
      'sessions.id as session_id',
      'memberships.role as membership',
      'organisations.maison',
      'sessions.expires_at',
      'sessions.seen_at',
      'people.id as person_id',
      'people.name',
      'people.email',
      'organisations.id as organisation_id',
      'organisations.denomination',
      'organisations.sigle',
    ])
    .where('sessions.token_hash', 'in', fewLengths([...hashes.values()]))
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', now)
    .execute();
  const seen = rows.filter((row) => now - row.seen_at >= SEEN_MS).map((row) => row.session_id);
  if (seen.length > 0)
    await db.updateTable('sessions').set({ seen_at: now }).where('id', 'in', fewLengths(seen)).execute();
  const known = new Map(rows.map((row) => [row.token_hash, signedIn(row)]));
  return (token) => known.get(hashes.get(token) ?? '') ?? null;
}

function signedIn(row: {
  readonly session_id: SessionId;
  readonly expires_at: number;
  readonly person_id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly organisation_id: OrganisationId;
  readonly denomination: string;
  readonly sigle: string | null;
  readonly maison: number;
  readonly membership: Membership | null;
}): SignedIn {
  return {
    sessionId: row.session_id,
    expiresAt: row.expires_at,
    person: { id: row.person_id, name: row.name, email: row.email },
    organisation: {
      id: row.organisation_id,
      denomination: row.denomination,
      sigle: row.sigle,
      house: row.maison === 1,
    },
    membership: row.membership ?? 'invite',
  };
}

/** @returns what closes one session at once */
export function sessionClosing(db: Db | Tx, id: SessionId, now: number) {
  return db.updateTable('sessions').set({ revoked_at: now }).where('id', '=', id);
}

/** A person on behalf of an organisation, as somebody who holds an address chooses between several. */
export interface Candidate {
  readonly personId: PersonId;
  readonly organisationId: OrganisationId;
  readonly name: string;
  readonly organisation: string;
}

/**
 * @param email lower case
 * @returns whom an address stands for, the one seen last first; guests whose every access has ended are left out
 */
export async function candidatesOf(db: Db | Tx, email: string, now: number): Promise<readonly Candidate[]> {
  const rows = await db
    .selectFrom('people')
    .innerJoin('memberships', 'memberships.person_id', 'people.id')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(({ selectFrom }) => [
      'people.id as person_id',
      'people.name',
      'organisations.id as organisation_id',
      'organisations.denomination',
      'organisations.sigle',
      selectFrom('sessions')
        .select((one) => one.fn.max('sessions.seen_at').as('seen'))
        .whereRef('sessions.person_id', '=', 'people.id')
        .whereRef('sessions.organisation_id', '=', 'organisations.id')
        .as('seen'),
    ])
    .where('people.email', '=', email)
    .where((eb) =>
      eb.or([
        eb('memberships.role', '!=', 'invite'),
        eb.exists(
          eb
            .selectFrom('rights')
            .select('rights.act_id')
            .whereRef('rights.person_id', '=', 'people.id')
            .whereRef('rights.organisation_id', '=', 'organisations.id')
            .where((right) =>
              right.or([right('rights.expires_at', 'is', null), right('rights.expires_at', '>', now)]),
            ),
        ),
      ]),
    )
    .orderBy('people.id')
    .execute();
  return rows
    .sort((one, other) => Number(other.seen ?? 0) - Number(one.seen ?? 0))
    .map((row) => ({
      personId: row.person_id,
      organisationId: row.organisation_id,
      name: row.name,
      organisation: row.sigle || row.denomination,
    }));
}

/** @returns that person on behalf of that organisation, by name */
export async function candidate(
  db: Db | Tx,
  personId: PersonId,
  organisationId: OrganisationId,
): Promise<Candidate> {
  const person = await db
    .selectFrom('people')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const organisation = await db
    .selectFrom('organisations')
    .select(['denomination', 'sigle'])
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return {
    personId,
    organisationId,
    name: person.name,
    organisation: organisation.sigle || organisation.denomination,
  };
}

/** An open session as its person sees it. */
export interface OpenSession {
  readonly id: SessionId;
  readonly organisation: string;
  readonly browser: string;
  readonly openedAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
}

/** @returns the open sessions of a person, the last seen first */
export async function sessionsOf(db: Db | Tx, personId: PersonId, now: number): Promise<OpenSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('organisations', 'organisations.id', 'sessions.organisation_id')
    .select([
      'sessions.id',
      'sessions.browser',
      'sessions.created_at',
      'sessions.seen_at',
      'sessions.expires_at',
      'organisations.denomination',
      'organisations.sigle',
    ])
    .where('sessions.person_id', '=', personId)
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', now)
    .orderBy('sessions.seen_at', 'desc')
    .orderBy('sessions.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisation: row.sigle || row.denomination,
    browser: row.browser,
    openedAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
  }));
}

/** Closes the sessions of somebody: all of them, one, or all but one. @returns those that were open */
export async function closeSessionsOf(
  db: Db | Tx,
  personId: PersonId,
  which: { readonly only?: SessionId; readonly except?: SessionId; readonly organisationId?: OrganisationId },
  now: number,
): Promise<readonly SessionId[]> {
  const { only, except, organisationId } = which;
  const closed = await db
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where((eb) =>
      eb.and([
        eb('person_id', '=', personId),
        eb('revoked_at', 'is', null),
        ...(only === undefined ? [] : [eb('id', '=', only)]),
        ...(except === undefined ? [] : [eb('id', '!=', except)]),
        ...(organisationId === undefined ? [] : [eb('organisation_id', '=', organisationId)]),
      ]),
    )
    .returning('id')
    .execute();
  return closed.map(({ id }) => id);
}
