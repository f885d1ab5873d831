import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  journalsCheckSchema,
  serverOperationSchema,
  serverOrganisationsSchema,
  serverPeopleSchema,
  serverStateSchema,
} from '#shared/identity/administration-wire.ts';
import type { CeremonyId, SignatoryId } from '#shared/kernel/ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../testing/app.ts';
import { openClient } from '../../testing/provider.ts';

let server: TestApp;
let alice: TestPerson;
let bob: TestPerson;
beforeEach(async () => {
  server = await startTestApp({ env: { RETENTION_SESSIONS_DAYS: '12' } });
  alice = await server.person('Alice', 'UNML', { membership: 'administrateur', house: true });
  bob = await server.person('Bob', 'AMF', { membership: 'administrateur' });
});
afterEach(() => server.dispose());

const get = (path: string, as: TestPerson) => server.request(`/api/administration${path}`, { as });
const post = (path: string, as: TestPerson, body: unknown = {}) =>
  server.request(`/api/administration${path}`, { as, method: 'POST', body });
const named = async (act: string) => {
  const body = { label: 'Une version', note: '' };
  await server.request(`/api/acts/${act}/versions`, { method: 'POST', as: bob, body });
};

describe('the server’s screen', () => {
  it('[M1] is closed to everybody but the administrateurs of the house', async () => {
    const member = await server.person('Max', 'UNML');
    for (const who of [bob, member])
      for (const path of ['', '/fonctionnement', '/organisations', '/personnes', '/journaux'])
        expect(((await (await get(path, who)).json()) as { code: string }).code).toBe('acces.reserve');
    for (const who of [bob, member])
      expect(
        (await post(`/personnes/${alice.id}/effacement`, who, { email: 'alice@essai.example' })).status,
      ).toBe(403);
  });

  it('[M4] says how the process works at this moment', async () => {
    const stranger = openClient(server.socketUrl, 'act_inconnu', bob, { own: true });
    await vi.waitFor(() => expect(stranger.closed).not.toBeNull(), { timeout: 30_000 });
    stranger.destroy();
    const figures = serverOperationSchema.parse(await (await get('/fonctionnement', alice)).json());
    expect(figures).toMatchObject({ connections: 0, edits: 0, ack: null, processes: 'alone' });
    expect(figures.refused).toMatchObject([{ code: 'acte.introuvable', count: 1 }]);
    expect(figures.databaseBytes).toBeGreaterThan(10_000);
    expect(figures.disk).toMatchObject({ refuses: false });
  });

  it('[M1] says what the server holds and how it is, and no name of an act', async () => {
    const act = await server.act({ text: 'Un texte de Bob', rights: [[bob, 'pilote']] });
    await named(act);
    const state = serverStateSchema.parse(await (await get('', alice)).json());
    expect(state.counts).toEqual({ actes: 1, organisations: 2, personnes: 2, sessions: 2 });
    expect(state.storage.bytes).toBeGreaterThan(state.storage.parts.saisies);
    expect(state.storage.parts.saisies).toBeGreaterThan(0);
    expect(state.storage.parts.versions).toBeGreaterThan(0);
    expect(state).toMatchObject({
      mail: { leaves: false },
      retention: { sessionsDays: 12, guestsDays: 1095 },
    });
    const organisations = await (await get('/organisations', alice)).json();
    expect(serverOrganisationsSchema.parse(organisations).organisations).toMatchObject([
      { denomination: 'AMF', house: false, administrateurs: 1, membres: 1, actes: 1 },
      { denomination: 'UNML', house: true, administrateurs: 1, membres: 1, actes: 0 },
    ]);
    const people = await (await get('/personnes', alice)).json();
    expect(serverPeopleSchema.parse(people).people).toMatchObject([
      { name: 'Alice', me: true, actes: 0, sessions: 1 },
      { name: 'Bob', me: false, actes: 1, organisations: [{ name: 'AMF', role: 'administrateur' }] },
    ]);
    expect(JSON.stringify([state, organisations, people])).not.toContain('Convention d’essai');
  });

  it('[M1] says when somebody signed by their link, which opens no session', async () => {
    const act = await server.act({ rights: [[bob, 'pilote']] });
    await named(act);
    const { db } = server.storage;
    const { id } = await db.selectFrom('versions').select('id').limit(1).executeTakeFirstOrThrow();
    const ceremony_id = 'cer_01hzzzzzzzzzzzzzzzzzzzzzzz' as CeremonyId;
    await db
      .insertInto('ceremonies')
      .values({
        id: ceremony_id,
        act_id: act,
        version_id: id,
        hash: '0'.repeat(64),
        sign_order: 'parallele',
        status: 'ouverte',
        opened_at: 1,
        opened_by: bob.id,
        opened_for: bob.organisationId,
        expires_at: 9,
        closed_at: null,
        motif: null,
        effect_day: null,
      })
      .execute();
    await db
      .insertInto('signatories')
      .values({
        id: 'sig_01hzzzzzzzzzzzzzzzzzzzzzzz' as SignatoryId,
        ceremony_id,
        rank: 1,
        party_key: 'p1',
        party: 'AMF',
        civilite: '',
        nom: 'Bob',
        email: null,
        person_id: bob.id,
        capacite: 'président',
        delegation: null,
        method: 'electronique',
        status: 'signe',
        signature: JSON.stringify({ method: 'electronique', at: 42 }),
        refusal: null,
        replaces: null,
        token_hash: null,
        shown_at: null,
        reminded_at: null,
        code_hash: null,
        code_expires_at: null,
      })
      .execute();
    const { people } = serverPeopleSchema.parse(await (await get('/personnes', alice)).json());
    expect(people.map(({ signedAt }) => signedAt)).toEqual([null, 42]);
  });

  it('[M1] names the journal that was altered, by the id of its act', async () => {
    const [sound, altered] = [
      await server.act({ rights: [[bob, 'pilote']] }),
      await server.act({ rights: [[bob, 'pilote']] }),
    ];
    await named(sound);
    await named(altered);
    const check = async () => journalsCheckSchema.parse(await (await get('/journaux', alice)).json());
    expect(await check()).toEqual({ journals: 2, events: 4, broken: [] });
    await sql`update audit set at = 7 where act_id = ${altered}`.execute(server.storage.db);
    expect(await check()).toMatchObject({ broken: [{ act: altered, seq: 1, fault: 'contenu' }] });
  });

  it('[M2] sends its test mail to whoever asks, and to no other address', async () => {
    expect(await (await post('/courriel', alice)).json()).toEqual({
      to: 'alice@essai.example',
      mailed: false,
    });
    expect(server.mailer.kept().map(({ to }) => to)).toEqual(['alice@essai.example']);
    expect((await post('/courriel', alice, { to: 'bob@essai.example' })).status).toBe(400);
    expect(server.mailer.kept()).toHaveLength(1);
  });

  it('[M3] ends every access of somebody', async () => {
    const path = `/api/administration/personnes/${bob.id}/acces`;
    expect((await server.request(path, { as: alice, method: 'DELETE' })).status).toBe(204);
    expect((await server.request('/api/me', { as: bob })).status).toBe(401);
    expect((await server.request('/api/me', { as: alice })).status).toBe(200);
  });

  it('[M3] erases somebody on request, under the same rules as themselves', async () => {
    const carl = await server.person('Carl', 'AMF');
    const refused = await post(`/personnes/${bob.id}/effacement`, alice, { email: 'bob@essai.example' });
    expect(await refused.json()).toMatchObject({ code: 'personne.engagee' });
    const path = `/personnes/${carl.id}/effacement`;
    expect((await post(path, alice, { email: 'bob@essai.example' })).status).toBe(400);
    expect((await post(path, alice, { email: 'carl@essai.example' })).status).toBe(204);
    expect((await post(path, alice, { email: 'carl@essai.example' })).status).toBe(404);
    expect(JSON.stringify(await (await get('/personnes', alice)).json())).not.toContain('Carl');
  });
});
