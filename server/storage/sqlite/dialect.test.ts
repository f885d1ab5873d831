import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/app.ts';
import { openConnection, openSqlite, type SqliteStorage } from './open.ts';

let folder: ReturnType<typeof temporaryFolder>;
let storage: SqliteStorage;
beforeEach(async () => {
  folder = temporaryFolder();
  storage = openSqlite(`${folder.path}/base.sqlite`);
  await sql`create table t (a integer, b blob)`.execute(storage.db);
});
afterEach(async () => {
  await storage.close();
  folder.remove();
});

describe('the SQLite adapter', () => {
  it('writes to the disk before it answers, on every open', async () => {
    await storage.close();
    for (let i = 0; i < 2; i += 1) {
      const connection = openConnection(`${folder.path}/base.sqlite`);
      expect(connection.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
      expect(connection.prepare('pragma synchronous').get()).toMatchObject({ synchronous: 2 });
      expect(connection.prepare('pragma foreign_keys').get()).toMatchObject({ foreign_keys: 1 });
      connection.close();
    }
  });

  it('refuses what SQLite would not keep as given', async () => {
    for (const value of [new Date(0), true, undefined, { a: 1 }])
      await expect(sql`insert into t (a) values (${value})`.execute(storage.db)).rejects.toThrow(TypeError);
    const { rows } = await sql`select * from t`.execute(storage.db);
    expect(rows).toEqual([]);
  });

  it('gives bytes and counts back as they are', async () => {
    const inserted = await sql`insert into t values (1, ${new Uint8Array([1, 2])})`.execute(storage.db);
    expect(inserted.numAffectedRows).toBe(1n);
    const { rows } = await sql`select * from t`.execute(storage.db);
    expect(rows).toEqual([{ a: 1, b: new Uint8Array([1, 2]) }]);
  });

  it('lets nothing slip between the steps of a transaction', async () => {
    const seen: number[] = [];
    const count = async () => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from t`.execute(storage.db);
      seen.push(rows[0]?.n ?? -1);
    };
    const writing = storage.db.transaction().execute(async (tx) => {
      await sql`insert into t values (1, null)`.execute(tx);
      await new Promise((resolve) => setImmediate(resolve));
      await sql`insert into t values (2, null)`.execute(tx);
    });
    await Promise.all([writing, count(), count()]);
    expect(seen).toEqual([2, 2]);
  });

  it('takes all of a transaction or nothing', async () => {
    const failing = storage.db.transaction().execute(async (tx) => {
      await sql`insert into t values (1, null)`.execute(tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const { rows } = await sql`select * from t`.execute(storage.db);
    expect(rows).toEqual([]);
  });
});
