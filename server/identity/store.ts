import type { ServerActor } from '#shared/identity/can.ts';
import { participantColor } from '#shared/identity/colors.ts';
import type { ActRole, Membership } from '#shared/identity/roles.ts';
import type { ActId, LinkId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import { newLinkId, newOrganisationId, newPersonId, newSessionId } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { newToken, tokenHash } from './tokens.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a personal link opens a session, and how long a session lasts. */
const LINK_LIFE_MS = 30 * DAY_MS;
export const SESSION_LIFE_MS = 30 * DAY_MS;

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

/** Adds an organisation. @param sigle an empty one is kept as none; `house`: it sets the server up */
export async function addOrganisation(
  db: Db | Tx,
  organisation: { denomination: string; sigle: string; house?: boolean },
  now: number,
): Promise<OrganisationId> {
  const id = newOrganisationId();
  await db
    .insertInto('organisations')
    .values({
      id,
      denomination: organisation.denomination,
      sigle: organisation.sigle || null,
      maison: organisation.house === true ? 1 : 0,
      created_at: now,
      changed_at: now,
    })
    .execute();
  return id;
}

/** Makes an organisation the house: the one whose administrateurs decide of the clausier. */
export async function claimHouse(tx: Tx, id: OrganisationId): Promise<void> {
  await tx.updateTable('organisations').set({ maison: 1 }).where('id', '=', id).execute();
}

/** @returns the organisation of that name, added when there is none */
export async function findOrAddOrganisation(
  db: Db | Tx,
  organisation: { denomination: string; sigle: string },
  now: number,
): Promise<OrganisationId> {
  const found = await db
    .selectFrom('organisations')
    .select('id')
    .where('denomination', '=', organisation.denomination)
    .executeTakeFirst();
  return found?.id ?? addOrganisation(db, organisation, now);
}

/** Adds a person to an organisation. @param role what they are there (rule O8) */
export async function addPerson(
  db: Db | Tx,
  person: { name: string; email: string },
  organisationId: OrganisationId,
  now: number,
  role: Membership,
): Promise<PersonId> {
  const id = newPersonId();
  const email = person.email.toLowerCase();
  await db.insertInto('people').values({ id, name: person.name, email, created_at: now }).execute();
  await db
    .insertInto('memberships')
    .values({ person_id: id, organisation_id: organisationId, role, created_at: now })
    .execute();
  return id;
}

/**
 * The person whom an invitation to an act names. Somebody known is recognised only when this act is all they hold:
 * the link is handed to whoever invites, and must not open what that person was given elsewhere.
 */
export async function findOrAddInvitee(
  tx: Tx,
  invitee: { name: string; email: string; organisationId: OrganisationId; actId: ActId; role: Membership },
  now: number,
): Promise<PersonId> {
  const known = await tx
    .selectFrom('people')
    .innerJoin('rights', 'rights.person_id', 'people.id')
    .select('people.id')
    .where('people.email', '=', invitee.email.toLowerCase())
    .where('rights.act_id', '=', invitee.actId)
    .where('rights.organisation_id', '=', invitee.organisationId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('rights as other')
            .select('other.act_id')
            .whereRef('other.person_id', '=', 'people.id')
            .where('other.act_id', '!=', invitee.actId),
        ),
      ),
    )
    .executeTakeFirst();
  return known?.id ?? addPerson(tx, invitee, invitee.organisationId, now, invitee.role);
}

/** @returns true while nobody is known to the server: it waits for its set-up */
export async function isEmpty(db: Db | Tx): Promise<boolean> {
  return (await db.selectFrom('people').select('id').limit(1).executeTakeFirst()) === undefined;
}

/**
 * Gives a role in an act; an existing one is replaced, except that a pilote stays pilote.
 */
export async function giveRight(
  db: Db | Tx,
  right: { actId: ActId; personId: PersonId; organisationId: OrganisationId; role: ActRole },
  now: number,
): Promise<void> {
  await db
    .insertInto('rights')
    .values({
      act_id: right.actId,
      person_id: right.personId,
      organisation_id: right.organisationId,
      role: right.role,
      created_at: now,
    })
    .onConflict((oc) =>
      oc
        .columns(['act_id', 'person_id'])
        .doUpdateSet({ role: right.role, organisation_id: right.organisationId })
        .where('rights.role', '!=', 'pilote'),
    )
    .execute();
}

/** @returns the first administrateur of the house, or `null` while the server waits for its set-up */
export async function houseAdministrator(
  db: Db | Tx,
): Promise<{ personId: PersonId; organisationId: OrganisationId } | null> {
  const found = await db
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(['memberships.person_id', 'memberships.organisation_id'])
    .where('organisations.maison', '=', 1)
    .where('memberships.role', '=', 'administrateur')
    .orderBy('memberships.created_at')
    .orderBy('memberships.person_id')
    .executeTakeFirst();
  return found === undefined ? null : { personId: found.person_id, organisationId: found.organisation_id };
}

/** Makes a pilote of every act that nobody holds (imported on the command line). */
export async function adoptOrphanActs(
  db: Db | Tx,
  who: { personId: PersonId; organisationId: OrganisationId },
  now: number,
): Promise<void> {
  const orphans = await db
    .selectFrom('acts')
    .select('id')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('rights').select('rights.act_id').whereRef('rights.act_id', '=', 'acts.id'))),
    )
    .execute();
  for (const { id } of orphans) await giveRight(db, { actId: id, ...who, role: 'pilote' }, now);
}

/** A participant as others see them. `color` follows the order in which they came into the act. */
export interface Participant {
  readonly personId: PersonId;
  readonly name: string;
  readonly organisation: string;
  readonly role: ActRole;
  readonly color: string;
}

/** @returns the participants of an act, in their order of arrival; `organisation` is the sigle when there is one */
export async function participantsOf(db: Db | Tx, actId: ActId): Promise<readonly Participant[]> {
  const rows = await db
    .selectFrom('rights')
    .innerJoin('people', 'people.id', 'rights.person_id')
    .innerJoin('organisations', 'organisations.id', 'rights.organisation_id')
    .select(['people.id', 'people.name', 'organisations.denomination', 'organisations.sigle', 'rights.role'])
    .where('rights.act_id', '=', actId)
    .orderBy('rights.created_at')
    .orderBy('people.id')
    .execute();
  return rows.map((row, rank) => ({
    personId: row.id,
    name: row.name,
    organisation: row.sigle ?? row.denomination,
    role: row.role,
    color: participantColor(rank),
  }));
}

/** Makes a personal link. @returns its id, and the secret, which is not kept */
export async function addLink(
  db: Db | Tx,
  link: { personId: PersonId; organisationId: OrganisationId; actId: ActId | null },
  now: number,
): Promise<{ id: LinkId; token: string }> {
  const id = newLinkId();
  const token = newToken();
  await db
    .insertInto('links')
    .values({
      id,
      token_hash: tokenHash(token),
      person_id: link.personId,
      organisation_id: link.organisationId,
      act_id: link.actId,
      created_at: now,
      expires_at: now + LINK_LIFE_MS,
      revoked_at: null,
    })
    .execute();
  return { id, token };
}

/** @returns the link that `token` opens, or `null` when it is unknown, revoked or expired */
export async function findLink(db: Db | Tx, token: string, now: number) {
  const row = await db
    .selectFrom('links')
    .select(['id', 'person_id', 'organisation_id', 'act_id'])
    .where('token_hash', '=', tokenHash(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Revokes a link of an act, and every session that it opened.
 * @returns the sessions that ended, for their sockets to be closed; `null` when the act has no such link
 */
export async function revokeLink(
  tx: Tx,
  actId: ActId,
  linkId: LinkId,
  now: number,
): Promise<readonly SessionId[] | null> {
  const link = await tx
    .selectFrom('links')
    .select('id')
    .where('id', '=', linkId)
    .where('act_id', '=', actId)
    .executeTakeFirst();
  if (!link) return null;
  await tx.updateTable('links').set({ revoked_at: now }).where('id', '=', linkId).execute();
  const sessions = await tx
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('link_id', '=', linkId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return sessions.map((session) => session.id);
}

/** Opens a session. @returns the secret for the cookie, which is not kept */
export async function addSession(
  db: Db | Tx,
  session: { personId: PersonId; organisationId: OrganisationId; linkId: LinkId | null },
  now: number,
): Promise<string> {
  const token = newToken();
  await db
    .insertInto('sessions')
    .values({
      id: newSessionId(),
      token_hash: tokenHash(token),
      person_id: session.personId,
      organisation_id: session.organisationId,
      link_id: session.linkId,
      created_at: now,
      expires_at: now + SESSION_LIFE_MS,
      revoked_at: null,
    })
    .execute();
  return token;
}

/** @returns who holds the session that `token` opens, or `null` when it is unknown, closed or expired */
export async function findSession(db: Db | Tx, token: string, now: number): Promise<SignedIn | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .innerJoin('organisations', 'organisations.id', 'sessions.organisation_id')
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.person_id', '=', 'sessions.person_id')
        .onRef('memberships.organisation_id', '=', 'sessions.organisation_id'),
    )
    .select([
      'sessions.id as session_id',
      'memberships.role as membership',
      'organisations.maison',
      'sessions.expires_at',
      'people.id as person_id',
      'people.name',
      'people.email',
      'organisations.id as organisation_id',
      'organisations.denomination',
      'organisations.sigle',
    ])
    .where('sessions.token_hash', '=', tokenHash(token))
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return null;
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

/** Closes one session at once. */
export async function closeSession(db: Db | Tx, id: SessionId, now: number): Promise<void> {
  await db.updateTable('sessions').set({ revoked_at: now }).where('id', '=', id).execute();
}
