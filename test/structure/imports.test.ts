import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allImports, type Import, isTest, ROOT, sourceFiles } from './sources.ts';

const FEATURES = [
  'identity',
  'sync',
  'drafting',
  'checks',
  'versions',
  'exchange',
  'avenants',
  'negotiation',
  'signature',
  'deadlines',
];
const SHARED_LAYERS = ['kernel', 'document', 'compare'];
const PLUMBING = [
  'server/http',
  'server/storage',
  'server/fanout',
  'server/jobs',
  'client/ui',
  'client/editor',
];
const ADAPTER = /^server\/(storage\/(sqlite|postgres)|fanout\/(local|redis))/;
/** The roots of what runs: the server, the command line, the thread that folds logs. */
const MAY_NAME_ADAPTERS = new Set([
  'server/main.ts',
  'server/cli/main.ts',
  'server/adapters.ts',
  'server/sync/folding/thread.ts',
]);

type Internal = Import & { readonly target: string };

const internal = allImports().filter((one): one is Internal => one.target !== null);
const runtimes = internal.filter((one) => !one.from.startsWith('test/'));

const runtimeOf = (path: string) => path.split('/')[0] ?? '';
const folderOf = (path: string) => path.split('/').slice(0, 2).join('/');
const featureOf = (path: string) => {
  const folder = path.split('/')[1] ?? '';
  return FEATURES.includes(folder) ? folder : null;
};
const arrows = (found: readonly Internal[]) => found.map((one) => `${one.from} → ${one.target}`);

describe('imports', () => {
  it('[S1] go client → shared ← server, and to test/ only from tests', () => {
    const allowed = (one: Internal) => {
      const to = runtimeOf(one.target);
      if (to === runtimeOf(one.from) || to === 'shared') return true;
      return to === 'test' && isTest(one.from);
    };
    expect(arrows(runtimes.filter((one) => !allowed(one)))).toEqual([]);
  });

  it('[S2] go one way in shared: kernel ← document ← compare ← features', () => {
    const rank = (path: string) => {
      const layer = SHARED_LAYERS.indexOf(path.split('/')[1] ?? '');
      return layer === -1 ? SHARED_LAYERS.length : layer;
    };
    const shared = runtimes.filter(
      (one) => one.from.startsWith('shared/') && runtimeOf(one.target) === 'shared',
    );
    expect(shared.length).toBeGreaterThan(0);
    expect(arrows(shared.filter((one) => rank(one.target) > rank(one.from)))).toEqual([]);
  });

  it('[S3] go from a feature only to itself and earlier features', () => {
    const later = runtimes.filter((one) => {
      const from = featureOf(one.from);
      const to = featureOf(one.target);
      return from !== null && to !== null && FEATURES.indexOf(to) > FEATURES.indexOf(from);
    });
    expect(arrows(later)).toEqual([]);
  });

  it('[S3] every folder of shared is a layer or a feature of the list', () => {
    const known = new Set([...SHARED_LAYERS, ...FEATURES]);
    const folders = new Set(
      sourceFiles.filter((path) => path.startsWith('shared/')).map((path) => path.split('/')[1]),
    );
    expect([...folders].filter((folder) => folder === undefined || !known.has(folder))).toEqual([]);
  });

  it('[S4] go from plumbing to no feature; client/ui knows none, not even in shared', () => {
    const wrong = runtimes.filter((one) => {
      const to = featureOf(one.target);
      if (to === null || isTest(one.from) || !PLUMBING.includes(folderOf(one.from))) return false;
      return runtimeOf(one.target) !== 'shared' || folderOf(one.from) === 'client/ui';
    });
    expect(arrows(wrong)).toEqual([]);
  });

  it('[S5] enter a feature that has an index through it, or through its wire', () => {
    const inside = runtimes.filter((one) => {
      const to = featureOf(one.target);
      if (to === null || isTest(one.from) || folderOf(one.from) === folderOf(one.target)) return false;
      const folder = folderOf(one.target);
      const indexes = [`${folder}/index.ts`, `${folder}/index.tsx`].filter((path) =>
        existsSync(join(ROOT, path)),
      );
      return indexes.length > 0 && !indexes.includes(one.target) && one.target !== `${folder}/wire.ts`;
    });
    expect(arrows(inside)).toEqual([]);
  });

  it('[S6] name an adapter only where the server and the command line are put together', () => {
    const adapters = runtimes.filter(
      (one) =>
        ADAPTER.test(one.target) &&
        !ADAPTER.test(one.from) &&
        !isTest(one.from) &&
        !MAY_NAME_ADAPTERS.has(one.from),
    );
    expect(arrows(adapters)).toEqual([]);
  });

  it('[S8] carry their extension and hit a file', () => {
    const missing = internal.filter(
      (one) =>
        // What the bench compares with is installed in its own folder, by whoever runs it.
        !one.target.includes('/node_modules/') &&
        (!/\.\w+$/.test(one.target) || !existsSync(join(ROOT, one.target))),
    );
    expect(missing.map((one) => `${one.from}: ${one.specifier}`)).toEqual([]);
  });
});
