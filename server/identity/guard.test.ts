import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { mountRoutes, openRoute } from './guard.ts';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server.dispose());

describe('the guard', () => {
  it('stands before every route that the application answers to', () => {
    const declared = new Set(server.app.routes.map((route) => `${route.method.toUpperCase()} ${route.path}`));
    // The client's files, the unknown addresses and the middlewares that go with them.
    const catchAll = new Set(['/*', '/api/*']);
    const undeclared = server.app.hono.routes
      .filter((route) => !catchAll.has(route.path))
      .map((route) => `${route.method} ${route.path}`)
      .filter((route) => !declared.has(route));
    expect(undeclared).toEqual([]);
    expect(declared.size).toBeGreaterThan(12);
  });

  it('asks for a session everywhere but where the policy opens to all', async () => {
    const open = new Set(
      server.app.routes.filter(({ kind }) => kind === 'open').map(({ path, method }) => `${method} ${path}`),
    );
    expect([...open].sort()).toEqual([
      'delete /api/session',
      'get /api/entree',
      'get /api/oidc/depart',
      'get /api/oidc/retour',
      // Tells whoever asks who they are, nobody included.
      'get /api/session',
      'get /api/setup',
      'get /healthz',
      'get /metrics',
      'post /api/entree',
      'post /api/session',
      'post /api/session/code',
      'post /api/setup',
      // These four ask for the secret of a signing link.
      'post /api/signature/code',
      'post /api/signature/ouvrir',
      'post /api/signature/refuser',
      'post /api/signature/signer',
      // Tells nothing but of a file that somebody already holds.
      'post /api/verification',
    ]);
    for (const route of server.app.routes) {
      if (route.kind === 'open') continue;
      const path = route.path
        .replace(':id', 'act_01HZZZZZZZZZZZZZZZZZZZZZZZ')
        .replace(':link', 'x')
        .replace(':file', 'x');
      const answer = await server.request(path, { method: route.method.toUpperCase() });
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        path,
        401,
        'session.absente',
      ]);
    }
  });

  it('hides an act from whoever holds no role in it, and refuses what the role does not allow', async () => {
    const pilote = await server.person('Camille');
    const lecteur = await server.person('Lou');
    const stranger = await server.person('Nour');
    const act = await server.act({
      rights: [
        [pilote, 'pilote'],
        [lecteur, 'lecteur'],
      ],
    });
    const status = async (path: string, as: typeof pilote, method = 'GET') =>
      (await server.request(path, { as, method, ...(method === 'POST' ? { body: {} } : {}) })).status;
    expect(await status(`/api/acts/${act}`, pilote)).toBe(200);
    expect(await status(`/api/acts/${act}`, lecteur)).toBe(200);
    expect(await status(`/api/acts/${act}`, stranger)).toBe(404);
    expect(await status(`/api/acts/${act}/links`, lecteur, 'POST')).toBe(403);
    expect(await status(`/api/acts/${act}/links`, pilote, 'POST')).toBe(400);
  });

  it('does not trust a route’s own word that it is open', async () => {
    const app = new Hono();
    const route = openRoute('get', '/leak', 'acte.lister', async (c) => c.text('all of it'));
    mountRoutes(app, [route], { db: server.storage.db, clock: Date.now, secure: false });
    app.onError((_error, c) => c.text('refused', 401));
    expect((await app.request('/leak')).status).toBe(401);
  });
});
