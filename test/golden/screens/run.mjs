import { join } from 'node:path';
import { ensureBrowser } from '../../support/browser.mjs';
import { requireNode } from '../../support/process.mjs';

requireNode();
const { runnerImport } = await import('vite');

// `npm run -s build && npm run -s screens` makes the pictures of the README again, in this folder.
const { module } = await runnerImport(join(import.meta.dirname, 'take.ts'), {
  configFile: false,
  root: join(import.meta.dirname, '..', '..', '..'),
});
await module.takePictures(await ensureBrowser());
