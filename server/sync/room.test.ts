import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { ActId } from '#shared/kernel/ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';

let server: TestApp;
let pilote: TestPerson;
let act: ActId;
const clients: TestClient[] = [];

beforeEach(async () => {
  server = await startTestApp({ idleMs: 30 });
  pilote = await server.person('Camille');
  act = await server.act({ rights: [[pilote, 'pilote']] });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server.dispose();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const open = async () => {
  const client = openClient(server.socketUrl, act, pilote, { own: true });
  clients.push(client);
  await until(() => expect(client.told.stored).toBe(1));
  return client;
};
describe('a room', () => {
  it('[S40] leaves memory when nobody is left, folds a long tail, and opens again whole', async () => {
    const client = await open();
    for (let i = 0; i < 250; i += 1) client.type('a');
    await until(() => expect(client.told.stored).toBe(251));
    client.destroy();
    await until(() => expect(server.app.hub.openActs).toBe(0));
    const snapshots = await server.storage.db.selectFrom('act_snapshots').select('seq').execute();
    expect(snapshots).toEqual([{ seq: 251 }]);
    const again = await open();
    expect(again.text()).toContain('a'.repeat(250));
  });

  it('[S24] tells everybody when the disk refuses, promises nothing, then everything', async () => {
    const writer = await open();
    const reader = await open();
    await server.storage.fill();
    for (let i = 0; i < 50; i += 1) writer.type('long '.repeat(500));
    await until(() => expect(writer.told.notices).toContain('disque.indisponible'));
    await until(() => expect(reader.told.notices).toContain('disque.indisponible'));
    const promised = writer.told.stored;
    expect(promised).toBeLessThan(51);
    await until(() => expect(reader.text()).toBe(writer.text()));
    const health = await server.request('/healthz');
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ status: 'disque.indisponible' });
    const late = openClient(server.socketUrl, act, pilote, { own: true });
    clients.push(late);
    await until(() => expect(late.told.notices).toContain('disque.indisponible'));
    await until(() => expect(late.text()).toBe(writer.text()));

    await server.storage.empty();
    // The disk is tried again after five seconds at most.
    await until(() => expect(writer.told.stored).toBe(51));
    expect(writer.closes).toEqual([]);
    expect((await server.request('/healthz')).status).toBe(200);
  });

  it('[S26] writes what it received before it closes, with 1012, and the provider may come back', async () => {
    const client = await open();
    for (let i = 0; i < 100; i += 1) client.type('z');
    const said = client.text();
    await until(() => expect(server.app.hub.connections).toBe(1));
    const stopped = server.app.stop();
    await until(() => expect(client.closes).toContain(1012));
    expect(await stopped).toBe(0);
    expect(client.closed).toBeNull();
    const rows = await server.storage.db
      .selectFrom('act_updates')
      .select('bytes')
      .where('act_id', '=', act)
      .orderBy('seq')
      .execute();
    const doc = new Y.Doc();
    for (const row of rows) Y.applyUpdate(doc, row.bytes);
    const kept = doc.getXmlFragment('contenu').get(1);
    const promised = Math.max(0, client.told.stored - 1);
    expect(String(kept instanceof Y.XmlElement ? kept.get(0) : '')).toContain('z'.repeat(promised));
    expect(said).toContain('z'.repeat(100));
  });

  it('[S31] cuts a peer that does not read, and only that one', async () => {
    const slow = new WebSocket(`${server.socketUrl}/${act}`, { headers: { cookie: pilote.cookie } });
    const ended = new Promise<number>((resolve) => slow.on('close', resolve));
    await new Promise((resolve) => slow.once('message', resolve));
    slow.pause();
    const writer = await open();
    const fragment = writer.doc.getMap('champs');
    await until(() => {
      fragment.set('gros', { type: 'texte', libelle: 'Gros', valeur: 'x'.repeat(1024 * 1024) });
      expect(server.app.hub.connections).toBe(1);
    });
    slow.resume();
    expect(await ended).toBe(1006);
    const promised = writer.told.stored;
    writer.type('encore');
    await until(() => expect(writer.told.stored).toBeGreaterThan(promised));
    expect(writer.closed).toBeNull();
  });

  it('drops a peer that no longer answers pings', async () => {
    await server.dispose();
    // For this one only: a machine that is slow for so long would cut everybody.
    server = await startTestApp({ heartbeatMs: 100 });
    pilote = await server.person('Camille');
    act = await server.act({ rights: [[pilote, 'pilote']] });
    const deaf = new WebSocket(`${server.socketUrl}/${act}`, {
      headers: { cookie: pilote.cookie },
      autoPong: false,
    });
    const ended = new Promise<number>((resolve) => deaf.on('close', resolve));
    expect(await ended).toBe(1006);
    await until(() => expect(server.app.hub.connections).toBe(0));
  });
});
