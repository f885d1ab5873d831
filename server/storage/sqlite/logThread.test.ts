import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActId } from '#shared/kernel/ids.ts';
import { newActId } from '../../ids.ts';
import { SqlUpdateLog } from '../../sync/index.ts';
import { addTestAct, temporaryFolder } from '../../testing/app.ts';
import { migrate } from '../migrate.ts';
import type { NewUpdate } from '../newUpdates.ts';
import { isDiskRefusal } from '../problems.ts';
import { databaseFile } from './dataFolder.ts';
import { type LogThread, startLogThread } from './logThread.ts';
import { openSqlite, type SqliteStorage } from './open.ts';

let folder: ReturnType<typeof temporaryFolder>;
let storage: SqliteStorage;
let thread: LogThread;
let act: ActId;
let other: ActId;
beforeEach(async () => {
  folder = temporaryFolder();
  storage = openSqlite(databaseFile(folder.path));
  await migrate(storage.db, 0);
  act = await addTestAct(storage, 1);
  other = await addTestAct(storage, 1);
  thread = startLogThread(databaseFile(folder.path));
});
afterEach(async () => {
  await thread.close();
  await storage.close();
  folder.remove();
});

const update = (...bytes: number[]): NewUpdate => ({
  bytes: new Uint8Array(bytes),
  personId: null,
  clients: [],
  at: 5,
});
const stored = async (id: ActId) => {
  const { updates, seq } = await new SqlUpdateLog(storage.db, () => 1).load(id);
  return { bytes: updates.slice(1).map((one) => [...one]), seq };
};

describe('the thread that writes the log', () => {
  it('[S21] gives each act its ranks, in order, and dates it', async () => {
    const first = await thread.write([
      [act, [update(1), update(2, 3), update()]],
      [other, [update(4)]],
    ]);
    expect([...first]).toEqual([
      [act, 2],
      [other, 2],
    ]);
    expect(await stored(act)).toEqual({ bytes: [[1], [2, 3], []], seq: 4 });
    const row = await storage.db
      .selectFrom('acts')
      .select('changed_at')
      .where('id', '=', act)
      .executeTakeFirst();
    expect(row?.changed_at).toBe(5);
  });

  it('copies only its own bytes of a larger buffer', async () => {
    const pool = Buffer.from('0123456789');
    await thread.write([[act, [{ ...update(), bytes: pool.subarray(3, 5) }]]]);
    expect((await stored(act)).bytes).toEqual([[0x33, 0x34]]);
    expect(pool.toString()).toBe('0123456789');
  });

  it('[S46] gives what was freed back to the disk, once it is quiet', async () => {
    const pages = async () => {
      const { rows } = await sql<{ pages: number; free: number }>`
        select page_count as pages, freelist_count as free from pragma_page_count(), pragma_freelist_count()
      `.execute(storage.db);
      return rows[0] ?? { pages: 0, free: 0 };
    };
    const before = await pages();
    const large = { ...update(), bytes: new Uint8Array(10_000).fill(7) };
    await thread.write([[act, Array.from({ length: 50 }, () => large)]]);
    await storage.db.deleteFrom('act_updates').where('seq', '>', 2).execute();
    thread.tidy();
    const quiet = { timeout: 60_000, interval: 50 };
    await vi.waitFor(async () => expect((await pages()).free).toBe(0), quiet);
    expect((await pages()).pages).toBeLessThan(before.pages + 40);
    expect(statSync(databaseFile(folder.path)).size).toBe((await pages()).pages * 1_024);
    expect((await stored(act)).bytes[0]).toHaveLength(10_000);
  });

  it('[S47] keeps the journal short while much is written, and folds it as soon as that stops', async () => {
    const journal = () => statSync(`${databaseFile(folder.path)}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    const large = { ...update(), bytes: new Uint8Array(1_000).fill(7) };
    const some = Array.from({ length: 100 }, () => large);
    for (let group = 0; group < 40; group += 1) {
      await thread.write([[act, some]]);
      expect(journal()).toBeLessThan(1.5 * 1024 * 1024);
    }
    await vi.waitFor(() => expect(journal()).toBeLessThan(128 * 1024), { timeout: 60_000, interval: 50 });
    expect((await stored(act)).seq).toBe(4_001);
  });

  it('writes nothing of a group that holds what the database refuses, and goes on', async () => {
    const refused = thread.write([
      [act, [update(1)]],
      [newActId(), [update(2)]],
    ]);
    await expect(refused).rejects.toThrow(/FOREIGN KEY/);
    await thread.write([[act, [update(3)]]]);
    expect(await stored(act)).toEqual({ bytes: [[3]], seq: 2 });
  });

  it('[S15] leaves out what comes for a text that was frozen, and writes the rest', async () => {
    const frozen = await addTestAct(storage, 1, { state: 'arrete' });
    const first = await thread.write([
      [frozen, [update(1, 2)]],
      [act, [update(3)]],
    ]);
    expect([...first]).toEqual([[act, 2]]);
    expect(await stored(act)).toEqual({ bytes: [[3]], seq: 2 });
    expect((await stored(frozen)).seq).toBe(1);
  });

  it('waits for a transaction of the main connection, and tells a full disk from a wrong row', async () => {
    const writing = storage.db.transaction().execute(async (tx) => {
      const late = thread.write([[act, [update(1)]]]);
      await sql`update acts set title = 'x'`.execute(tx);
      return { late };
    });
    expect([...(await (await writing).late).values()]).toEqual([2]);
    const refusal = await thread.write([[newActId(), [update(1)]]]).catch((error: unknown) => error);
    expect(isDiskRefusal(refusal)).toBe(false);
  });

  it('refuses what comes after its end', async () => {
    await thread.close();
    await expect(thread.write([[act, [update(1)]]])).rejects.toThrow(/has ended/);
  });
});

/** A process that has its thread write without end, and ends at some moment of it. */
const ENDING = `
import { Worker } from 'node:worker_threads';
const [folder, file, act, after] = process.argv.slice(1);
const { watchThread } = await import(folder + '/../threadEnd.mjs');
const { state } = watchThread();
const worker = new Worker(folder + '/logThread.mjs', { execArgv: [], workerData: { file, state, writable: ['brouillon'] } });
const write = () => {
  const numbers = [200, ...Array.from({ length: 200 }, () => [1, -1, 1, 0]).flat()];
  worker.postMessage({ id: 1, acts: [act], people: [], numbers: Float64Array.from(numbers), bytes: new Uint8Array(200) });
};
worker.on('message', ({ error }) => (error ? console.error(error.message) : write()));
worker.once('online', () => setTimeout(() => process.exit(0), Number(after)));
write();
write();
`;

it('[S29] the end of a process waits for the call to the database that its thread is in', async () => {
  await thread.close();
  const ends = [1, 10, 20, 30, 45, 60, 80, 100].map((after) =>
    promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      ENDING,
      import.meta.dirname,
      databaseFile(folder.path),
      act,
      String(after),
    ]),
  );
  for (const { stderr } of await Promise.all(ends)) expect(stderr).toBe('');
  expect((await stored(act)).seq % 200).toBe(1);
});
