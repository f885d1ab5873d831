import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { ActId } from '#shared/kernel/ids.ts';
import { MESSAGE, SYNC } from '#shared/sync/protocol.ts';
import { localFanout } from '../fanout/local.ts';
import { createLogger } from '../http/log.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';
import { onPostgres } from '../testing/storage.ts';
import { Hub } from './hub.ts';
import { NO_OBSERVER } from './observer.ts';
import { SqlUpdateLog } from './sqlUpdateLog.ts';

/*
 * What holds at the worst moment: a disk that refuses, rights that end while one enters, an act that leaves memory
 * while one opens it.
 */

let server: TestApp;
let pilote: TestPerson;
let act: ActId;
const clients: TestClient[] = [];

beforeEach(async () => {
  server = await startTestApp();
  pilote = await server.person('Camille');
  act = await server.act({ rights: [[pilote, 'pilote']] });
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const client of clients.splice(0)) client.destroy();
  await server.dispose();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const enter = (options: { person?: TestPerson; act?: ActId; doc?: Y.Doc } = {}) => {
  const { person = pilote, act: opened = act, doc } = options;
  const client = openClient(server.socketUrl, opened, person, { own: true, ...(doc ? { doc } : {}) });
  clients.push(client);
  return client;
};
const open = async (options: Parameters<typeof enter>[0] = {}) => {
  const client = enter(options);
  await until(() => expect(client.told.stored).toBe(1));
  return client;
};
/** Waits until the server has taken, and answered, all that `client` had sent before. */
let turns = 0;
const turn = async (client: TestClient, witness: TestClient) => {
  turns += 1;
  const mark = turns;
  client.provider.awareness.setLocalStateField('tour', mark);
  await until(() =>
    expect(witness.provider.awareness.getStates().get(client.doc.clientID)).toMatchObject({ tour: mark }),
  );
};

const refusals: Record<string, { refuse: () => Promise<void>; recover: () => Promise<void> }> = {
  'a full disk': { refuse: () => server.storage.fill(), recover: () => server.storage.empty() },
  ...(onPostgres()
    ? {}
    : {
        'a read-only database': {
          refuse: async () => server.storage.connection.exec('pragma query_only = on'),
          recover: async () => server.storage.connection.exec('pragma query_only = off'),
        },
      }),
};

describe.each(Object.entries(refusals))('with %s', (_name, disk) => {
  const typeUntilRefused = async (writer: TestClient) => {
    await disk.refuse();
    for (let i = 0; i < 50; i += 1) writer.type('long '.repeat(500));
    await until(() => expect(writer.told.notices).toContain('disque.indisponible'));
  };

  it('[S21] promises nothing to whoever repeats what only the memory holds', async () => {
    const [writer, reader] = [await open(), await open()];
    await typeUntilRefused(writer);
    // Told as soon as the first was refused: the last may still be on their way.
    await until(() => expect(reader.text()).toBe(writer.text()));
    // The writer’s other page, which has all of it: its first answer adds nothing to the act in memory.
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer.doc));
    const back = enter({ doc });
    await until(() => expect(back.provider.synced).toBe(true));
    await turn(back, writer);
    await turn(back, writer);
    expect(back.told.stored).toBe(-1);
    expect(back.told.notices).toContain('disque.indisponible');
    await disk.recover();
    await until(() => expect(back.told.stored).toBe(1));
    const rows = await server.storage.db.selectFrom('act_updates').select('seq').execute();
    expect(rows).toHaveLength(51);
  });

  it('[S24] tells whoever had nothing waiting that it works again', async () => {
    const [writer, reader] = [await open(), await open()];
    await typeUntilRefused(writer);
    await until(() => expect(reader.told.notices).toContain('disque.indisponible'));
    reader.told.stored = -1;
    await disk.recover();
    await until(() => expect(reader.told.stored).toBe(1));
  });

  it('[S24] keeps what was typed through a cut, and writes it once in order', async () => {
    const writer = await open();
    await typeUntilRefused(writer);
    writer.provider.disconnect();
    writer.type('hors ligne ');
    writer.provider.connect();
    await until(() => expect(writer.provider.synced).toBe(true));
    await turn(writer, await enterQuietly());
    expect(writer.told.stored).toBeLessThan(51);
    await disk.recover();
    await until(async () => expect(await storedText()).toBe(writer.text()));
  });
});

/** Enters to watch, while nothing can be promised. */
async function enterQuietly(): Promise<TestClient> {
  const client = enter();
  await until(() => expect(client.provider.synced).toBe(true));
  return client;
}

async function storedText(): Promise<string> {
  const rows = await server.storage.db
    .selectFrom('act_updates')
    .select('bytes')
    .where('act_id', '=', act)
    .orderBy('seq')
    .execute();
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, row.bytes);
  const blocks = doc.getXmlFragment('contenu').toArray();
  return blocks.map((block) => (block instanceof Y.XmlElement ? block.toArray().join('') : '')).join('\n');
}

describe('rights', () => {
  it('[S12] that end while one is coming in keep one out', async () => {
    const { hub } = server.app;
    const open = hub.open.bind(hub);
    vi.spyOn(hub, 'open').mockImplementationOnce(async (id) => {
      const room = await open(id);
      await server.storage.db.deleteFrom('rights').where('person_id', '=', pilote.id).execute();
      await hub.refreshAccess(id);
      return room;
    });
    const client = enter();
    await until(() => expect(client.closed).toEqual({ code: 4404, reason: 'acte.introuvable' }));
    expect(client.text()).toBe('');
  });

  it('[S12] of a session that ends while one is coming in, too', async () => {
    const { hub } = server.app;
    const open = hub.open.bind(hub);
    vi.spyOn(hub, 'open').mockImplementationOnce(async (id) => {
      const room = await open(id);
      const answer = await server.request('/api/session', { method: 'DELETE', as: pilote });
      expect(answer.status).toBe(204);
      return room;
    });
    const client = enter();
    await until(() => expect(client.closed).toEqual({ code: 4401, reason: 'session.absente' }));
  });

  it('[S12] end at the session’s term for who only listens', async () => {
    await server.dispose();
    server = await startTestApp({ heartbeatMs: 100 });
    const person = await server.person('Lou');
    const listener = await open({ person, act: await server.act({ rights: [[person, 'lecteur']] }) });
    server.time.now += 31 * 24 * 3600 * 1000;
    await until(() => expect(listener.closed?.reason).toBe('session.absente'));
  });
});

describe('two pages of one person', () => {
  it('[S21] are each promised their own, and an unreadable message ends only its own page', async () => {
    const [first, second] = [await open(), await open()];
    for (let i = 0; i < 5; i += 1) first.type('a');
    for (let i = 0; i < 3; i += 1) second.type('b');
    await until(() => expect([first.told.stored, second.told.stored]).toEqual([6, 4]));
    first.provider.ws?.send(new Uint8Array([MESSAGE.sync, SYNC.update, 200]));
    await until(() => expect(first.closed).toEqual({ code: 4400, reason: 'sync.message_invalide' }));
    second.type('c');
    await until(() => expect(second.told.stored).toBe(5));
    await until(async () => expect(await storedText()).toBe(second.text()));
  });
});

describe('a very large act', () => {
  it('[S31] reaches a slow reader whole, while others go on writing', async () => {
    const size = 24 * 1024 * 1024;
    const large = await server.act({ text: 'x'.repeat(size), rights: [[pilote, 'pilote']] });
    const writer = await open({ act: large });
    const slow = new WebSocket(`${server.socketUrl}/${large}`, { headers: { cookie: pilote.cookie } });
    const received: number[] = [];
    let close: number | null = null;
    let small = '';
    slow.on('message', (data: Buffer) => {
      received.push(data.byteLength);
      if (data.byteLength < 10_000) small += data.toString('latin1');
    });
    slow.on('close', (code) => {
      close = code;
    });
    await until(() => expect(received).not.toEqual([]));
    slow.send(new Uint8Array([MESSAGE.sync, SYNC.step1, 1, 0]));
    slow.pause();
    for (let i = 0; i < 20; i += 1) writer.type('lettre ');
    await until(() => expect(writer.told.stored).toBe(21));
    slow.resume();
    await until(() => expect(Math.max(...received)).toBeGreaterThan(size));
    await until(() => expect(small.match(/lettre /g)).toHaveLength(20));
    expect(close).toBeNull();
    slow.close();
  });
});

describe('an act that leaves memory', () => {
  it('[S40] stays when somebody opens it while it is being folded: one act has one room', async () => {
    let folding = () => {};
    const reached = new Promise<void>((resolve) => {
      folding = resolve;
    });
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    class SlowToFold extends SqlUpdateLog {
      override async snapshot(...args: Parameters<SqlUpdateLog['snapshot']>): Promise<void> {
        folding();
        await gate;
        await super.snapshot(...args);
      }
    }
    const { db } = server.storage;
    const log = new SlowToFold(db, Date.now);
    const update = Y.encodeStateAsUpdate(new Y.Doc());
    for (let i = 0; i < 250; i += 1)
      log.append({ actId: act, bytes: update, personId: null, clients: [], at: 1, stored: () => {} });
    await log.drain(5_000);
    const logger = createLogger('silent');
    const fanout = localFanout({ alone: true });
    const hub = new Hub({
      db,
      log,
      fanout,
      observer: NO_OBSERVER,
      logger,
      now: Date.now,
      onChanged: async () => {},
      idleMs: 300,
    });
    await hub.open(act);
    await reached;
    const room = await hub.open(act);
    goOn();
    await until(async () =>
      expect(await db.selectFrom('act_snapshots').select('seq').execute()).toHaveLength(1),
    );
    expect(await hub.open(act)).toBe(room);
    await until(() => expect(hub.openActs).toBe(0));
  });
});
