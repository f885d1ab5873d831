import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { MESSAGE, SYNC } from '#shared/sync/protocol.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../testing/app.ts';
import { openClient, type TestClient } from '../../testing/provider.ts';
import { CutThread } from './cutThread.ts';

let server: TestApp;
let pilote: TestPerson;
let redacteur: TestPerson;
const clients: TestClient[] = [];
beforeAll(async () => {
  server = await startTestApp();
  pilote = await server.person('Camille');
  redacteur = await server.person('Alix', 'AMF');
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await server.dispose();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const sharedAct = () =>
  server.act({
    rights: [
      [pilote, 'pilote'],
      [redacteur, 'redacteur'],
    ],
  });
const open = async (act: string, person: TestPerson) => {
  const client = openClient(server.socketUrl, act, person, { own: true });
  clients.push(client);
  await until(() => expect(client.told.stored).toBe(1));
  return client;
};

describe('a large paste', () => {
  it('[S38] is taken piece by piece, before what follows it, and promised once whole', async () => {
    const act = await sharedAct();
    const [writer, witness] = [await open(act, pilote), await open(act, redacteur)];
    writer.type('Les parties conviennent. '.repeat(12_000));
    writer.type('Fin. ');
    await until(() => expect(writer.told.stored).toBe(3));
    const { storage } = server;
    const rows = await storage.db.selectFrom('act_updates').select('seq').where('act_id', '=', act).execute();
    expect(rows.length).toBeGreaterThan(8);
    await until(() => expect(witness.text()).toBe(writer.text()));
    expect(witness.text()).toContain('Fin. Les parties');
    // Said again as one comes back, it adds nothing.
    witness.provider.disconnect();
    writer.provider.disconnect();
    writer.provider.connect();
    await until(() => expect(writer.told.stored).toBe(1));
    expect(writer.closed).toBeNull();
  });

  it.each([
    ['can’t be read', [MESSAGE.sync, SYNC.update], '4400 sync.message_invalide'],
    ['is no update, and larger than any page says', [MESSAGE.awareness, 1], '4413 sync.trop_grand'],
  ] as const)('[S38] that %s is refused, even before its page is let in', async (_what, head, expected) => {
    const ws = new WebSocket(`${server.socketUrl}/${await sharedAct()}`, {
      headers: { cookie: pilote.cookie },
    });
    const bytes = new Uint8Array(2 * 1024 * 1024).fill(255);
    bytes.set(head);
    ws.on('open', () => ws.send(bytes));
    const closed = await new Promise((resolve) =>
      ws.on('close', (code, reason) => resolve(`${code} ${String(reason)}`)),
    );
    expect(closed).toBe(expected);
  });
});

describe('the thread that cuts', () => {
  // The thread starts from the sources, which takes seconds on a busy machine.
  it('[S38] answers each that asks, rests, and is started again', { timeout: 120_000 }, async () => {
    const thread = new CutThread({ idleMs: 20 });
    const empty = () => [new Uint8Array([MESSAGE.sync, SYNC.update]), new Uint8Array([2, 0, 0])];
    const asked = [thread.cut(empty()), thread.cut([new Uint8Array([7])])];
    expect(await Promise.all(asked)).toEqual([
      { ok: true, value: [] },
      { ok: false, error: 'illisible' },
    ]);
    await vi.waitFor(() => expect(thread.running).toBe(false), { timeout: 60_000, interval: 10 });
    expect(await thread.cut(empty())).toEqual({ ok: true, value: [] });
    thread.close();
  });
});
