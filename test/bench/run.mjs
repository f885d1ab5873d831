import { join } from 'node:path';
import { ensureBrowser } from '../support/browser.mjs';
import { requireNode } from '../support/process.mjs';

requireNode();
const { runnerImport } = await import('vite');

/** Benches by name: `npm run bench -- <name> [options]`. */
const BENCHES = {
  avenants: 'avenants/main.ts',
  editor: 'editor/main.ts',
  compare: 'compare/main.ts',
  print: 'print/main.ts',
  history: 'history/main.ts',
  signin: 'signin/main.ts',
  soak: 'soak/main.ts',
  sync: 'sync/main.ts',
};

/** What no browser takes part in. */
const BROWSERLESS = new Set(['avenants', 'history', 'print', 'signin', 'soak', 'sync']);

const [name, ...options] = process.argv.slice(2);
const path = BENCHES[name];
if (!path) {
  console.error(`Usage: npm run bench -- <name> [options]. Benches: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
const { module } = await runnerImport(join(import.meta.dirname, path), {
  configFile: false,
  root: join(import.meta.dirname, '..', '..'),
});
await module.run(options, BROWSERLESS.has(name) ? null : await ensureBrowser());
