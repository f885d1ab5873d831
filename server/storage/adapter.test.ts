import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/app.ts';
import { openTestStorage, type TestStorage } from '../testing/storage.ts';

/*
 * What every store counts on, whatever the database: run on each adapter.
 */

let folder: ReturnType<typeof temporaryFolder>;
let storage: TestStorage;
beforeEach(async () => {
  folder = temporaryFolder();
  storage = await openTestStorage(folder.path, { bare: true });
  await storage.db.schema
    .createTable('t')
    .addColumn('a', 'bigint')
    .addColumn('b', 'blob')
    .addColumn('c', 'text')
    .execute();
});
afterEach(async () => {
  await storage.close();
  folder.remove();
});

const insert = (a: number) => sql`insert into t (a) values (${a})`;
const count = async () => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from t`.execute(storage.db);
  return rows[0]?.n;
};

describe('a storage adapter', () => {
  it.each([
    ['a date', new Date(0)],
    ['nothing', undefined],
    ['an object', { a: 1 }],
  ])('refuses %s, which it would not keep as given', async (_name, value) => {
    await expect(sql`insert into t (c) values (${value})`.execute(storage.db)).rejects.toThrow(TypeError);
    expect(await count()).toBe(0);
  });

  it('gives bytes, instants, texts and counts back as they are', async () => {
    const now = Date.UTC(2026, 10, 21);
    const row = { a: now, b: new Uint8Array([0, 1, 255]), c: 'œuvre\u202f; 100 %' };
    const inserted = await sql`insert into t values (${row.a}, ${row.b}, ${row.c})`.execute(storage.db);
    expect(inserted.numAffectedRows).toBe(1n);
    const { rows } = await sql`select * from t`.execute(storage.db);
    expect(rows).toEqual([row]);
    const sums = await sql`select count(*) as n, max(a) as last, sum(a) as total from t`.execute(storage.db);
    expect(sums.rows).toEqual([{ n: 1, last: now, total: now }]);
  });

  it('gives empty bytes back as empty bytes', async () => {
    await sql`insert into t (b) values (${new Uint8Array()})`.execute(storage.db);
    const { rows } = await sql`select b from t`.execute(storage.db);
    expect(rows).toEqual([{ b: new Uint8Array() }]);
  });

  it('runs transactions one at a time: what one has read stays true until it has written', async () => {
    const once = () =>
      storage.db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ last: number | null }>`select max(a) as last from t`.execute(tx);
        await new Promise((resolve) => setImmediate(resolve));
        await insert((rows[0]?.last ?? 0) + 1).execute(tx);
      });
    await Promise.all(Array.from({ length: 20 }, once));
    const { rows } = await sql<{ a: number }>`select a from t order by a`.execute(storage.db);
    expect(rows.map(({ a }) => a)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('shows nothing of a transaction before its end', async () => {
    const seen: (number | undefined)[] = [];
    const look = async () => void seen.push(await count());
    const writing = storage.db.transaction().execute(async (tx) => {
      await insert(1).execute(tx);
      // Not awaited here: with one connection it waits for the end.
      const looking = look();
      await new Promise((resolve) => setImmediate(resolve));
      await insert(2).execute(tx);
      return { looking };
    });
    await (await writing).looking;
    expect(seen).not.toContain(1);
  });

  it('takes all of a transaction or nothing', async () => {
    const failing = storage.db.transaction().execute(async (tx) => {
      await insert(1).execute(tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await count()).toBe(0);
  });

  it('goes on after a statement that failed', async () => {
    await expect(sql`select * from nowhere`.execute(storage.db)).rejects.toThrow(/nowhere/);
    const half = storage.db.transaction().execute(async (tx) => {
      await insert(1).execute(tx);
      await sql`select * from nowhere`.execute(tx);
    });
    await expect(half).rejects.toThrow(/nowhere/);
    await insert(2).execute(storage.db);
    expect(await count()).toBe(1);
  });
});
