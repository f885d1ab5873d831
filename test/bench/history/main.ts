import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { compactAct } from '#server/sync/compaction.ts';
import { SqlUpdateLog } from '#server/sync/index.ts';
import { startTestApp, type TestApp, type TestPerson } from '#server/testing/app.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { watchStretches } from '#test/support/stretches.ts';
import { longLog } from './long-log.ts';

const RESULTS = join(resolve(import.meta.dirname, '..'), '.results');
/** What showing a past moment may take, in milliseconds. */
const TARGETS = { any: 500, neighbour: 150 };
const INSERTED = 500;
/** As the server does while people write. */
const FOLDED = 1_000;

/** What one question took: until its answer was read, and the longest that the server's loop worked meanwhile; in ms. */
interface Asked {
  readonly name: string;
  readonly ms: number;
  /** Processor time of the whole process: what it would take on a machine with nothing else to do, or less. */
  readonly cpu: number;
  readonly stretch: number;
}

/**
 * Times the reading of past moments of a long act through the real application: as rows, as if the act were
 * from before this was measured; then folded and packed while it is written, as it is.
 * @param options `--updates <n>` (50000)
 */
export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { updates: { type: 'string', default: '50000' } },
  });
  const updates = Number(values.updates);
  const results: Record<string, readonly Asked[]> = {};
  for (const packed of [false, true]) {
    const server = await startTestApp();
    try {
      const who = await server.person('Camille', 'UNML', { house: true });
      const act = await server.act({ rights: [[who, 'pilote']] });
      await fill(server, act, updates, packed ? () => fold(server, act) : null);
      const name = packed ? 'packed' : 'rows';
      const asked = await ask(server, who, act, updates);
      results[name] = asked;
      console.log(
        `\n${updates} updates, ${name}${' '.repeat(20)} ms      cpu    longest stretch of the loop`,
      );
      for (const { name, ms, cpu, stretch } of asked)
        console.log(
          `${name.padEnd(34)} ${ms.toFixed(0).padStart(6)} ${cpu.toFixed(0).padStart(8)} ${stretch.toFixed(0).padStart(8)}`,
        );
      const tables = ['act_updates', 'act_chunks', 'act_snapshots', 'act_keyframes'] as const;
      for (const table of tables) {
        const { bytes } = await server.storage.db
          .selectFrom(table)
          .select(({ fn, eb }) =>
            fn.coalesce(fn.sum<number>(fn<number>('length', ['bytes'])), eb.lit(0)).as('bytes'),
          )
          .executeTakeFirstOrThrow();
        console.log(`${table}: ${(Number(bytes) / 1e6).toFixed(2)} MB`);
      }
    } finally {
      await server.dispose();
    }
  }
  mkdirSync(RESULTS, { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  writeFileSync(
    join(RESULTS, 'history.json'),
    JSON.stringify({ at: new Date().toISOString(), machine, updates, targets: TARGETS, results }, null, 2),
  );
}

async function fill(
  server: TestApp,
  act: ActId,
  updates: number,
  fold: (() => Promise<void>) | null,
): Promise<void> {
  const { db } = server.storage;
  await db.deleteFrom('act_updates').where('act_id', '=', act).execute();
  let rows: { act_id: ActId; seq: number; bytes: Uint8Array; person_id: null; at: number }[] = [];
  let seq = 0;
  const write = async () => {
    if (rows.length > 0) await db.insertInto('act_updates').values(rows).execute();
    rows = [];
  };
  const began = server.time.now - updates * 2_000;
  for (const { bytes } of longLog(updates)) {
    seq += 1;
    rows.push({
      act_id: act,
      seq,
      bytes,
      person_id: null,
      at: began + seq * 1_500 + Math.floor(seq / 60) * 20_000,
    });
    if (rows.length === INSERTED) {
      await write();
      if (seq % FOLDED === 0) await fold?.();
    }
  }
  await write();
}

/** A snapshot, and the history behind it in chunks. */
async function fold(server: TestApp, act: ActId): Promise<void> {
  const log = new SqlUpdateLog(server.storage.db, () => server.time.now);
  const upTo = await compactAct(log, act);
  if (upTo !== null) await log.pack(act, upTo);
}

async function ask(server: TestApp, who: TestPerson, act: ActId, updates: number): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const read = async (name: string, path: string) => {
    const stretches = watchStretches();
    const before = process.cpuUsage();
    const began = performance.now();
    const answer = await server.request(`/api/acts/${act}/${path}`, { as: who });
    const body = await answer.text();
    const ms = performance.now() - began;
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${body.slice(0, 200)}`);
    const { user, system } = process.cpuUsage(before);
    asked.push({ name, ms, cpu: (user + system) / 1000, stretch: stretches.longest() });
  };
  const at = (share: number) => Math.max(1, Math.round(updates * share));
  await read('list of moments', 'historique');
  await read('first: the middle', `etats/seq-${at(0.5)}`);
  await read('neighbour, after', `etats/seq-${at(0.5) + 60}`);
  await read('neighbour, before', `etats/seq-${at(0.5) - 60}`);
  await read('the end', `etats/seq-${at(1)}`);
  await read('the end, less one', `etats/seq-${at(1) - 1}`);
  await read('nine tenths', `etats/seq-${at(0.9)}`);
  await read('its neighbour, before', `etats/seq-${at(0.9) - 60}`);
  await read('the beginning', 'etats/seq-1');
  await read('a tenth', `etats/seq-${at(0.1)}`);
  await read('who wrote, the middle, first', `auteurs?etat=seq-${at(0.5)}`);
  await read('who wrote, its neighbour', `auteurs?etat=seq-${at(0.5) + 60}`);
  await read('who wrote, before', `auteurs?etat=seq-${at(0.5) - 60}`);
  return asked;
}
