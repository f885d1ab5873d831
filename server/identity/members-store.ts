import type { Members } from '#shared/identity/access-wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { endRight } from './participants-store.ts';
import { closeSessionsOf } from './sessions-store.ts';

type MemberRole = Members['members'][number]['role'];

/** @returns who belongs to an organisation, invités aside, by name */
export async function membersOf(
  db: Db | Tx,
  organisationId: OrganisationId,
): Promise<readonly Omit<Members['members'][number], 'me'>[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['people.id', 'people.name', 'people.email', 'memberships.role', 'memberships.created_at'])
    .where('memberships.organisation_id', '=', organisationId)
    .execute();
  return rows
    .flatMap(({ role, ...row }) =>
      role === 'invite'
        ? []
        : [{ personId: row.id, name: row.name, email: row.email, role, since: row.created_at }],
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.personId < b.personId ? -1 : 1));
}

/** @throws ClausierError `organisation.dernier_administrateur` when nobody administers an organisation any more (O13) */
async function keepAdministrateur(tx: Tx, organisationId: OrganisationId): Promise<void> {
  const left = await tx
    .selectFrom('memberships')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('role', '=', 'administrateur')
    .limit(1)
    .executeTakeFirst();
  if (left === undefined) throw new ClausierError('organisation.dernier_administrateur');
}

/**
 * Makes somebody who is in an organisation a member of it, or changes what they are there.
 * @throws ClausierError `participant.introuvable`, or `organisation.dernier_administrateur`
 */
export async function setMember(
  tx: Tx,
  organisationId: OrganisationId,
  personId: PersonId,
  role: MemberRole,
  from: readonly ('administrateur' | 'membre' | 'invite')[],
): Promise<void> {
  const before = await tx
    .selectFrom('memberships')
    .select('role')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('role', 'in', from)
    .executeTakeFirst();
  if (before === undefined) throw new ClausierError('participant.introuvable');
  await tx
    .updateTable('memberships')
    .set({ role })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .execute();
  if (before.role === 'administrateur' && role !== 'administrateur')
    await keepAdministrateur(tx, organisationId);
}

/**
 * Takes somebody out of an organisation: their accesses, links and sessions on its behalf end with it (rule O14).
 * @returns acts and sessions that this ended
 * @throws ClausierError `participant.introuvable`, `organisation.dernier_administrateur` or `acces.dernier_pilote`
 */
export async function removeMember(
  tx: Tx,
  organisationId: OrganisationId,
  personId: PersonId,
  now: number,
): Promise<{ readonly acts: readonly ActId[]; readonly sessions: readonly SessionId[] }> {
  const removed = await tx
    .deleteFrom('memberships')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('role', '!=', 'invite')
    .returning('role')
    .executeTakeFirst();
  if (removed === undefined) throw new ClausierError('participant.introuvable');
  if (removed.role === 'administrateur') await keepAdministrateur(tx, organisationId);
  const rights = await tx
    .selectFrom('rights')
    .select('act_id')
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .orderBy('act_id')
    .execute();
  for (const { act_id } of rights) await endRight(tx, act_id, personId, now);
  await tx
    .updateTable('links')
    .set({ revoked_at: now })
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where('revoked_at', 'is', null)
    .execute();
  return {
    acts: rights.map(({ act_id }) => act_id),
    sessions: await closeSessionsOf(tx, personId, { organisationId }, now),
  };
}
