import type { OrganisationGuests, ParticipantList } from '#shared/identity/access-wire.ts';
import { participantColor } from '#shared/identity/colors.ts';
import type { ActRole } from '#shared/identity/roles.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { appendEvent } from './journal/store.ts';
import { closeSessionsOf } from './sessions-store.ts';

type Listed = Omit<ParticipantList['participants'][number], 'me'>;

/** @returns who takes part in an act, in their order of arrival */
export async function participantList(db: Db | Tx, actId: ActId, now: number): Promise<readonly Listed[]> {
  const rows = await db
    .selectFrom('rights')
    .innerJoin('people', 'people.id', 'rights.person_id')
    .innerJoin('organisations', 'organisations.id', 'rights.organisation_id')
    .select(({ selectFrom }) => [
      'people.id',
      'people.name',
      'people.email',
      'organisations.denomination',
      'organisations.sigle',
      'rights.role',
      'rights.created_at',
      'rights.expires_at',
      selectFrom('sessions')
        .select((one) => one.fn.max('sessions.seen_at').as('seen'))
        .whereRef('sessions.person_id', '=', 'people.id')
        .as('seen'),
    ])
    .where('rights.act_id', '=', actId)
    .orderBy('rights.created_at')
    .orderBy('people.id')
    .execute();
  // Ranked before those whose term has come are left out: nobody's colour changes with somebody else's term.
  return rows
    .map((row, rank) => ({
      personId: row.id,
      name: row.name,
      email: row.email,
      organisation: row.sigle || row.denomination,
      role: row.role,
      color: participantColor(rank),
      since: row.created_at,
      expiresAt: row.expires_at,
      seenAt: row.seen === null ? null : Number(row.seen),
    }))
    .filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
}

/** @throws ClausierError `acces.dernier_pilote` when an act would be left without a pilote for good (rule P3) */
async function keepPilote(tx: Tx, actId: ActId): Promise<void> {
  const pilote = await tx
    .selectFrom('rights')
    .select('person_id')
    .where('act_id', '=', actId)
    .where('role', '=', 'pilote')
    .where('expires_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (pilote === undefined) throw new ClausierError('acces.dernier_pilote');
}

/**
 * Changes what somebody is in an act, or until when. @param change what is absent stays
 * @throws ClausierError `participant.introuvable` or `acces.dernier_pilote`
 */
export async function changeRight(
  tx: Tx,
  actId: ActId,
  personId: PersonId,
  change: { readonly role?: ActRole; readonly expiresAt?: number | null },
): Promise<void> {
  if (change.role === undefined && change.expiresAt === undefined) return;
  const changed = await tx
    .updateTable('rights')
    .set({
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.expiresAt === undefined ? {} : { expires_at: change.expiresAt }),
    })
    .where('act_id', '=', actId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new ClausierError('participant.introuvable');
  await keepPilote(tx, actId);
  if (typeof change.expiresAt === 'number')
    await tx
      .updateTable('links')
      .set({ expires_at: change.expiresAt })
      .where('act_id', '=', actId)
      .where('person_id', '=', personId)
      .where('kind', '=', 'courriel')
      .execute();
}

/**
 * Ends somebody's access to an act, and the links that led to it.
 * @throws ClausierError `participant.introuvable` or `acces.dernier_pilote`
 */
export async function endRight(tx: Tx, actId: ActId, personId: PersonId, now: number): Promise<void> {
  const ended = await tx
    .deleteFrom('rights')
    .where('act_id', '=', actId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (ended.numDeletedRows === 0n) throw new ClausierError('participant.introuvable');
  await keepPilote(tx, actId);
  await tx
    .updateTable('links')
    .set({ revoked_at: now })
    .where('act_id', '=', actId)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** @returns when the next access comes to its term, in milliseconds since 1970; `null` when none has a term */
export async function nextTerm(db: Db): Promise<number | null> {
  const { next } = await db
    .selectFrom('rights')
    .select(({ fn }) => fn.min('expires_at').as('next'))
    .executeTakeFirstOrThrow();
  return next === null ? null : Number(next);
}

/**
 * Ends the accesses whose term has come (rule P1), and says so in the journals (rule J4): nobody does it, it happens.
 * Of several processes that look at once, one ends them.
 * @returns the acts where some did
 */
export async function endExpired(db: Db, now: number): Promise<readonly ActId[]> {
  const next = await nextTerm(db);
  if (next === null || next > now) return [];
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .deleteFrom('rights')
      .where('expires_at', '<=', now)
      .returning(['act_id', 'person_id', 'organisation_id', 'role', 'expires_at'])
      .execute();
    const ended = rows.toSorted(
      (a, b) => a.act_id.localeCompare(b.act_id) || a.person_id.localeCompare(b.person_id),
    );
    for (const { act_id, person_id, organisation_id, role, expires_at } of ended)
      await appendEvent(tx, {
        act: act_id,
        at: now,
        person: null,
        organisation: null,
        kind: 'droit.retire',
        facts: {
          personne: person_id,
          organisation: organisation_id,
          role,
          cause: 'terme',
          terme: expires_at,
        },
      });
    return [...new Set(ended.map(({ act_id }) => act_id))];
  });
}

/** @returns the guests of an organisation: whoever speaks for it, or was invited by it, and belongs to none that did */
export async function guestsOf(
  db: Db | Tx,
  organisationId: OrganisationId,
  now: number,
): Promise<OrganisationGuests['guests']> {
  const rows = await db
    .selectFrom('rights')
    .innerJoin('people', 'people.id', 'rights.person_id')
    .innerJoin('organisations', 'organisations.id', 'rights.organisation_id')
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.person_id', '=', 'rights.person_id')
        .on('memberships.organisation_id', '=', organisationId)
        .on('memberships.role', '!=', 'invite'),
    )
    .select([
      'people.id',
      'people.name',
      'people.email',
      'organisations.denomination',
      'organisations.sigle',
      'rights.act_id',
      'rights.role',
      'rights.expires_at',
      'rights.created_at',
    ])
    .where('memberships.person_id', 'is', null)
    .where((eb) =>
      eb.or([eb('rights.organisation_id', '=', organisationId), eb('rights.given_for', '=', organisationId)]),
    )
    .where((eb) => eb.or([eb('rights.expires_at', 'is', null), eb('rights.expires_at', '>', now)]))
    .orderBy('people.name')
    .orderBy('people.id')
    .orderBy('rights.created_at')
    .execute();
  const guests = new Map<PersonId, OrganisationGuests['guests'][number]>();
  for (const row of rows) {
    const act = { actId: row.act_id, role: row.role, expiresAt: row.expires_at, since: row.created_at };
    const guest = guests.get(row.id);
    if (guest !== undefined) guest.acts.push(act);
    else
      guests.set(row.id, {
        personId: row.id,
        name: row.name,
        email: row.email,
        organisation: row.sigle || row.denomination,
        acts: [act],
      });
  }
  return [...guests.values()];
}

/**
 * Ends every access that a guest holds for an organisation or through it, and, of those who speak for it, the sessions
 * and links (rule P6). An act whose only pilote they are keeps them: somebody must be given that role first.
 * @returns acts and sessions that this ended, for their connections to be closed
 * @throws ClausierError `participant.introuvable` for somebody who is no guest, or `acces.dernier_pilote`
 */
export async function endGuest(
  tx: Tx,
  organisationId: OrganisationId,
  personId: PersonId,
  now: number,
): Promise<{ readonly acts: readonly ActId[]; readonly sessions: readonly SessionId[] }> {
  const guest = (await guestsOf(tx, organisationId, now)).find((one) => one.personId === personId);
  if (guest === undefined) throw new ClausierError('participant.introuvable');
  const acts = guest.acts.map(({ actId }) => actId);
  for (const actId of acts) await endRight(tx, actId, personId, now);
  await tx
    .updateTable('links')
    .set({ revoked_at: now })
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where('revoked_at', 'is', null)
    .execute();
  return { acts, sessions: await closeSessionsOf(tx, personId, { organisationId }, now) };
}
