import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder, writeClient } from '../testing/app.ts';
import { serveClient } from './client.ts';
import { securityHeaders } from './security.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function app(): Hono {
  const hono = new Hono();
  hono.use(securityHeaders(true));
  serveClient(hono, folder.path);
  return hono;
}

describe('the client', () => {
  it('is served whole: its files for ever, its page never from memory', async () => {
    mkdirSync(join(folder.path, 'assets'));
    writeClient(folder.path, {
      'index.html': '<p>page</p>',
      'assets/a-1.js': 'let a',
      'assets/a-1.js.gz': 'zipped',
    });
    const hono = app();
    for (const path of ['/', '/actes/act_1', '/index.html']) {
      const page = await hono.request(path);
      expect([page.status, await page.text(), page.headers.get('cache-control')]).toEqual([
        200,
        '<p>page</p>',
        'no-cache',
      ]);
    }
    const file = await hono.request('/assets/a-1.js');
    expect(await file.text()).toBe('let a');
    expect(file.headers.get('cache-control')).toContain('immutable');
    const zipped = await hono.request('/assets/a-1.js', { headers: { 'accept-encoding': 'gzip' } });
    expect([await zipped.text(), zipped.headers.get('content-encoding')]).toEqual(['zipped', 'gzip']);
    expect((await hono.request('/assets/b.js')).status).toBe(404);
    expect((await hono.request('/../package.json')).status).toBe(404);
  });

  it('says what to run when it is not built', async () => {
    const answer = await app().request('/');
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')]);
  });

  it('may run no script but its own files', async () => {
    const policy = (await app().request('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });
});
