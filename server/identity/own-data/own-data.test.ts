import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyJournal } from '#shared/identity/journal.ts';
import { ownDataSchema, ownRightsSchema } from '#shared/identity/own-data-wire.ts';
import type { ActId, SignatoryId } from '#shared/kernel/ids.ts';
import { newCeremonyId, newSignatoryId } from '../../ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../testing/app.ts';
import { readJournal } from '../journal/store.ts';
import { addLink } from '../links-store.ts';
import { addPerson, giveRight } from '../store.ts';
import { HELD } from './held.ts';

const DAY = 24 * 60 * 60 * 1000;

let server: TestApp;
let alice: TestPerson;
let bob: TestPerson;
let act: ActId;
beforeEach(async () => {
  server = await startTestApp();
  alice = await server.person('Alice', 'UNML', { membership: 'administrateur', house: true });
  bob = await server.person('Bob', 'AMF');
  act = await server.act({
    rights: [
      [alice, 'pilote'],
      [bob, 'redacteur'],
    ],
  });
});
afterEach(() => server.dispose());

const erase = (as: TestPerson, email: string) =>
  server.request('/api/moi/effacement', { method: 'POST', as, body: { email } });
const dataOf = async (as: TestPerson) =>
  ownDataSchema.parse(await (await server.request('/api/moi/donnees', { as })).json());
const rightsOf = async (as: TestPerson) =>
  ownRightsSchema.parse(await (await server.request('/api/moi/droits', { as })).json());
const name = async (label: string, as: TestPerson) => {
  const body = { label, note: 'Relue par Bob' };
  const answer = await server.request(`/api/acts/${act}/versions`, { method: 'POST', as, body });
  expect(answer.status).toBe(201);
};
const personRow = (who: TestPerson) =>
  server.storage.db.selectFrom('people').selectAll().where('id', '=', who.id).executeTakeFirstOrThrow();

/** A place of Bob's in a ceremony of the act, as it stands in the end; signed when the ceremony is complete. */
async function place(status: 'ouverte' | 'complete' | 'annulee'): Promise<SignatoryId> {
  const { db } = server.storage;
  await name(`Pour ${status}`, alice);
  const version = await db
    .selectFrom('versions')
    .select(['id', 'hash'])
    .orderBy('rank', 'desc')
    .executeTakeFirstOrThrow();
  const ceremony = newCeremonyId();
  await db
    .insertInto('ceremonies')
    .values({
      id: ceremony,
      act_id: act,
      version_id: version.id,
      hash: version.hash,
      sign_order: 'parallele',
      status,
      opened_at: 1,
      opened_by: alice.id,
      opened_for: alice.organisationId,
      expires_at: server.time.now + DAY,
      closed_at: null,
      motif: null,
      effect_day: null,
    })
    .execute();
  const id = newSignatoryId();
  await db
    .insertInto('signatories')
    .values({
      id,
      ceremony_id: ceremony,
      rank: 1,
      party_key: '1',
      party: 'AMF',
      civilite: '',
      nom: 'Bob',
      email: 'bob@essai.example',
      person_id: bob.id,
      capacite: 'Président',
      delegation: null,
      method: 'electronique',
      status: status === 'complete' ? 'signe' : status === 'ouverte' ? 'a-signer' : 'annule',
      signature: status === 'complete' ? '{}' : null,
      refusal: null,
      replaces: null,
      token_hash: null,
      shown_at: null,
      reminded_at: null,
      code_hash: null,
      code_expires_at: null,
    })
    .execute();
  return id;
}

describe('what is held on somebody', () => {
  it('[D1] every column that ties a row to a person is declared, exported and erased', async () => {
    const tables = await server.storage.db.introspection.getTables();
    const ties = tables.flatMap((table) =>
      table.columns
        .filter(({ name: column }) => /person|email|^authors$|(?:^|_)by$|evidence|^facts$/.test(column))
        .map((column) => `${table.name}.${column.name}`),
    );
    const declared = HELD.map(({ table, column }) => `${table}.${column}`);
    // Those of a row that another of its columns ties to its person already.
    expect(ties.length).toBeGreaterThan(20);
    const beside = ['people.email', 'signatories.email'];
    expect(ties.filter((tie) => !declared.includes(tie) && !beside.includes(tie))).toEqual([]);
  });

  it('[D1] is given whole, and holds neither a secret nor anybody else', async () => {
    await name('Version de Bob', bob);
    const file = await dataOf(bob);
    expect(file.data.personne).toMatchObject([{ name: 'Bob', email: 'bob@essai.example' }]);
    expect(file.data.participations).toMatchObject([{ act_id: act, role: 'redacteur' }]);
    expect(file.data.versionsDemandees).toMatchObject([{ label: 'Version de Bob' }]);
    expect(file.data.journal).toMatchObject([{ kind: 'version.nommee' }]);
    expect(file.data.sessions).toHaveLength(1);
    const text = JSON.stringify(file);
    expect(text).not.toContain('Alice');
    expect(text).not.toContain(alice.id);
    expect(text).not.toContain(bob.cookie.split('=')[1]);
    expect(text).not.toMatch(/token_hash/);
  });

  it('[D2] says nothing of an address to somebody taken for whom a link names', async () => {
    const { db } = server.storage;
    const account = { issuer: 'https://id.example', subject: 'secret-subject', email: 'bob@essai.example' };
    await db
      .insertInto('oidc_accounts')
      .values({ ...account, created_at: 1 })
      .execute();
    expect((await dataOf(bob)).data.comptesFournisseur).toMatchObject([{ subject: 'secret-subject' }]);
    const link = { personId: bob.id, organisationId: bob.organisationId, actId: act, kind: 'main' } as const;
    await addLink(db, link, server.time.now);
    expect((await dataOf(bob)).data.comptesFournisseur).toBeUndefined();
  });
});

describe('an erasure', () => {
  it('[D3] leaves no name but in evidence, ends every access, and keeps the journal whole', async () => {
    await name('Version de Bob', bob);
    expect((await erase(bob, 'BOB@essai.example')).status).toBe(204);
    const { db } = server.storage;
    expect(await personRow(bob)).toMatchObject({ name: 'Personne effacée', email: '' });
    const versions = await db.selectFrom('versions').select(['authors', 'taken_by']).execute();
    expect(JSON.stringify(versions)).toContain('Personne effacée');
    const left = JSON.stringify(
      await Promise.all(
        (['people', 'versions', 'rights', 'memberships', 'sessions', 'readings', 'audit'] as const).map(
          (table) => db.selectFrom(table).selectAll().execute(),
        ),
      ),
    );
    expect(left).not.toMatch(/"name\\?":\\?"Bob|bob@essai/);
    expect((await server.request('/api/me', { as: bob })).status).toBe(401);
    const journal = await readJournal(db, act);
    expect(journal.at(-1)).toMatchObject({ kind: 'droit.retire', facts: { cause: 'effacement' } });
    expect(verifyJournal(act, journal)).toMatchObject({ intact: true });
    const list = await server.request(`/api/acts/${act}/participants`, { as: alice });
    expect(JSON.stringify(await list.json())).not.toContain('Bob');
  });

  it('[D3] keeps the name of who signed, as evidence, and takes it from a ceremony that came to nothing', async () => {
    const { db } = server.storage;
    const signed = await place('complete');
    const voided = await place('annulee');
    expect(await rightsOf(bob)).toMatchObject({ signatures: 1, blockers: [] });
    expect((await erase(bob, 'bob@essai.example')).status).toBe(204);
    const rows = await db.selectFrom('signatories').select(['id', 'nom', 'email']).execute();
    expect(rows.find(({ id }) => id === signed)).toMatchObject({ nom: 'Bob', email: 'bob@essai.example' });
    expect(rows.find(({ id }) => id === voided)).toMatchObject({ nom: 'Personne effacée', email: null });
  });

  it('[D3] of one who shares an address leaves the other’s known browsers', async () => {
    const { db } = server.storage;
    const twin = { name: 'Bob aussi', email: 'bob@essai.example' };
    await addPerson(db, twin, alice.organisationId, server.time.now, 'membre');
    const browser = { token_hash: 'x', email: twin.email, created_at: 1, expires_at: server.time.now + DAY };
    await db.insertInto('browsers').values(browser).execute();
    expect((await erase(bob, twin.email)).status).toBe(204);
    expect(await db.selectFrom('browsers').selectAll().execute()).toHaveLength(1);
  });

  it('[D4] is refused, and changes nothing, while others depend on the person', async () => {
    const answer = await erase(alice, 'alice@essai.example');
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      {
        code: 'personne.engagee',
        details: [
          expect.stringContaining('aucun autre pilote'),
          expect.stringContaining('aucun autre administrateur'),
        ],
      },
    ]);
    expect(await personRow(alice)).toMatchObject({ name: 'Alice' });
    expect((await rightsOf(alice)).blockers).toHaveLength(2);
    await place('ouverte');
    expect(await (await erase(bob, 'bob@essai.example')).json()).toMatchObject({
      details: [expect.stringContaining('une signature est attendue')],
    });
  });

  it('[D4] counts the only administrateur of an organisation that has other members', async () => {
    const ada = await server.person('Ada', 'CMA', { membership: 'administrateur' });
    expect((await rightsOf(ada)).blockers).toEqual([]);
    await server.person('Max', 'CMA');
    expect((await rightsOf(ada)).blockers).toEqual([expect.stringContaining('CMA')]);
  });

  it('[D4] asks for the person’s own address', async () => {
    expect((await erase(bob, 'alice@essai.example')).status).toBe(400);
    expect(await personRow(bob)).toMatchObject({ name: 'Bob' });
  });
});

describe('retention', () => {
  it('[D5] forgets ended sessions after the days that are set, and no open one', async () => {
    const { db } = server.storage;
    await db
      .updateTable('sessions')
      .set({ revoked_at: server.time.now })
      .where('person_id', '=', bob.id)
      .execute();
    const count = async () => (await db.selectFrom('sessions').select('id').execute()).length;
    server.time.now += 90 * DAY - 1;
    await db
      .updateTable('sessions')
      .set({ expires_at: server.time.now + 365 * DAY })
      .execute();
    await server.app.terms.sweep();
    expect(await count()).toBe(2);
    server.time.now += 60 * 60_000;
    await server.app.terms.sweep();
    expect(await count()).toBe(1);
  });

  it('[D5] erases guests who hold nothing and were not seen, after the days that are set', async () => {
    const { db } = server.storage;
    const guest = await server.person('Gus', 'Ailleurs', { membership: 'invite' });
    const held = await server.person('Guy', 'Ailleurs', { membership: 'invite' });
    const right = {
      actId: act,
      personId: held.id,
      organisationId: held.organisationId,
      role: 'lecteur',
    } as const;
    await giveRight(db, right, server.time.now);
    server.time.now += 1_000 * DAY;
    await server.app.terms.sweep();
    expect(await personRow(guest)).toMatchObject({ name: 'Gus' });
    server.time.now += 100 * DAY;
    await server.app.terms.sweep();
    expect(await personRow(guest)).toMatchObject({ name: 'Personne effacée', email: '' });
    expect(await personRow(held)).toMatchObject({ name: 'Guy' });
    expect(await personRow(bob)).toMatchObject({ name: 'Bob' });
  });
});
