import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '#server/testing/app.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { nameOf, pathOf, SECRET, startWorld, type World } from './world.ts';

/* What any browser can be made to ask for: headers, addresses, and what people stored. */

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.server.dispose());

/** Asks for an address as it is written: `fetch` would tidy it first. */
function raw(path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(world.server.url);
  return new Promise<{ status: number; location: string; body: string }>((resolve, reject) => {
    request({ hostname, port, path, headers }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => {
        body += String(chunk);
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', body }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('every answer', () => {
  it('forbids scripts but our own files, framing, sniffing and referrers, on every route and page', async () => {
    const wrong: string[] = [];
    const paths = world.server.app.routes
      .filter(({ method }) => method === 'get')
      .map((route) => [nameOf(route), pathOf(route, world.act, world.victims)] as const);
    const pages = ['/', '/entrer', '/actes/x', '/nulle-part', '/api/rien', '/rien.js'].map((path) => [
      path,
      path,
    ]);
    for (const [name = '', path = ''] of [...paths, ...pages]) {
      const { headers } = await world.server.request(path, { as: world.alice, headers: { accept: '*/*' } });
      const policy = headers.get('content-security-policy') ?? '';
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? /default-src ([^;]*)/.exec(policy)?.[1];
      if (scripts !== "'self'" && scripts !== "'none'") wrong.push(`${name}: script-src ${scripts}`);
      if (!/default-src 'none'/.test(policy)) wrong.push(`${name}: default-src`);
      if (!/base-uri 'none'/.test(policy)) wrong.push(`${name}: base-uri`);
      if (!/frame-ancestors '(?:none|self)'/.test(policy)) wrong.push(`${name}: frame-ancestors`);
      if (headers.get('x-content-type-options') !== 'nosniff') wrong.push(`${name}: sniffing`);
      if (headers.get('referrer-policy') !== 'no-referrer') wrong.push(`${name}: referrer`);
      if (headers.get('cross-origin-opener-policy') !== 'same-origin') wrong.push(`${name}: opener`);
      if (headers.get('access-control-allow-origin') !== null) wrong.push(`${name}: open to other sites`);
      if (path.startsWith('/api/') && headers.get('cache-control') !== 'no-store')
        wrong.push(`${name}: kept`);
    }
    expect(wrong).toEqual([]);
    expect(paths.length).toBeGreaterThan(25);
  });

  it('over https, asks browsers to stay there', async () => {
    const secure = await startTestApp({ env: { PUBLIC_URL: 'https://clausier.example' } });
    const { headers } = await secure.request('/api/setup');
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    await secure.dispose();
  });
});

describe('addresses', () => {
  it.each([
    '/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/assets/../../clausier.sqlite',
    '/assets/%2e%2e/%2e%2e/clausier.sqlite',
    '/assets/..%5c..%5cclausier.sqlite',
    '/%00/etc/passwd',
    '/assets/..%c0%af..%c0%afetc/passwd',
    '//etc/passwd',
    '/api/../../package.json',
    '/package.json',
    '/.git/config',
    '/server/main.ts',
    '/clausier.sqlite',
  ])('lead to no file outside the client: %s', async (path) => {
    const { status, body } = await raw(path);
    expect(status === 200 ? body : '').toMatch(/^(<!doctype html>.*)?$/);
    expect(body).not.toMatch(/root:|SQLite format|"dependencies"|\[core\]/);
  });

  it('inside a route of exports lead to no other file either', async () => {
    for (const file of ['..%2f..%2fetc%2fpasswd.md', '%2e%2e.md', 'a%00.md', '....//a.md']) {
      const { status, body } = await raw(`/api/acts/${world.act}/exports/${file}`, {
        cookie: world.alice.cookie,
      });
      expect([file, status >= 400 && status < 500, body.includes('root:')]).toEqual([file, true, false]);
    }
  });

  it('send nobody to another site', async () => {
    const wrong: string[] = [];
    const tails = [
      '?next=//ailleurs.example',
      '?redirect_uri=https://ailleurs.example',
      '?echec=//ailleurs.example',
    ];
    const pages = [
      '//ailleurs.example',
      '/\\ailleurs.example',
      '/%5c%5cailleurs.example',
      '/%2f/ailleurs.example/',
    ];
    const gets = world.server.app.routes
      .filter(({ method }) => method === 'get')
      .map((route) => pathOf(route, world.act, world.victims));
    for (const path of [...pages, ...gets.flatMap((one) => tails.map((tail) => `${one}${tail}`))]) {
      const { location } = await raw(path, { cookie: world.alice.cookie, host: 'ailleurs.example' });
      if (location !== '' && !location.startsWith(`${world.server.url}/`))
        wrong.push(`${path} → ${location}`);
    }
    expect(wrong).toEqual([]);
  });

  it('of links follow the server’s own name, not the one that a request claims', async () => {
    const answer = await raw('/api/setup', { host: 'ailleurs.example' });
    expect(answer.body).not.toContain('ailleurs');
    const link = await world.server.request(`/api/acts/${world.own}/links`, {
      method: 'POST',
      as: world.mallory,
      body: { person: { name: 'X', email: 'x@y.example' }, organisation: 'Y', role: 'lecteur' },
      headers: { 'x-forwarded-host': 'ailleurs.example', forwarded: 'host=ailleurs.example' },
    });
    expect(((await link.json()) as { url: string }).url).toMatch(new RegExp(`^${world.server.url}/entrer#`));
  });
});

const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)>';

describe('scripts that people store', () => {
  it('in names and titles are answered as data, never as a page', async () => {
    const title = `Convention ${SCRIPT}`;
    await world.server.request(`/api/acts/${world.own}/title`, {
      method: 'POST',
      as: world.mallory,
      body: { titre: title },
    });
    for (const path of [`/api/acts/${world.own}`, '/api/acts', '/api/organisations', '/api/me']) {
      const answer = await world.server.request(path, { as: world.mallory });
      expect([path, answer.headers.get('content-type')]).toEqual([
        path,
        expect.stringMatching(/^application\/json/),
      ]);
    }
  });

  it.each(['html', 'md'])('in a text are told as words by its export in %s', async (format) => {
    const imported = await world.server.request('/api/acts/import', {
      method: 'POST',
      as: world.mallory,
      body: {
        texte: `# Convention\n\n${SCRIPT}\n\n[clic](javascript:alert(1))\n`,
        nom: `"${SCRIPT}\r\nX-Vol: 1`,
      },
    });
    const { id } = (await imported.json()) as { id: ActId };
    const answer = await world.server.request(`/api/acts/${id}/exports/actuel.${format}`, {
      as: world.mallory,
    });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).not.toMatch(
      format === 'html'
        ? /href="javascript:|<script>alert|<img src=x/i
        : /(?<!\\)\]\(javascript:|(?<!\\)<script/i,
    );
    expect(answer.headers.get('x-vol')).toBeNull();
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^"\r\n]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]*$/,
    );
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(answer.headers.get('content-security-policy')).not.toMatch(/script-src/);
  });
});

describe('what failed', () => {
  it('says nothing of the inside: no stack, no query, no path', async () => {
    const answers = [
      await raw('/api/acts/%ZZ', { cookie: world.alice.cookie }),
      await raw("/api/acts/act_'%20or%201=1--", { cookie: world.alice.cookie }),
      await raw('/api/acts', { cookie: 'clausier_session=%ZZ' }),
      await raw(`/api/acts/${world.act}/historique?apres=-1`, { cookie: world.alice.cookie }),
      await raw('/healthz'),
    ];
    for (const { body, status } of answers) {
      expect(status).toBeLessThan(500);
      expect(body).not.toMatch(/\bat .*:\d+:\d+|node_modules|select |sqlite|\/server\//i);
      expect(body).not.toContain(SECRET);
    }
  });
});
