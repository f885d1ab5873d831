import { requireNode } from './process.mjs';

requireNode();
const { conclude, runBrowser, runUnit } = await import('./runners.mjs');

console.log('1/2 Unit, property and structure tests (vitest)\n');
const unit = await runUnit();
console.log('\n2/2 Browser tests: real server, real Chromium (playwright)\n');
const browser = await runBrowser([]);
console.log('');
conclude([unit, browser]);
