import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#server/testing/app.ts';
import lock from '../../package-lock.json' with { type: 'json' };
import { freePort } from '../support/ports.mjs';

/*
 * The check of known advisories, against a registry of our own that answers as one does. npm asks it in bulk, with the
 * versions that are installed.
 */

const SCRIPT = join(import.meta.dirname, '..', 'support', 'advisories.mjs');
const BULK = '/-/npm/v1/security/advisories/bulk';
const advisory = (severity: 'high' | 'critical', vulnerable_versions: string) => ({
  id: 1,
  url: 'https://avis.example/1',
  title: 'Somebody else’s code runs',
  severity,
  vulnerable_versions,
  cwe: ['CWE-94'],
  cvss: { score: 9.8, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
});

let registry: Server;
let answer: { readonly status: number; readonly body: unknown };
let asked: { readonly path: string; readonly body: string }[];
beforeAll(async () => {
  registry = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sent = Buffer.concat(chunks);
      const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
      asked.push({ path: request.url ?? '', body: plain.toString('utf8') });
      const { status, body } = request.url === BULK ? answer : { status: 404, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((ready) => registry.listen(0, '127.0.0.1', ready));
});
afterAll(() => {
  registry.closeAllConnections();
  registry.close();
});

/** @returns how the check ends, and what it says, with a registry that answers so */
async function check(
  status: number,
  body: unknown,
  port = (registry.address() as AddressInfo).port,
): Promise<{ readonly code: number; readonly said: string }> {
  answer = { status, body };
  asked = [];
  return new Promise((resolve) => {
    // What npm worked out of an earlier answer must not be taken for this one's.
    const { path: cache, remove } = temporaryFolder();
    const env = {
      ...process.env,
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_cache: cache,
    };
    execFile(process.execPath, [SCRIPT], { env, cwd: join(SCRIPT, '..', '..', '..') }, (error, stdout) => {
      remove();
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout });
    });
  });
}

describe('the check of known advisories', () => {
  it('fails on a critical one of what is installed, and names it', async () => {
    const { code, said } = await check(200, { hono: [advisory('critical', '>=1.0.0')] });
    expect(said).toMatch(/[1-9]\d* critical/);
    expect(said).toContain('critical: hono');
    expect(code).toBe(1);
    const [bulk] = asked.filter(({ path }) => path === BULK);
    const versions = JSON.parse(bulk?.body ?? '{}') as Record<string, string[]>;
    expect(versions.hono).toEqual([lock.packages['node_modules/hono'].version]);
  }, 60_000);

  it('passes on a lesser one, which it names, and on one of another version', async () => {
    const lesser = await check(200, { hono: [advisory('high', '>=1.0.0')] });
    expect([lesser.code, lesser.said]).toEqual([0, expect.stringContaining('high: hono')]);
    const other = await check(200, { hono: [advisory('critical', '<0.0.1')] });
    expect([other.code, other.said]).toEqual([0, expect.stringContaining('Advisories: 0 critical, 0 high')]);
  }, 60_000);

  it('passes, and says why, where the registry gives none or does not answer', async () => {
    const without = await check(404, {});
    expect([without.code, without.said]).toEqual([0, expect.stringContaining('skipped')]);
    expect(without.said).toContain('(it answers 404)');
    expect(asked.map(({ path }) => path)).toContain(BULK);
    const absent = await check(200, {}, await freePort());
    expect([absent.code, absent.said]).toEqual([0, expect.stringContaining('(it does not answer)')]);
  }, 60_000);
});
