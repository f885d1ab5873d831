import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { z } from 'zod';
import { buildServer } from '#server/testing/built.ts';
import { freePort } from '#test/support/ports.mjs';
import { type Measured, startServer } from '../sync/servers.ts';
import { collectGarbage } from './inspector.ts';

const HERE = import.meta.dirname;
const RESULTS = join(resolve(HERE, '..'), '.results');
const CLIENTS = 100;
const ACTS = 50;
/** Letters a second of each. */
const RATE = 3;
/** How long the server may take to put away what nobody uses any more. */
const REST_MS = 90_000;

/** What a server holds on to when nobody is there. */
interface AtRest {
  readonly heapMb: number;
  readonly rssMb: number;
  readonly files: number;
  readonly resources: Readonly<Record<string, number>>;
}

/** @returns the figures that the server tells Prometheus */
async function figures(server: Measured): Promise<ReadonlyMap<string, number>> {
  const url = `${server.target.url.replace('ws:', 'http:').replace(/\/sync$/, '')}/metrics`;
  const lines = (await (await fetch(url)).text()).split('\n').filter((line) => !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

/** Waits until nobody is there and no act is in memory. @throws Error when some never leave */
async function atRest(server: Measured, inspector: number): Promise<AtRest> {
  const until = performance.now() + REST_MS;
  for (;;) {
    const told = await figures(server);
    const open = told.get('clausier_acts_open');
    if (open === 0 && told.get('clausier_connections') === 0) break;
    if (performance.now() > until) throw new Error(`After ${REST_MS} ms, ${open} acts are still in memory.`);
    await new Promise((go) => setTimeout(go, 1_000));
  }
  await collectGarbage(inspector);
  const told = await figures(server);
  const megabytes = (name: string) => Number(((told.get(name) ?? 0) / 1024 / 1024).toFixed(1));
  const resources = [...told].filter(([name]) => name.startsWith('nodejs_active_resources{'));
  return {
    heapMb: megabytes('nodejs_heap_size_used_bytes'),
    rssMb: megabytes('process_resident_memory_bytes'),
    files: told.get('process_open_fds') ?? 0,
    resources: Object.fromEntries(
      resources.map(([name, count]) => [/type="([^"]*)"/.exec(name)?.[1] ?? name, count]),
    ),
  };
}

async function load(server: Measured, scenario: string, params: object): Promise<Record<string, unknown>> {
  const running = promisify(execFile)(process.execPath, [join(HERE, 'load.mjs')], { maxBuffer: 1e8 });
  running.child.stdin?.end(JSON.stringify({ target: server.target, scenario, params }));
  return z.record(z.string(), z.unknown()).parse(JSON.parse((await running).stdout));
}

/**
 * What only time shows of our server. Prints what it measured, leaves JSON in test/bench/.results.
 * @param options `--minutes <n>` of a hundred people who open, write and leave fifty acts (10); `--turn <n>`: so many acts
 *   opened in turn by one client instead; `--offline <n>`: so many edits of somebody away, and as many meanwhile by
 *   somebody who is not, put together, instead
 */
export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      minutes: { type: 'string', default: '10' },
      turn: { type: 'string' },
      offline: { type: 'string' },
    },
  });
  const turn = values.turn === undefined ? null : Number(values.turn);
  const edits = values.offline === undefined ? null : Number(values.offline);
  const built = await buildServer();
  const inspector = await freePort();
  const size = { acts: turn ?? (edits === null ? ACTS : 1), people: turn === null ? CLIENTS : 2 };
  const server = await startServer('ours', { ...size, paragraphs: 60 }, built, {
    NODE_OPTIONS: `--inspect=127.0.0.1:${inspector}`,
  });
  try {
    const roaming = (seconds: number) => ({ clients: CLIENTS, acts: ACTS, seconds, rate: RATE });
    // What is loaded and compiled at the first use is not a leak.
    if (turn === null && edits === null) await load(server, 'roam', roaming(30));
    const before = await atRest(server, inspector);
    const measured =
      turn !== null
        ? await load(server, 'turn', { acts: turn })
        : edits !== null
          ? await load(server, 'offline', { edits })
          : await load(server, 'roam', roaming(Number(values.minutes) * 60));
    const after = await atRest(server, inspector);
    const report = { measured, before, after };
    console.log(JSON.stringify(report, null, 1));
    mkdirSync(RESULTS, { recursive: true });
    const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
    writeFileSync(
      join(RESULTS, 'soak.json'),
      `${JSON.stringify({ machine, options, ...report }, null, 2)}\n`,
    );
  } finally {
    await server.dispose();
    built.remove();
  }
}
