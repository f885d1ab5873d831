import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { type BuiltServer, buildServer } from '#server/testing/built.ts';
import { SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { writeContent } from '#shared/document/yjs.ts';
import { QUERY } from '#shared/sync/protocol.ts';
import { twoHundredPages } from '../../support/sixty-pages.ts';
import { connect } from '../editor/typists.ts';
import { type Measured, startServer } from '../sync/servers.ts';

/** Issue of the exports: no pause over 50 ms for people typing meanwhile. */
const PAUSE_MS = 50;
/** Letters a second, of two people. */
const RATE = 100;
const WARM_MS = 2_000;
const QUIET_MS = 5_000;

const loopFile = join(tmpdir(), `clausier-loop-${process.pid}`);

type Target = Measured['target'];

const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));

/** Two people who type in one act, and one who reads. */
async function startTyping(target: Target, room: string): Promise<ChildProcess> {
  const order = JSON.stringify({ target: { ...target, rooms: [room] }, rate: RATE });
  const typing = fork(join(import.meta.dirname, '..', 'signin', 'typing.mjs'), [order]);
  await once(typing, 'message');
  return typing;
}

async function stopTyping(typing: ChildProcess): Promise<void> {
  const ended = once(typing, 'exit');
  typing.send('stop');
  await ended;
}

/** @returns how long each letter took to be seen on another page while `meanwhile` went on, in milliseconds */
async function measured(
  typing: readonly ChildProcess[],
  meanwhile: () => Promise<unknown>,
): Promise<readonly (readonly number[])[]> {
  for (const one of typing) one.send('begin');
  await meanwhile();
  return Promise.all(
    typing.map(async (one) => {
      one.send('end');
      const [latencies] = await once(one, 'message');
      return z.array(z.number()).parse(latencies);
    }),
  );
}

function said(name: string, values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
  const over = values.filter((value) => value > PAUSE_MS).length;
  const figure = (value: number) => value.toFixed(1).padStart(6);
  return `${name.padEnd(44)} p50 ${figure(at(0.5))} ms   p99 ${figure(at(0.99))} ms   longest ${figure(at(1))} ms   ${over} of ${values.length} over ${PAUSE_MS} ms`;
}

/** What the server's loop worked at a stretch since it was last asked, in milliseconds of processor time. */
async function stretch({ target }: Measured): Promise<number> {
  rmSync(loopFile, { force: true });
  process.kill(target.pid, 'SIGUSR2');
  while (!existsSync(loopFile)) await pause(10);
  await pause(10);
  return Number(readFileSync(loopFile, 'utf8'));
}

async function started(built: BuiltServer, settings: Readonly<Record<string, string>>): Promise<Measured> {
  const server = await startServer('ours', { acts: 2, people: 3, paragraphs: 60 }, built, settings);
  const [, long = ''] = server.target.rooms;
  const cookie = server.target.people?.[0]?.cookie ?? '';
  const params = { [QUERY.schema]: String(SCHEMA_VERSION) };
  const { document, provider } = await connect(server.target.url, long, { cookie }, params);
  writeContent(document, twoHundredPages());
  await pause(WARM_MS);
  provider.destroy();
  return server;
}

/**
 * How long a letter takes to be seen by somebody else while the same server makes files of 200 pages: in another act,
 * and in the very one that is exported. Beside it, on a server that makes none, at the same moment: what the machine
 * itself does to letters.
 * @param rounds how many files of each format
 */
export async function letters(rounds: number): Promise<void> {
  const built = await buildServer();
  const watched = { NODE_OPTIONS: `--import ${join(import.meta.dirname, 'loop.mjs')}`, LOOP: loopFile };
  const [server, calm] = [await started(built, watched), await started(built, {})];
  const [short = '', long = ''] = server.target.rooms;
  const url = server.target.url.replace(/^ws/, 'http').replace(/\/sync$/, '');
  const cookie = server.target.people?.[0]?.cookie ?? '';
  const take = async (state: string) => {
    const answer = await fetch(`${url}/api/acts/${long}/exports/${state}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${state}: ${answer.status} ${await answer.text()}`);
    return (await answer.arrayBuffer()).byteLength;
  };
  const typing = [
    await startTyping(server.target, short),
    await startTyping(server.target, long),
    await startTyping(calm.target, calm.target.rooms[0] ?? ''),
  ];
  const tell = async (what: string, values: readonly (readonly number[])[]) => {
    const worked = await stretch(server);
    console.log(
      `${what}: the server’s loop worked ${worked.toFixed(1)} ms at a stretch, ${worked <= PAUSE_MS ? 'met' : 'MISSED'} (wanted ≤ ${PAUSE_MS})`,
    );
    ['in another act', 'in the act exported', 'beside, on another server'].forEach((where, rank) => {
      console.log(said(`${what}, ${where}`, values[rank] ?? []));
    });
  };
  try {
    await pause(WARM_MS);
    await stretch(server);
    await tell('quiet', await measured(typing, () => pause(QUIET_MS)));
    for (const format of ['pdf', 'docx', 'html', 'xml']) {
      const start = performance.now();
      const values = await measured(typing, async () => {
        for (let round = 0; round < rounds; round += 1) await take(`actuel.${format}`);
      });
      console.log(
        `${rounds} × ${format} of 200 pages: ${((performance.now() - start) / rounds).toFixed(0)} ms each`,
      );
      await tell(format, values);
    }
  } finally {
    await Promise.all(typing.map(stopTyping));
    await server.dispose();
    await calm.dispose();
    built.remove();
    rmSync(loopFile, { force: true });
  }
}
