import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openClient, type TestClient } from '#server/testing/provider.ts';
import { startWorld, type World } from './world.ts';

/*
 * Requests to come in, at once, while somebody writes. `npm run bench -- signin` measures it; here the bound is one
 * that a busy machine holds too.
 */

const BURST = process.env.NIGHTLY === '1' ? 2_000 : 400;
const KEYS = process.env.NIGHTLY === '1' ? 100 : 40;

let world: World;
let client: TestClient;
beforeAll(async () => {
  world = await startWorld();
  client = openClient(world.server.socketUrl, world.act, world.alice, { own: true });
  await vi.waitFor(() => expect(client.told.stored).toBe(1), { timeout: 30_000 });
});
afterAll(async () => {
  client.destroy();
  await world.server.dispose();
});

/** @returns how long each letter takes to be on disk, in milliseconds, sorted */
async function letters(): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < KEYS; i += 1) {
    const expected = client.told.stored + 1;
    const start = performance.now();
    client.type('x');
    await vi.waitFor(() => expect(client.told.stored).toBeGreaterThanOrEqual(expected), {
      timeout: 30_000,
      interval: 1,
    });
    times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other);
}
/** Sent from another process: in this one the requests themselves would hold up the writer. */
const SENDER = `
  const { Agent, request } = require('node:http');
  const [url, count] = process.argv.slice(1);
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const statuses = {};
  let left = Number(count);
  for (let i = 0; i < Number(count); i += 1) {
    const body = JSON.stringify({ email: 'p' + i + '@essai.example' });
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    request(url + '/api/entree', { method: 'POST', agent, headers }, (answer) => {
      statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1;
      answer.resume();
      answer.on('end', () => {
        left -= 1;
        if (left === 0) console.log(JSON.stringify(statuses)), process.exit(0);
      });
    }).end(body);
  }`;

/** @returns how many answers of each status */
function requests(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['-e', SENDER, url, String(BURST)], (error, stdout) =>
      error === null ? resolve(JSON.parse(stdout)) : reject(error),
    );
  });
}

const p99 = (times: readonly number[]) => times[Math.ceil(times.length * 0.99) - 1] ?? 0;

describe('[E5] a burst of requests to come in (NIGHTLY=1: two thousand)', () => {
  it('leaves the writing as it was', async () => {
    await letters();
    const quiet = p99(await letters());
    const burst = requests(world.server.url);
    const busy = p99(await letters());
    expect(await burst).toEqual({ 202: 20, 429: BURST - 20 });
    // Twice the quiet time on a machine that has nothing else to do; below what a person would wait for on any.
    expect(busy).toBeLessThan(Math.max(2 * quiet, 1_000));
  }, 120_000);
});
