import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/app.ts';
import { openTestStorage, type TestStorage } from '../testing/storage.ts';
import { databaseVersion, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

let folder: ReturnType<typeof temporaryFolder>;
let storage: TestStorage;
beforeEach(async () => {
  folder = temporaryFolder();
  storage = await openTestStorage(folder.path, { bare: true });
});
afterEach(async () => {
  await storage.close();
  folder.remove();
});

const last = MIGRATIONS.length;
/** Everything but the migrations' own table, in a form that two databases share. */
const schemaOf = async ({ db, dialect }: TestStorage) => {
  if (dialect === 'sqlite') {
    const { rows } = await sql<{
      sql: string;
    }>`select sql from sqlite_schema where name != 'migrations' order by name`.execute(db);
    return rows.map((row) => row.sql);
  }
  const columns = await sql`select table_name, column_name, data_type, is_nullable, column_default
    from information_schema.columns where table_schema = 'public' and table_name != 'migrations'
    order by table_name, ordinal_position`.execute(db);
  const indexes = await sql`select indexdef from pg_indexes
    where schemaname = 'public' and tablename != 'migrations' order by indexname`.execute(db);
  const keys = await sql`select conrelid::regclass::text as of, pg_get_constraintdef(oid) as says
    from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`.execute(db);
  return [...columns.rows, ...indexes.rows, ...keys.rows].map((row) => JSON.stringify(row));
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
      const elsewhere = temporaryFolder();
      const fresh = await openTestStorage(elsewhere.path, { bare: true });
      await migrate(fresh.db, 1);
      expect(await schemaOf(storage)).toEqual(await schemaOf(fresh));
      await fresh.close();
      elsewhere.remove();
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
    expect((await schemaOf(storage)).join()).not.toContain('half');
  });

  it('run once when two processes start together', async () => {
    await Promise.all([migrate(storage.db, 1), migrate(storage.db, 2)]);
    const { rows } = await sql<{ at: number }>`select distinct at from migrations`.execute(storage.db);
    expect(rows).toHaveLength(1);
  });

  it('refuse a database of a newer release', async () => {
    const next = { version: last + 1, name: 'next', up: async () => {} };
    await migrate(storage.db, 1, [...MIGRATIONS, next]);
    await expect(migrate(storage.db, 1)).rejects.toMatchObject({ code: 'base.plus_recente' });
  });
});
