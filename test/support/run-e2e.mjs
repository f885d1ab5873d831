import { requireNode } from './process.mjs';

requireNode();
const { conclude, runBrowser } = await import('./runners.mjs');

conclude([await runBrowser(process.argv.slice(2))]);
