import { sql } from 'kysely';
import { z } from 'zod';
import type {
  JournalsCheck,
  ServerOrganisations,
  ServerPeople,
  ServerState,
} from '#shared/identity/administration-wire.ts';
import type { PersonId } from '#shared/kernel/ids.ts';
import type { Db, Tables } from '../../storage/tables.ts';
import { checkJournal } from '../journal/store.ts';

async function countOf(db: Db, table: keyof Tables): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
    db,
  );
  return Number(rows[0]?.count ?? 0);
}

/** @returns how many acts, organisations, people and open sessions there are; texts edited for an avenant count with it */
export async function countsOf(db: Db, now: number): Promise<ServerState['counts']> {
  const acts = await db
    .selectFrom('acts')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow();
  const people = await db
    .selectFrom('people')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('erased_at', 'is', null)
    .executeTakeFirstOrThrow();
  const sessions = await db
    .selectFrom('sessions')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return {
    actes: Number(acts.count),
    organisations: await countOf(db, 'organisations'),
    personnes: Number(people.count),
    sessions: Number(sessions.count),
  };
}

/** @returns bytes of what weighs in the database, without what keeping them costs */
export async function weights(db: Db): Promise<ServerState['storage']['parts']> {
  const of = async (table: keyof Tables) => {
    const { rows } = await sql<{ bytes: number | null }>`
      select sum(length(bytes)) as bytes from ${sql.table(table)}`.execute(db);
    return Number(rows[0]?.bytes ?? 0);
  };
  return {
    saisies:
      (await of('act_updates')) +
      (await of('act_chunks')) +
      (await of('act_snapshots')) +
      (await of('act_keyframes')),
    versions: await of('version_contents'),
    pieces: await of('signature_files'),
    scelles: await of('seal_files'),
  };
}

/** @returns every organisation with how many belong to it and take part for it, by dénomination */
export async function organisationsOf(db: Db): Promise<ServerOrganisations['organisations']> {
  const rows = await db
    .selectFrom('organisations')
    .select(({ selectFrom }) => [
      'organisations.id',
      'organisations.denomination',
      'organisations.sigle',
      'organisations.maison',
      selectFrom('memberships')
        .select((eb) => eb.fn.countAll().as('count'))
        .whereRef('memberships.organisation_id', '=', 'organisations.id')
        .where('memberships.role', '=', 'administrateur')
        .as('administrateurs'),
      selectFrom('memberships')
        .select((eb) => eb.fn.countAll().as('count'))
        .whereRef('memberships.organisation_id', '=', 'organisations.id')
        .where('memberships.role', '!=', 'invite')
        .as('membres'),
      selectFrom('rights')
        .select((eb) => eb.fn.count('rights.act_id').distinct().as('count'))
        .whereRef('rights.organisation_id', '=', 'organisations.id')
        .as('actes'),
    ])
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      denomination: row.denomination,
      sigle: row.sigle,
      house: row.maison === 1,
      administrateurs: Number(row.administrateurs ?? 0),
      membres: Number(row.membres ?? 0),
      actes: Number(row.actes ?? 0),
    }))
    .sort((a, b) => a.denomination.localeCompare(b.denomination, 'fr'));
}

/** When a place was signed, in the JSON of its signature. */
const signatureSchema = z.object({ at: z.number().int() });

/** @returns everybody that the server knows by name, by name. @param me who asks */
export async function peopleOf(db: Db, me: PersonId, now: number): Promise<ServerPeople['people']> {
  const memberships = await db
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select([
      'memberships.person_id',
      'memberships.role',
      'organisations.denomination',
      'organisations.sigle',
    ])
    .orderBy('memberships.created_at')
    .execute();
  const organisations = new Map<PersonId, ServerPeople['people'][number]['organisations']>();
  for (const { person_id, role, denomination, sigle } of memberships) {
    const held = organisations.get(person_id) ?? [];
    organisations.set(person_id, [...held, { name: sigle || denomination, role }]);
  }
  const signed = await db
    .selectFrom('signatories')
    .select(['person_id', 'signature'])
    .where('person_id', 'is not', null)
    .where('method', '=', 'electronique')
    .where('signature', 'is not', null)
    .execute();
  const signedAt = new Map<PersonId, number>();
  for (const { person_id, signature } of signed) {
    if (person_id === null || signature === null) continue;
    const { at } = signatureSchema.parse(JSON.parse(signature));
    signedAt.set(person_id, Math.max(at, signedAt.get(person_id) ?? 0));
  }
  const rows = await db
    .selectFrom('people')
    .select(({ selectFrom }) => [
      'people.id',
      'people.name',
      'people.email',
      selectFrom('rights')
        .select((eb) => eb.fn.countAll().as('count'))
        .whereRef('rights.person_id', '=', 'people.id')
        .as('actes'),
      selectFrom('sessions')
        .select((eb) => eb.fn.countAll().as('count'))
        .whereRef('sessions.person_id', '=', 'people.id')
        .where('sessions.revoked_at', 'is', null)
        .where('sessions.expires_at', '>', now)
        .as('open'),
      selectFrom('sessions')
        .select((eb) => eb.fn.max('sessions.seen_at').as('seen'))
        .whereRef('sessions.person_id', '=', 'people.id')
        .as('seen'),
    ])
    .where('people.erased_at', 'is', null)
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      organisations: organisations.get(row.id) ?? [],
      actes: Number(row.actes ?? 0),
      sessions: Number(row.open ?? 0),
      seenAt: row.seen === null ? null : Number(row.seen),
      signedAt: signedAt.get(row.id) ?? null,
      me: row.id === me,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1));
}

/** Checks the journals of all acts, one at a time so that writing goes on meanwhile (rules J2 and J3). */
export async function checkJournals(db: Db): Promise<JournalsCheck> {
  const acts = await db.selectFrom('acts').select('id').orderBy('id').execute();
  const broken: JournalsCheck['broken'] = [];
  let journals = 0;
  let events = 0;
  for (const { id } of acts) {
    const { entries, verdict } = await db.transaction().execute((tx) => checkJournal(tx, id));
    if (entries.length > 0 || !verdict.intact) journals += 1;
    events += entries.length;
    if (!verdict.intact) broken.push({ act: id, seq: verdict.seq, fault: verdict.fault });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { journals, events, broken };
}
