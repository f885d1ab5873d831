import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';

const NOT_BUILT =
  'L’interface n’est pas construite. Lancez « npm start », ou « npm run build », depuis le dossier du projet.';

/**
 * Serves the built client. Files under `assets/` carry a hash in their name and never change; every other address
 * without an extension is a page of the single-page client.
 * @param folder `dist/client`
 */
export function serveClient(app: Hono, folder: string): void {
  const index = join(folder, 'index.html');
  if (existsSync(folder)) {
    const files = serveStatic({
      root: relative(process.cwd(), folder) || '.',
      precompressed: true,
      // The page itself goes through the fallback below, which never lets a browser keep an old one.
      rewriteRequestPath: (path) => (path === '/' || path === '/index.html' ? '/.none' : path),
    });
    app.use('/*', async (c, next) => {
      const file = await files(c, next);
      if (file instanceof Response)
        file.headers.set(
          'Cache-Control',
          c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      return file;
    });
  }
  app.get('/*', (c) => {
    const last = c.req.path.split('/').at(-1) ?? '';
    if (last.includes('.') && last !== 'index.html') return c.text('Introuvable.', 404);
    if (!existsSync(index)) return c.text(NOT_BUILT, 503);
    c.header('Cache-Control', 'no-cache');
    return c.html(readFileSync(index, 'utf8'));
  });
}
