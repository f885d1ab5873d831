import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { giveRight } from '#server/identity/index.ts';
import type { TestPerson } from '#server/testing/app.ts';
import { openClient, type TestClient } from '#server/testing/provider.ts';
import { SECRET, startWorld, type World } from './world.ts';

/* The socket, by those who may not. */

let world: World;
const clients: TestClient[] = [];
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await world.server.dispose();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const open = (person: TestPerson | null, options: Parameters<typeof openClient>[3] = {}) => {
  const client = openClient(world.server.socketUrl, world.act, person, { own: true, ...options });
  clients.push(client);
  return client;
};
/** Lets somebody write in the act, as an invitation does. */
const enrol = async (person: TestPerson) => {
  const right = { actId: world.act, personId: person.id, organisationId: person.organisationId };
  await giveRight(world.server.storage.db, { ...right, role: 'redacteur' }, world.server.time.now);
  await world.server.app.hub.refreshAccess(world.act);
};
const updates = async () =>
  (await world.server.storage.db.selectFrom('act_updates').select('seq').execute()).length;

describe('the socket of an act', () => {
  it.each([
    ['nobody', () => open(null), 'session.absente'],
    ['a stranger', () => open(world.mallory), 'acte.introuvable'],
    [
      'a page of another site',
      () => open(world.alice, { headers: { origin: 'https://ailleurs.example' } }),
      'requete.origine',
    ],
    [
      'a framed page without origin',
      () => open(world.alice, { headers: { origin: 'null' } }),
      'requete.origine',
    ],
    [
      'a cookie that was never given',
      () => open({ ...world.alice, cookie: 'clausier_session=x' }),
      'session.absente',
    ],
  ] as const)('refuses %s, and sends nothing of the text', async (_who, connect, reason) => {
    const client = connect();
    await until(() => expect(client.closed?.reason).toBe(reason));
    expect(client.text()).not.toContain(SECRET);
  });

  it('refuses a cookie taken before its session was closed', async () => {
    const thief = await world.server.person('Voleuse', 'UNML');
    await enrol(thief);
    const before = open(thief);
    await until(() => expect(before.provider.synced).toBe(true));
    await world.server.request('/api/session', { method: 'DELETE', as: thief });
    await until(() => expect(before.closed?.reason).toBe('session.absente'));
    const after = open(thief);
    await until(() => expect(after.closed?.reason).toBe('session.absente'));
    expect((await world.server.request('/api/acts', { as: thief })).status).toBe(401);
  });

  it('refuses a reader’s words, and keeps none', async () => {
    const count = await updates();
    const client = open(world.reader);
    await until(() => expect(client.text()).toContain(SECRET));
    client.type('vol ');
    await until(() => expect(client.closed?.reason).toBe('acces.refuse'));
    expect(await updates()).toBe(count);
    const check = open(world.alice);
    await until(() => expect(check.text()).toContain(SECRET));
    expect(check.text()).not.toContain('vol');
  });

  it('shows nobody under a name that is not theirs', async () => {
    const witness = open(world.alice);
    const client = open(world.reader);
    await until(() => expect(client.provider.synced && witness.provider.synced).toBe(true));
    client.provider.awareness.setLocalStateField('user', {
      name: 'Alice',
      organisation: 'UNML',
      color: '#000000',
    });
    const seen = () =>
      witness.provider.awareness.getStates().get(client.doc.clientID) as
        | { user?: { name: string; organisation: string } }
        | undefined;
    await until(() => expect(seen()?.user).toMatchObject({ name: 'Rene', organisation: 'AMF' }));
  });

  it('takes nothing written under somebody else’s client id', async () => {
    const author = open(world.alice);
    await until(() => expect(author.provider.synced).toBe(true));
    author.type('Mien. ');
    await until(() => expect(author.told.stored).toBeGreaterThan(1));
    const { clientID } = author.doc;
    author.destroy();
    const other = await world.server.person('Faussaire', 'AMF');
    await enrol(other);
    const forger = open(other);
    await until(() => expect(forger.text()).toContain('Mien.'));
    const count = await updates();
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(forger.doc));
    forged.clientID = clientID;
    forged.getMap('champs').set('vol.un', { type: 'texte', libelle: 'Vol', valeur: 'volé' });
    Y.applyUpdate(forger.doc, Y.encodeStateAsUpdate(forged));
    await until(() => expect(forger.closed?.reason).toBe('sync.message_invalide'));
    expect(await updates()).toBe(count);
  });

  it('writes no secret in the log', () => {
    const logged = JSON.stringify(world.server.logged);
    expect(world.secrets.filter((secret) => logged.includes(secret))).toEqual([]);
  });
});
