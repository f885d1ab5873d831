import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { ActId } from '#shared/kernel/ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';

let server: TestApp;
let pilote: TestPerson;
let other: TestPerson;
let act: ActId;
const clients: TestClient[] = [];

beforeEach(async () => {
  server = await startTestApp({ idleMs: 20 });
  pilote = await server.person('Camille');
  other = await server.person('Lou');
  act = await server.act({
    rights: [
      [pilote, 'pilote'],
      [other, 'redacteur'],
    ],
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server.dispose();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const open = async (person: TestPerson, doc?: Y.Doc) => {
  const client = openClient(server.socketUrl, act, person, { own: true, ...(doc ? { doc } : {}) });
  clients.push(client);
  await until(() => expect(client.told.stored).toBe(1));
  return client;
};
const owners = () =>
  server.storage.db.selectFrom('act_clients').select(['client', 'person_id']).orderBy('client').execute();

describe('a Yjs client id', () => {
  it('[S27] belongs to the first who writes with it, for ever', async () => {
    const writer = await open(pilote);
    writer.type('mien ');
    await until(() => expect(writer.told.stored).toBe(2));
    expect(await owners()).toEqual([{ client: writer.doc.clientID, person_id: pilote.id }]);
    const { clientID } = writer.doc;
    writer.destroy();
    await until(() => expect(server.app.hub.openActs).toBe(0));

    const thief = await open(other);
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(thief.doc));
    forged.clientID = clientID;
    forged.getMap('champs').set('vol.un', { type: 'texte', libelle: 'Vol', valeur: 'volé' });
    Y.applyUpdate(thief.doc, Y.encodeStateAsUpdate(forged));
    await until(() => expect(thief.closed?.reason).toBe('sync.message_invalide'));
    const reader = await open(pilote);
    expect(reader.text()).toContain('mien ');
    expect([...reader.doc.getMap('champs').keys()]).toEqual([]);
  });

  it('[S27] of a page reloaded by the same person goes on being theirs', async () => {
    const writer = await open(pilote);
    writer.type('un ');
    await until(() => expect(writer.told.stored).toBe(2));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer.doc));
    doc.clientID = writer.doc.clientID;
    writer.destroy();
    const again = await open(pilote, doc);
    again.type('deux ');
    await until(() => expect(again.told.stored).toBe(2));
    expect(again.closed).toBeNull();
  });

  it('[S27] leaves out the words of others that a page brings as it joins, and keeps its own', async () => {
    const writer = await open(pilote);
    writer.type('su ');
    await until(() => expect(writer.told.stored).toBe(2));
    // What the server lost in a crash, and this page had been relayed.
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer.doc));
    const lost = new Y.Doc();
    Y.applyUpdate(lost, Y.encodeStateAsUpdate(doc));
    lost.clientID = writer.doc.clientID;
    lost.getMap('champs').set('perdu.un', { type: 'texte', libelle: 'Perdu', valeur: 'x' });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(lost));
    doc.getMap('champs').set('propre.un', { type: 'texte', libelle: 'Propre', valeur: 'y' });
    const joining = await open(other, doc);
    await until(() => expect([...writer.doc.getMap('champs').keys()]).toEqual(['propre.un']));
    expect(joining.closed).toBeNull();
  });
});

describe('an act nobody edits', () => {
  it('[S41] is bytes: whoever joins does not wake it, the first letter does, and it rests again', async () => {
    await server.dispose();
    server = await startTestApp({ awakeMs: 30 });
    pilote = await server.person('Camille');
    act = await server.act({ rights: [[pilote, 'pilote']] });
    const [a, b] = [await open(pilote), await open(pilote)];
    expect(server.app.hub.awakeActs).toBe(0);
    a.type('lettre ');
    await until(() => expect(b.text()).toContain('lettre'));
    expect(server.app.hub.awakeActs).toBe(1);
    server.time.now += 60_000;
    await until(() => expect(server.app.hub.awakeActs).toBe(0));
    const late = await open(pilote);
    expect(late.text()).toBe(a.text());
    const returning = await open(pilote, a.doc);
    expect(server.app.hub.awakeActs).toBe(0);
    expect(returning.text()).toBe(a.text());
  });
});
