import { randomBytes } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { sql } from 'kysely';
import pg from 'pg';
import { migrate } from '../storage/migrate.ts';
import { openPostgres } from '../storage/postgres/open.ts';
import { databaseFile } from '../storage/sqlite/dataFolder.ts';
import { openSqlite } from '../storage/sqlite/open.ts';
import type { Storage } from '../storage/tables.ts';

/** Name of the migrated database that those of the tests are copied from. */
const TEMPLATE = 'clausier_template';
/** Held by whoever makes the template, among the processes that run tests. */
const TEMPLATE_LOCK = 1;

/** A database of its own for one test, SQLite's or PostgreSQL's as the run says. */
export interface TestStorage extends Storage {
  readonly dialect: 'sqlite' | 'postgres';
  /** Setting that opens the same database in another process; empty for SQLite, which `DATA_DIR` tells. */
  readonly env: Readonly<Record<string, string>>;
  /** SQLite's own connection. @throws Error on PostgreSQL */
  readonly connection: DatabaseSyncInstance;
  /** From now on the disk takes no update. */
  fill(): Promise<void>;
  /** It takes them again. */
  empty(): Promise<void>;
}

/** True while the tests run on PostgreSQL. */
export const onPostgres = (): boolean => Boolean(process.env.TEST_DATABASE_URL);

/**
 * Opens a new database for one test.
 * @param folder where SQLite keeps it
 * @param options `bare`: without any table
 */
export async function openTestStorage(
  folder: string,
  options: { bare?: boolean } = {},
): Promise<TestStorage> {
  const server = process.env.TEST_DATABASE_URL;
  if (server) return onServer(server, options.bare === true);
  const storage = openSqlite(databaseFile(folder));
  if (options.bare !== true) await migrate(storage.db, 0);
  const limit = (pages: number) => storage.connection.exec(`pragma max_page_count = ${pages}`);
  return {
    ...storage,
    dialect: 'sqlite',
    env: {},
    fill: async () => {
      const { page_count } = storage.connection.prepare('pragma page_count').get() as { page_count: number };
      limit(page_count);
    },
    empty: async () => limit(100_000),
  };
}

async function onServer(server: string, bare: boolean): Promise<TestStorage> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = databaseOf(server, name);
  await administer(server, async (admin) => {
    if (!bare) await ensureTemplate(server, admin);
    await admin.query(`create database ${name} template ${bare ? 'template0' : TEMPLATE}`);
  });
  const storage = await openPostgres(url);
  return {
    db: storage.db,
    dialect: 'postgres',
    env: { DATABASE_URL: url },
    get connection(): DatabaseSyncInstance {
      throw new Error('This test runs on PostgreSQL: there is no SQLite connection.');
    },
    fill: async () => {
      // 53100: disk_full.
      await sql`create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no space left' using errcode = '53100'; end $$`.execute(storage.db);
      await sql`create trigger refuse before insert on act_updates execute function refuse()`.execute(
        storage.db,
      );
    },
    empty: async () => {
      await sql`drop trigger refuse on act_updates`.execute(storage.db);
      await sql`drop function refuse`.execute(storage.db);
    },
    close: async () => {
      await storage.close();
      await administer(server, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function ensureTemplate(server: string, admin: pg.Client): Promise<void> {
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rows } = await admin.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
    if (rows.length > 0) return;
    const making = `${TEMPLATE}_being_made`;
    await admin.query(`drop database if exists ${making}`);
    await admin.query(`create database ${making}`);
    const storage = await openPostgres(databaseOf(server, making));
    await migrate(storage.db, 0);
    await storage.close();
    await admin.query(`alter database ${making} rename to ${TEMPLATE}`);
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

async function administer(server: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function databaseOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
