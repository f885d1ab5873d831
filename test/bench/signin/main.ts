import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type BuiltServer, buildServer } from '#server/testing/built.ts';
import { startServer } from '../sync/servers.ts';

/** Issue of identity: two thousand requests to come in leave co-editing within twice its quiet 99th percentile. */
const BURST = 2_000;
const WANTED = 2;
const SOCKETS = 200;
/** Letters a second, of two people: more than any two type, so that a short burst meets many of them. */
const RATE = 200;
/** Letters that only warm the server up, then those of the quiet measure. */
const WARM_MS = 2_000;
const QUIET_MS = 5_000;
/** The burst comes from elsewhere: its machine must not take ours from the server. */
const AWAY = 10;

const HERE = import.meta.dirname;
const RESULTS = join(resolve(HERE, '..'), '.results');

/** Who sends the burst: one address, which is soon refused, or as many as there are requests. */
const SENDERS = { 'one address': false, 'as many addresses': true } as const;
type Sender = keyof typeof SENDERS;

const doneSchema = z.object({ ms: z.number(), statuses: z.record(z.string(), z.number()) });
type Done = z.infer<typeof doneSchema>;

interface Round {
  readonly quiet: readonly number[];
  readonly busy: readonly number[];
  /** On another server, at the moment of the burst: what the machine itself does to letters. */
  readonly beside: readonly number[];
  readonly done: Done;
}

const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));

/** @returns how long the letters took to be seen while `meanwhile` went on, in milliseconds */
async function measured(typing: ChildProcess, meanwhile: () => Promise<unknown>): Promise<readonly number[]> {
  typing.send('begin');
  await meanwhile();
  typing.send('end');
  const [latencies] = await once(typing, 'message');
  return z.array(z.number()).parse(latencies);
}

/** A burst that waits for its word. @returns gives the word, then what the burst met */
async function readyBurst(url: string, addresses: boolean): Promise<() => Promise<Done>> {
  const { hostname: host, port } = new URL(url);
  const order = JSON.stringify({ host, port: Number(port), count: BURST, sockets: SOCKETS, addresses });
  const child = spawn(process.execPath, [join(HERE, 'burst.mjs'), order], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.pid !== undefined) setPriority(child.pid, AWAY);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  await once(child.stdout, 'data');
  return async () => {
    child.stdin.write('go\n');
    await once(child, 'close');
    return doneSchema.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
  };
}

/** A server with three people on one act, two of whom type. */
async function startTyping(built: BuiltServer) {
  const size = { acts: 1, people: 3, paragraphs: 60 };
  const server = await startServer('ours', size, built, { TRUST_PROXY: '1' });
  const typing = fork(join(HERE, 'typing.mjs'), [JSON.stringify({ target: server.target, rate: RATE })]);
  await once(typing, 'message');
  return {
    url: server.target.url,
    typing,
    stop: async () => {
      const ended = once(typing, 'exit');
      typing.send('stop');
      await ended;
      await server.dispose();
    },
  };
}

async function roundOf(built: BuiltServer, sender: Sender): Promise<Round> {
  const [stormed, calm] = [await startTyping(built), await startTyping(built)];
  try {
    await pause(WARM_MS);
    const quiet = await measured(stormed.typing, () => pause(QUIET_MS));
    const go = await readyBurst(stormed.url, SENDERS[sender]);
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const beside = measured(calm.typing, () => over);
    let done: Done | null = null;
    const busy = await measured(stormed.typing, async () => {
      done = await go();
      end();
    });
    if (done === null) throw new Error('The burst said nothing.');
    return { quiet, busy, beside: await beside, done };
  } finally {
    await stormed.stop();
    await calm.stop();
  }
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
const round = (value: number) => Number(value.toFixed(2));
const figures = (values: readonly number[]) => ({
  p50: round(quantile(values, 0.5)),
  p99: round(quantile(values, 0.99)),
  letters: values.length,
});

/**
 * Co-editing while two thousand people ask to come in at once: how long a letter takes to be seen by somebody else,
 * quiet and during the burst, whole server, sockets and disk, and beside it on a server that gets no request, for what
 * the machine does to both. Prints the ratio of the 99th percentiles, leaves JSON in
 * test/bench/.results.
 * @param options `--runs <n>` (5)
 */
export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { runs: { type: 'string', default: '5' } } });
  const built = await buildServer();
  const report = [];
  try {
    for (const sender of Object.keys(SENDERS) as Sender[]) {
      const rounds: Round[] = [];
      for (let rank = 0; rank < Number(values.runs); rank += 1) rounds.push(await roundOf(built, sender));
      const quiet = figures(rounds.flatMap((one) => one.quiet));
      const busy = figures(rounds.flatMap((one) => one.busy));
      const beside = figures(rounds.flatMap((one) => one.beside));
      const ratio = round(busy.p99 / quiet.p99);
      const besideRatio = round(busy.p99 / beside.p99);
      const bursts = rounds.map(({ done }) => ({ ms: round(done.ms), statuses: done.statuses }));
      report.push({ sender, quiet, busy, beside, ratio, besideRatio, bursts });
      console.log(`\n${BURST} requests from ${sender}`);
      console.log(`  quiet   p50 ${quiet.p50} ms   p99 ${quiet.p99} ms   ${quiet.letters} letters`);
      console.log(`  burst   p50 ${busy.p50} ms   p99 ${busy.p99} ms   ${busy.letters} letters`);
      console.log(`  beside  p50 ${beside.p50} ms   p99 ${beside.p99} ms   ${beside.letters} letters`);
      for (const { ms, statuses } of bursts) console.log(`  ${ms} ms: ${JSON.stringify(statuses)}`);
      console.log(`  ${ratio <= WANTED ? 'met   ' : 'MISSED'} p99: ${ratio} × quiet (wanted ≤ ${WANTED})`);
      console.log(
        `         p99: ${besideRatio} × that of another server, without a burst, at the same moment`,
      );
    }
  } finally {
    built.remove();
  }
  mkdirSync(RESULTS, { recursive: true });
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
  const file = join(RESULTS, 'signin.json');
  writeFileSync(file, `${JSON.stringify({ machine, burst: BURST, report }, null, 2)}\n`);
  console.log(`\nJSON: ${file}`);
}
