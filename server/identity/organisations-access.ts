import type { OrganisationFacts } from '#shared/identity/can.ts';
import type { OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';

/** @returns what the policy needs to know of an organisation for a person, or `null` when there is none */
export async function organisationFacts(
  db: Db | Tx,
  id: OrganisationId,
  personId: PersonId,
): Promise<OrganisationFacts | null> {
  const row = await db
    .selectFrom('organisations')
    .select(({ exists, selectFrom }) => [
      'organisations.id',
      exists(
        selectFrom('memberships')
          .select('memberships.person_id')
          .whereRef('memberships.organisation_id', '=', 'organisations.id')
          .where('memberships.role', '!=', 'invite'),
      ).as('has_members'),
      exists(
        selectFrom('memberships')
          .select('memberships.person_id')
          .whereRef('memberships.organisation_id', '=', 'organisations.id')
          .where('memberships.role', '=', 'administrateur'),
      ).as('administered'),
      exists(
        selectFrom('rights as theirs')
          .innerJoin('rights as own', 'own.act_id', 'theirs.act_id')
          .select('theirs.act_id')
          .whereRef('theirs.organisation_id', '=', 'organisations.id')
          .where('own.person_id', '=', personId),
      ).as('shares_act'),
    ])
    .where('organisations.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    hasMembers: Boolean(row.has_members),
    administered: Boolean(row.administered),
    sharesAct: Boolean(row.shares_act),
  };
}

/** @returns whether somebody belongs to an organisation, invités aside, and `except` too */
export async function hasMembers(
  db: Db | Tx,
  id: OrganisationId,
  except: PersonId | null = null,
): Promise<boolean> {
  const members = await db
    .selectFrom('memberships')
    .select('person_id')
    .where('organisation_id', '=', id)
    .where('role', '!=', 'invite')
    .limit(2)
    .execute();
  return members.some(({ person_id }) => person_id !== except);
}
