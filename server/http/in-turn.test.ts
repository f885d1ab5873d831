import { createServer, get, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

const MAX_WAITING = 60;

let server: Server;
let begun: { path: string; at: number }[];
beforeEach(async () => {
  begun = [];
  const listener = inTurn(
    (request, response) => {
      begun.push({ path: request.url ?? '', at: performance.now() });
      request.on('end', () => response.end('fait'));
      request.resume();
    },
    ({ url }) => url?.startsWith('/entree') === true,
    { waiting: MAX_WAITING, gapMs: 4 },
  );
  server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const port = () => (server.address() as AddressInfo).port;
const ask = (path: string) =>
  new Promise<number>((resolve, reject) => {
    get({ port: port(), path, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    }).on('error', reject);
  });

describe('[E5] requests in turn', () => {
  it('begin one after the other, and those that need not wait pass between', async () => {
    const burst = Array.from({ length: 40 }, () => ask('/entree'));
    await expect.poll(() => begun.length, { interval: 1 }).toBeGreaterThan(1);
    expect(await ask('/autre')).toBe(200);
    expect(begun.filter(({ path }) => path === '/entree').length).toBeLessThan(40);
    expect(new Set(await Promise.all(burst))).toEqual(new Set([200]));
    const times = begun.filter(({ path }) => path === '/entree').map(({ at }) => at);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(39 * 3);
  });

  it('rest longer while others keep the process at work', async () => {
    const turn = () => {
      const end = performance.now() + 3;
      while (performance.now() < end);
      working = setImmediate(turn);
    };
    let working = setImmediate(turn);
    const burst = Array.from({ length: 20 }, () => ask('/entree'));
    await Promise.all(burst);
    clearImmediate(working);
    const times = begun.map(({ at }) => at);
    expect((times.at(-1) ?? 0) - (times[4] ?? 0)).toBeGreaterThan(15 * 12);
  });

  it('are held up by nobody who sends slowly, or has left', async () => {
    for (let i = 0; i < 5; i += 1) {
      const slow = connect(port(), '127.0.0.1');
      slow.write('POST /entree HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
      if (i > 2) slow.once('connect', () => slow.destroy());
    }
    expect(await ask('/entree')).toBe(200);
  });

  it('beyond what may wait are sent away at once', async () => {
    const statuses = await Promise.all(Array.from({ length: 80 }, () => ask('/entree')));
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(MAX_WAITING);
  });
});
