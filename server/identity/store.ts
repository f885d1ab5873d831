import { participantColor } from '#shared/identity/colors.ts';
import { nameKey } from '#shared/identity/organisation.ts';
import type { ActRole, Membership } from '#shared/identity/roles.ts';
import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import { newOrganisationId, newPersonId } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';

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
  const { denomination } = organisation;
  const named = nameKey(denomination);
  const known = await db
    .selectFrom('organisations')
    .select(['id', 'denomination', 'sigle'])
    .orderBy('created_at')
    .execute();
  const found =
    known.find((each) => each.denomination === denomination) ??
    // One name whatever its capitals and accents, as where a sheet is saved (rule O2).
    known.find((each) => nameKey(each.denomination) === named) ??
    // « AMF » names the organisation whose sigle it is.
    known.find((each) => nameKey(each.sigle ?? '') === named);
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
 * The person whom a link that the inviter hands over names. Somebody known is recognised only when such a link to this
 * act is all they hold: it must not open what that person was given elsewhere, or is in their organisation (rule E9).
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
    .where(({ and, not, exists, selectFrom }) =>
      and([
        exists(
          selectFrom('links')
            .select('links.id')
            .whereRef('links.person_id', '=', 'people.id')
            .where('links.kind', '=', 'main')
            .where('links.act_id', '=', invitee.actId),
        ),
        not(
          exists(
            selectFrom('links as other')
              .select('other.id')
              .whereRef('other.person_id', '=', 'people.id')
              .where((eb) =>
                eb.or([
                  eb('other.kind', '!=', 'main'),
                  eb('other.act_id', 'is', null),
                  eb('other.act_id', '!=', invitee.actId),
                ]),
              ),
          ),
        ),
        not(
          exists(
            selectFrom('rights as other')
              .select('other.act_id')
              .whereRef('other.person_id', '=', 'people.id')
              .where('other.act_id', '!=', invitee.actId),
          ),
        ),
        not(
          exists(
            selectFrom('memberships')
              .select('memberships.role')
              .whereRef('memberships.person_id', '=', 'people.id')
              .where((eb) =>
                eb.or([
                  eb('memberships.role', '=', 'administrateur'),
                  eb('memberships.organisation_id', '!=', invitee.organisationId),
                ]),
              ),
          ),
        ),
      ]),
    )
    .executeTakeFirst();
  return known?.id ?? addPerson(tx, invitee, invitee.organisationId, now, invitee.role);
}

/**
 * The person whom an invitation by mail names: whoever holds that address, since only they can open it. Somebody made
 * known by links that were handed over is left aside, for whoever handed them over may hold one still (rule P5).
 */
export async function findOrAddMailed(
  tx: Tx,
  invitee: { name: string; email: string; organisationId: OrganisationId; role: Membership },
  now: number,
): Promise<PersonId> {
  const known = await tx
    .selectFrom('people')
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.person_id', '=', 'people.id')
        .on('memberships.organisation_id', '=', invitee.organisationId),
    )
    .select(['people.id', 'memberships.role'])
    .where('people.email', '=', invitee.email.toLowerCase())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('links')
            .select('links.id')
            .whereRef('links.person_id', '=', 'people.id')
            .where('links.kind', '=', 'main'),
        ),
      ),
    )
    .orderBy('people.created_at')
    .orderBy('people.id')
    .execute();
  const found = known.find(({ role }) => role !== null) ?? known[0];
  if (found === undefined) return addPerson(tx, invitee, invitee.organisationId, now, invitee.role);
  if (found.role === null)
    await tx
      .insertInto('memberships')
      .values({
        person_id: found.id,
        organisation_id: invitee.organisationId,
        role: invitee.role,
        created_at: now,
      })
      .execute();
  return found.id;
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
  right: {
    actId: ActId;
    personId: PersonId;
    organisationId: OrganisationId;
    role: ActRole;
    /** When it ends by itself; never, when absent. */
    expiresAt?: number | null;
    /** The organisation on whose behalf it is given. */
    givenFor?: OrganisationId;
  },
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
      expires_at: right.expiresAt ?? null,
      given_for: right.givenFor ?? null,
    })
    .onConflict((oc) =>
      oc
        .columns(['act_id', 'person_id'])
        .doUpdateSet({
          role: right.role,
          organisation_id: right.organisationId,
          expires_at: right.expiresAt ?? null,
          ...(right.givenFor === undefined ? {} : { given_for: right.givenFor }),
        })
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
