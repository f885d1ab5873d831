import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => join(import.meta.dirname, path);

/** Looked for where the tests are: a release is built without them. */
const POSTGRES = here('test/support/postgres.mjs');
const hasPostgres =
  existsSync(POSTGRES) && (await import(pathToFileURL(POSTGRES).href)).findPostgres() !== null;

const WORKER = 'service-worker';

/** Libraries that become part of the server's own files: plain modules, without files of their own to find. */
const BUNDLED = [
  'hono',
  'kysely',
  'lib0',
  'linkifyjs',
  'orderedmap',
  'rope-sequence',
  'fflate',
  'saxes',
  'ulid',
  'w3c-keyname',
  'xmlchars',
  'y-protocols',
  'yaml',
  'yjs',
  'zod',
  /^@hono\//,
  /^@noble\//,
  /^@tiptap\//,
  /^prosemirror-/,
];

/** What takes long, or tells little more, is left to the night. */
const NIGHTLY = process.env.NIGHTLY === '1';

/** Tests of what is stored, which run on both databases. */
const ON_BOTH_DATABASES = [
  'server/{avenants,deadlines,drafting,identity,negotiation,signature,storage,sync,versions}/**/*.test.ts',
  `test/attack/{${['routes', 'sockets', ...(NIGHTLY ? ['file-names', 'pages', 'bodies.fuzz'] : [])].join(',')}}.test.ts`,
];

/** Tells the service worker which files make up the application, and gives it a version for each set of them. */
function applicationFiles(): Plugin {
  return {
    name: 'clausier:application-files',
    generateBundle: {
      // After Vite's own: it drops the scripts that held only styles, and one missing file keeps a worker out.
      order: 'post',
      handler(_options, bundle) {
        // The other scripts' letters come from the network the day that a text holds some.
        const files = Object.keys(bundle)
          .filter(
            (name) => /\.(?:js|css|woff2|svg)$/.test(name) && !/-(?:cyrillic|greek|vietnamese)/.test(name),
          )
          .filter((name) => name !== `${WORKER}.js`)
          .sort()
          .map((name) => `/${name}`);
        const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16);
        const worker = bundle[`${WORKER}.js`];
        if (worker?.type !== 'chunk' || worker.imports.length > 0)
          throw new Error('The service worker must be one file of its own.');
        worker.code = worker.code.replaceAll('CLAUSIER_SHELL', () => JSON.stringify({ version, files }));
      },
    },
  };
}

const ALL = [
  '{client,server,shared}/**/*.test.{ts,tsx}',
  'test/{attack,contracts,fuzz,golden,structure}/**/*.test.ts',
];
/** What starts processes or databases of its own, and waits for them. */
const PROCESSES = ['server/{cli,launch}/**/*.test.ts', 'server/main.test.ts'];
/** What tries many generated or oversized inputs. */
const MANY = ['**/*.{bounds,fuzz,metamorphic,property}.test.ts', 'test/{contracts,fuzz,golden}/**/*.test.ts'];

/** Long ways through stores that shorter tests hold on both databases: on PostgreSQL, every night. */
const TOLD_BY_OTHERS = [
  'server/signature/avenants-{texts,following,historic}.test.ts',
  'server/signature/shared-acts.test.ts',
];

export default defineConfig(({ isSsrBuild }) => ({
  root: 'client',
  plugins: [react(), ...(isSsrBuild ? [] : [applicationFiles()])],
  // Most of a start is spent looking for files and reading them, one by one: theirs are put together.
  ...(isSsrBuild ? { ssr: { noExternal: BUNDLED } } : {}),
  build: isSsrBuild
    ? {
        outDir: '../dist/server',
        emptyOutDir: true,
        target: 'node20',
        sourcemap: true,
        rollupOptions: {
          // Whole paths: a relative one would start from wherever the command was typed.
          input: {
            main: here('server/main.ts'),
            cli: here('server/cli/main.ts'),
            press: here('server/exchange/press/process.ts'),
            past: here('server/versions/past/thread.ts'),
            folding: here('server/sync/folding/thread.ts'),
            cutting: here('server/sync/large/thread.ts'),
          },
        },
      }
    : {
        outDir: '../dist/client',
        emptyOutDir: true,
        target: 'es2022',
        sourcemap: true,
        rollupOptions: {
          input: {
            index: here('client/index.html'),
            [WORKER]: here('client/app/offline/service-worker.ts'),
          },
          output: {
            // A worker serves the addresses below its own: it can't stand among the assets, nor change its name.
            entryFileNames: ({ name }) => (name === WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
          },
        },
      },
  test: {
    root: '.',
    environment: 'node',
    // Waits cost nothing where a test passes: as long as a machine that does several things at once needs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // The default leaves a core to a watcher, which is one half of a machine that has two.
    maxWorkers: '100%',
    // Modules are loaded once per thread, not once per file: no file keeps state in them, and it halves the run.
    pool: 'threads',
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ALL, exclude: [...PROCESSES, ...MANY, '**/node_modules/**'] },
      },
      { extends: true, test: { name: 'many', include: MANY } },
      { extends: true, test: { name: 'processes', include: PROCESSES } },
      // The tests of what is stored, again, on a throwaway PostgreSQL.
      ...(!hasPostgres
        ? []
        : [
            {
              extends: true as const,
              test: {
                name: 'postgres',
                include: ON_BOTH_DATABASES,
                // What these hold has nothing to do with a database: bounds of sockets, a provider.
                exclude: [
                  'server/storage/sqlite/**',
                  'server/sync/{bounds,turns}.test.ts',
                  ...(NIGHTLY ? [] : ['server/identity/oidc.test.ts', ...TOLD_BY_OTHERS]),
                ],
                globalSetup: 'test/support/postgres-setup.ts',
                setupFiles: 'test/support/postgres-worker.ts',
              },
            },
          ]),
    ],
  },
}));
