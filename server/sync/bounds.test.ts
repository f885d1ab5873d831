import { connect } from 'node:net';
import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { ActId } from '#shared/kernel/ids.ts';
import { MESSAGE, SYNC } from '#shared/sync/protocol.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';

const left: (() => unknown)[] = [];
afterEach(async () => {
  for (const leave of left.splice(0).reverse()) await leave();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });

async function start(env: Record<string, string>) {
  const server = await startTestApp({ env });
  left.push(() => server.dispose());
  const pilote = await server.person('Camille');
  const redacteur = await server.person('Alix', 'AMF');
  const act = await server.act({
    rights: [
      [pilote, 'pilote'],
      [redacteur, 'redacteur'],
    ],
  });
  return { server, act, pilote, redacteur };
}

function open(
  server: TestApp,
  act: ActId,
  person: TestPerson,
  headers: Record<string, string> = {},
): TestClient {
  const client = openClient(server.socketUrl, act, person, { own: true, headers });
  left.push(() => client.destroy());
  return client;
}
const synced = (client: TestClient) => until(() => expect(client.told.stored).toBeGreaterThan(0));

/** Frames of one update each, as fast as a script makes them. */
function updates(count: number): Uint8Array[] {
  const doc = new Y.Doc();
  const frames: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => {
    frames.push(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.sync);
        encoding.writeVarUint(encoder, SYNC.update);
        encoding.writeVarUint8Array(encoder, update);
      }),
    );
  });
  for (let i = 0; i < count; i += 1)
    doc.getMap('champs').set('a', { type: 'texte', libelle: 'a', valeur: String(i) });
  return frames;
}

function flood(server: TestApp, act: ActId, person: TestPerson, frames: readonly Uint8Array[]) {
  const ws = new WebSocket(`${server.socketUrl}/${act}`, { headers: { cookie: person.cookie } });
  left.push(() => ws.terminate());
  ws.on('open', () => {
    for (const frame of frames) ws.send(frame);
  });
  return new Promise<string>((resolve) =>
    ws.on('close', (code, reason) => resolve(`${code} ${String(reason)}`)),
  );
}

describe('a connection', () => {
  it('[S33] that sends beyond the bound is closed, and nobody else', async () => {
    const { server, act, pilote, redacteur } = await start({ SYNC_MESSAGES_PER_SECOND: '5' });
    const witness = open(server, act, redacteur);
    await synced(witness);
    expect(await flood(server, act, pilote, updates(2_000))).toBe('4429 sync.trop_frequent');
    const before = witness.told.stored;
    witness.type('encore ');
    await until(() => expect(witness.told.stored).toBeGreaterThan(before));
    expect(witness.closed).toBeNull();
  });

  it('[S33] that sends too many bytes is closed', async () => {
    const { server, act, pilote } = await start({ SYNC_BYTES_PER_SECOND: '100' });
    expect(await flood(server, act, pilote, [new Uint8Array(7_000)])).toBe('4429 sync.trop_frequent');
  });

  it('[S33] is closed too when all the pages of its person send beyond the bound together, and keeps it by coming back', async () => {
    const { server, act, pilote, redacteur } = await start({ SYNC_PERSON_MESSAGES_PER_SECOND: '5' });
    const second = await server.act({ rights: [[pilote, 'pilote']] });
    // Six hundred at once: neither page alone.
    const ended = [act, second].map((one) => flood(server, one, pilote, updates(400)));
    expect(await Promise.race(ended)).toBe('4429 sync.trop_frequent');
    expect(await flood(server, act, pilote, updates(400))).toBe('4429 sync.trop_frequent');
    const witness = open(server, act, redacteur);
    await synced(witness);
    expect(witness.closed).toBeNull();
  });

  it('[S33] brings a day of offline work, and a thousand undos at once, within the bound', async () => {
    const { server, act, pilote } = await start({});
    const first = open(server, act, pilote);
    await synced(first);
    first.provider.disconnect();
    for (let i = 0; i < 20_000; i += 1) first.type('a');
    first.provider.connect();
    await until(() => expect(first.provider.synced).toBe(true));
    const base = first.told.stored;
    for (let i = 0; i < 1_000; i += 1) first.type('b');
    await until(() => expect(first.told.stored).toBeGreaterThanOrEqual(1_000));
    expect(base).toBeLessThan(1_000);
    expect(first.closed).toBeNull();
  });

  it('[S34] that sends without end does not delay another’s words', async () => {
    const { server, act, pilote, redacteur } = await start({ SYNC_MESSAGES_PER_SECOND: '20' });
    const witness = open(server, act, redacteur);
    await synced(witness);
    const other = await server.act({ rights: [[pilote, 'pilote']] });
    const ended = flood(server, other, pilote, updates(3_000));
    const before = witness.told.stored;
    const from = performance.now();
    witness.type('moi ');
    await until(() => expect(witness.told.stored).toBeGreaterThan(before));
    // A machine that runs everything at once is slow by itself; a turn that waits for the whole flood is slower still.
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(await ended).toBe('4429 sync.trop_frequent');
  });
});

describe('a connection that asks', () => {
  const frame = (type: number, ...bytes: number[]) => new Uint8Array([type, ...bytes]);
  it.each([
    ['for the whole act', frame(MESSAGE.sync, SYNC.step1, 1, 0)],
    ['who is there', frame(MESSAGE.queryAwareness)],
  ])('[S36] %s again and again is closed', async (_name, asked) => {
    const { server, act, pilote } = await start({});
    expect(await flood(server, act, pilote, Array<Uint8Array>(200).fill(asked))).toBe(
      '4429 sync.trop_frequent',
    );
  });

  it('[S36] everybody to look at its cursor without end is closed', async () => {
    const { server, act, pilote } = await start({});
    const cursor = frame(MESSAGE.awareness, 6, 1, 5, 1, 2, 0x7b, 0x7d);
    expect(await flood(server, act, pilote, Array<Uint8Array>(5_000).fill(cursor))).toBe(
      '4429 sync.trop_frequent',
    );
  });
});

describe('a peer that is sent away', () => {
  it('[S34] and goes on sending is not read for long', async () => {
    const { server, act, pilote } = await start({});
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    left.push(() => socket.destroy());
    const said: Buffer[] = [];
    socket.on('data', (part) => said.push(part));
    // It may be told by a reset.
    socket.on('error', () => {});
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(
      `GET /sync/${act} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nCookie: ${pilote.cookie}\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    // Masked with zeros: who is there, without end.
    const asked = Buffer.concat(
      Array<Buffer>(5_000).fill(Buffer.from([0x82, 0x81, 0, 0, 0, 0, MESSAGE.queryAwareness])),
    );
    const send = () => {
      while (!socket.destroyed && socket.write(asked));
      socket.once('drain', send);
    };
    socket.once('data', send);
    await ended;
    expect(Buffer.concat(said).includes('sync.trop_frequent')).toBe(true);
  });
});

describe('the connections', () => {
  it('[S35] of one person are bounded, and one that closes makes room', async () => {
    const { server, act, pilote, redacteur } = await start({ SYNC_SOCKETS_PER_PERSON: '2' });
    const pages = [open(server, act, pilote), open(server, act, pilote)];
    for (const page of pages) await synced(page);
    const third = open(server, act, pilote);
    await until(() => expect(third.closed).toEqual({ code: 4429, reason: 'sync.trop_de_connexions' }));
    expect(third.told.notices).toEqual(['sync.trop_de_connexions']);
    await synced(open(server, act, redacteur));
    pages[0]?.destroy();
    await until(() => expect(server.app.hub.connections).toBe(2));
    await synced(open(server, act, pilote));
  });

  it('[S35] of one address are bounded, as the proxy tells it', async () => {
    const { server, act, pilote } = await start({ SYNC_SOCKETS_PER_ADDRESS: '1', TRUST_PROXY: '1' });
    const at = (address: string) => open(server, act, pilote, { 'x-forwarded-for': address });
    await synced(at('192.0.2.1'));
    const second = at('192.0.2.1');
    await until(() => expect(second.closed).toEqual({ code: 4429, reason: 'sync.trop_de_connexions' }));
    await synced(at('192.0.2.2'));
  });
});
