import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/app.ts';
import { databaseVersion, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openSqlite, type SqliteStorage } from './sqlite/open.ts';

let folder: ReturnType<typeof temporaryFolder>;
let storage: SqliteStorage;
beforeEach(() => {
  folder = temporaryFolder();
  storage = openSqlite(`${folder.path}/base.sqlite`);
});
afterEach(async () => {
  await storage.close();
  folder.remove();
});

const last = MIGRATIONS.length;
const schema = async () => {
  const { rows } = await sql<{
    sql: string;
  }>`select sql from sqlite_schema where name != 'migrations' order by name`.execute(storage.db);
  return rows.map((row) => row.sql);
};

describe('migrations', () => {
  it('are ranked from 1 without gaps', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it.each(Array.from({ length: last + 1 }, (_, version) => version))(
    'from version %i lead to the last one',
    async (version) => {
      await migrate(storage.db, 1, MIGRATIONS.slice(0, version));
      expect(await databaseVersion(storage.db)).toBe(version);
      expect(await migrate(storage.db, 2)).toEqual({ from: version, to: last });
      const reached = await schema();
      await storage.close();
      storage = openSqlite(`${folder.path}/fresh.sqlite`);
      await migrate(storage.db, 1);
      expect(reached).toEqual(await schema());
    },
  );

  it('leave the database as it was when one fails', async () => {
    const failing = {
      version: last + 1,
      name: 'failing',
      up: async (db: Parameters<(typeof MIGRATIONS)[number]['up']>[0]) => {
        await sql`create table half (a integer)`.execute(db);
        throw new Error('stopped half-way');
      },
    };
    await migrate(storage.db, 1);
    await expect(migrate(storage.db, 1, [...MIGRATIONS, failing])).rejects.toThrow('half-way');
    expect(await databaseVersion(storage.db)).toBe(last);
    expect((await schema()).join()).not.toContain('half');
  });

  it('refuse a database of a newer release', async () => {
    const next = { version: last + 1, name: 'next', up: async () => {} };
    await migrate(storage.db, 1, [...MIGRATIONS, next]);
    await expect(migrate(storage.db, 1)).rejects.toMatchObject({ code: 'base.plus_recente' });
  });
});
