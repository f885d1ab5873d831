import { sql } from 'kysely';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../../storage/tables.ts';
import { appendEvent } from '../journal/store.ts';
import type { Subject } from './held.ts';

/** What stands where the name of somebody who was erased stood. */
const ERASED_NAME = 'Personne effacée';

/** @returns sentences: what must be settled before somebody is erased (rule D4) */
export async function blockersOf(db: Db | Tx, id: PersonId): Promise<readonly string[]> {
  const alone = await db
    .selectFrom('rights as own')
    .innerJoin('acts', 'acts.id', 'own.act_id')
    .select('acts.title')
    .where('own.person_id', '=', id)
    .where('own.role', '=', 'pilote')
    .where('own.expires_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('rights as other')
            .select('other.person_id')
            .whereRef('other.act_id', '=', 'own.act_id')
            .where('other.person_id', '!=', id)
            .where('other.role', '=', 'pilote')
            .where('other.expires_at', 'is', null),
        ),
      ),
    )
    .orderBy('acts.title')
    .execute();
  const administered = await db
    .selectFrom('memberships as own')
    .innerJoin('organisations', 'organisations.id', 'own.organisation_id')
    .select('organisations.denomination')
    .where('own.person_id', '=', id)
    .where('own.role', '=', 'administrateur')
    // One that nobody else belongs to goes on with its sheet alone; the house is the server's.
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('organisations.maison', '=', 1),
        exists(
          selectFrom('memberships as beside')
            .select('beside.person_id')
            .whereRef('beside.organisation_id', '=', 'own.organisation_id')
            .where('beside.person_id', '!=', id)
            .where('beside.role', '!=', 'invite'),
        ),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('memberships as other')
            .select('other.person_id')
            .whereRef('other.organisation_id', '=', 'own.organisation_id')
            .where('other.person_id', '!=', id)
            .where('other.role', '=', 'administrateur'),
        ),
      ),
    )
    .execute();
  const awaited = await db
    .selectFrom('signatories')
    .innerJoin('ceremonies', 'ceremonies.id', 'signatories.ceremony_id')
    .innerJoin('acts', 'acts.id', 'ceremonies.act_id')
    .select('acts.title')
    .where('signatories.person_id', '=', id)
    .where('signatories.status', '=', 'a-signer')
    .where('ceremonies.status', '=', 'ouverte')
    .execute();
  return [
    ...alone.map(
      ({ title }) =>
        `«\u00a0${title}\u00a0»\u00a0: aucun autre pilote sans terme. Donnez d’abord ce rôle à quelqu’un.`,
    ),
    ...administered.map(
      ({ denomination }) =>
        `${denomination}\u00a0: aucun autre administrateur. Donnez d’abord ce rôle à quelqu’un.`,
    ),
    ...awaited.map(
      ({ title }) =>
        `«\u00a0${title}\u00a0»\u00a0: une signature est attendue. Signez, refusez, ou demandez au pilote de nommer quelqu’un d’autre.`,
    ),
  ];
}

/** @returns how many signatures are kept with the name of a person (rule D3) */
export async function keptSignatures(db: Db | Tx, id: PersonId): Promise<number> {
  const { count } = await db
    .selectFrom('signatories')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('person_id', '=', id)
    .where((eb) => eb.or([eb('signature', 'is not', null), eb('refusal', 'is not', null)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Puts the common name in the place of a person's, in the JSON texts of versions that name them. */
async function renameInVersions(tx: Tx, id: PersonId): Promise<void> {
  const rows = await tx
    .selectFrom('versions')
    .select(['id', 'authors', 'taken_by'])
    .where((eb) => eb.or([eb('authors', 'like', `%"${id}"%`), eb('taken_by', 'like', `%"${id}"%`)]))
    .execute();
  const renamed = (json: string) =>
    JSON.stringify(JSON.parse(json), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && 'personId' in value && value.personId === id
        ? { ...value, name: ERASED_NAME }
        : value,
    );
  for (const row of rows)
    await tx
      .updateTable('versions')
      .set({
        authors: renamed(row.authors),
        taken_by: row.taken_by === null ? null : renamed(row.taken_by),
      })
      .where('id', '=', row.id)
      .execute();
}

/** What an erasure ended, for connections to be closed. */
export interface Erased {
  readonly acts: readonly ActId[];
  readonly sessions: readonly SessionId[];
}

/**
 * Erases a person (rule D3): every access ends, their name and address go wherever they are not evidence, and what
 * stays speaks of an id that names nobody.
 * @param by who asked for it, as journals record it; `null`: the server's retention rules
 * @throws ClausierError `personne.engagee` with what must be settled first (rule D4); nothing is written
 */
export async function erasePerson(
  tx: Tx,
  subject: Subject,
  by: { readonly person: PersonId; readonly organisation: OrganisationId } | null,
  now: number,
): Promise<Erased> {
  const { id, email } = subject;
  const blockers = await blockersOf(tx, id);
  if (blockers.length > 0) throw new ClausierError('personne.engagee', blockers);
  const rights = await tx.deleteFrom('rights').where('person_id', '=', id).returning('act_id').execute();
  const acts = rights.map(({ act_id }) => act_id).sort();
  for (const act of acts)
    await appendEvent(tx, {
      act,
      at: now,
      person: by?.person ?? null,
      organisation: by?.organisation ?? null,
      kind: 'droit.retire',
      facts: { personne: id, cause: 'effacement' },
    });
  await tx
    .updateTable('links')
    .set({ revoked_at: now })
    .where('person_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
  const sessions = await tx.deleteFrom('sessions').where('person_id', '=', id).returning('id').execute();
  await tx.deleteFrom('memberships').where('person_id', '=', id).execute();
  await tx.deleteFrom('readings').where('person_id', '=', id).execute();
  const same = await tx
    .selectFrom('people')
    .select('id')
    .where('email', '=', email)
    .where('id', '!=', id)
    .limit(1)
    .executeTakeFirst();
  // Those who share the address go on coming in by it.
  if (same === undefined) {
    await tx.deleteFrom('browsers').where('email', '=', email).execute();
    await tx.deleteFrom('oidc_accounts').where('email', '=', email).execute();
  }
  await renameInVersions(tx, id);
  // A ceremony that came to nothing proves nothing of who neither signed nor refused in it.
  await tx
    .updateTable('signatories')
    .set({ nom: ERASED_NAME, email: null, token_hash: null })
    .where('person_id', '=', id)
    .where('signature', 'is', null)
    .where('refusal', 'is', null)
    .where('ceremony_id', 'in', (eb) =>
      eb.selectFrom('ceremonies').select('ceremonies.id').where('ceremonies.status', '=', 'annulee'),
    )
    .execute();
  await tx
    .updateTable('people')
    .set({ name: ERASED_NAME, email: '', erased_at: now })
    .where('id', '=', id)
    .execute();
  return { acts, sessions: sessions.map((one) => one.id) };
}

/**
 * Guests who hold nothing any more and have not been seen for a time (rule D5).
 * @param before milliseconds since 1970: neither added, seen nor awaited since
 */
export async function forgottenGuests(db: Db | Tx, before: number): Promise<readonly Subject[]> {
  return db
    .selectFrom('people')
    .select(['people.id', 'people.email'])
    .where('people.erased_at', 'is', null)
    .where('people.created_at', '<', before)
    .where(({ and, not, exists, selectFrom }) =>
      and([
        not(
          exists(
            selectFrom('memberships')
              .select('memberships.role')
              .whereRef('memberships.person_id', '=', 'people.id')
              .where('memberships.role', '!=', 'invite'),
          ),
        ),
        not(
          exists(selectFrom('rights').select('rights.act_id').whereRef('rights.person_id', '=', 'people.id')),
        ),
        not(
          exists(
            selectFrom('sessions')
              .select('sessions.id')
              .whereRef('sessions.person_id', '=', 'people.id')
              .where('sessions.seen_at', '>=', before),
          ),
        ),
        not(
          exists(
            selectFrom('links')
              .select('links.id')
              .whereRef('links.person_id', '=', 'people.id')
              .where('links.expires_at', '>=', before),
          ),
        ),
        sql<boolean>`not exists (select 1 from signatories where signatories.person_id = people.id and signatories.status = 'a-signer')`,
      ]),
    )
    .limit(100)
    .execute();
}
