import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../testing/app.ts';
import { onPostgres, openTestStorage, type TestStorage } from '../testing/storage.ts';
import { whileAlone } from './locks.ts';
import { openPostgres } from './postgres/open.ts';

let folder: ReturnType<typeof temporaryFolder>;
let storage: TestStorage;
beforeEach(async () => {
  folder = temporaryFolder();
  storage = await openTestStorage(folder.path);
});
afterEach(async () => {
  await storage.close();
  folder.remove();
});

// The embedded database is one process's.
describe.skipIf(!onPostgres())('two processes on one database', () => {
  it('[S60] do what is for one alone one after the other, and the rest side by side', async () => {
    const other = await openPostgres(storage.env.DATABASE_URL ?? '');
    const done: string[] = [];
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let begun = () => {};
    const holds = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const first = whileAlone(storage.db, 'a', async () => {
      begun();
      await gate;
      done.push('first');
    });
    const waiting = async (): Promise<number> => {
      const all = await sql<{ granted: boolean }>`select granted from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())`.execute(storage.db);
      return all.rows.filter(({ granted }) => !granted).length + done.length;
    };
    await holds;
    const second = whileAlone(other.db, 'a', async () => {
      done.push('second');
    });
    await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 20_000, interval: 10 });
    await whileAlone(other.db, 'b', async () => {
      done.push('elsewhere');
    });
    goOn();
    await Promise.all([first, second]);
    expect(done).toEqual(['elsewhere', 'first', 'second']);
    await other.close();
  });
});
