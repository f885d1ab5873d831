import { sql } from 'kysely';
import pg from 'pg';
import { createLogger } from '#server/http/log.ts';
import { migrate } from '#server/storage/migrate.ts';
import { postgresDialect } from '#server/storage/postgres/dialect.ts';
import { openPostgres, postgresPool } from '#server/storage/postgres/open.ts';
import { databaseFile } from '#server/storage/sqlite/dataFolder.ts';
import { sqliteDialect } from '#server/storage/sqlite/dialect.ts';
import { openConnection, openSqlite } from '#server/storage/sqlite/open.ts';
import type { Db } from '#server/storage/tables.ts';
import { temporaryFolder } from '#server/testing/app.ts';
import { startPostgres } from '#test/support/postgres.mjs';
import { SharedDriver } from './database.ts';

/** The real timers, since those of the runs are the virtual clock's. */
const { setImmediate: soon, setTimeout: later } = globalThis;
const realTurn = () => new Promise<void>((resolve) => soon(resolve));

/** A database for many runs. */
export interface Store {
  /** Apart from the processes: what the test itself reads and writes. */
  readonly db: Db;
  readonly shared: SharedDriver;
  /** Resolves once nothing moves any more until the virtual clock does. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** SQLite answers within the turn of the loop. */
export async function sqliteStore(): Promise<Store> {
  const folder = temporaryFolder();
  const storage = openSqlite(databaseFile(folder.path));
  await migrate(storage.db, 0);
  // The processes' own connection: what is not committed there is not seen here. Processes die here, never the system.
  const connection = openConnection(databaseFile(folder.path));
  connection.exec('pragma synchronous = off');
  const shared = new SharedDriver(sqliteDialect(connection));
  await shared.driver.init();
  return {
    db: storage.db,
    shared,
    quiet: realTurn,
    close: async () => {
      await shared.driver.destroy();
      await storage.close();
      folder.remove();
    },
  };
}

/** How long the database may work before it is asked whether it waits for a lock, in milliseconds. */
const PATIENCE_MS = 3;

/** PostgreSQL answers when it does: waited for, unless it waits itself for a lock that only the virtual clock frees. */
export async function postgresStore(): Promise<Store> {
  const server = await startPostgres();
  const url = server.url('postgres');
  const storage = await openPostgres(url);
  await migrate(storage.db, 0);
  const options = { max: 60, idleTimeoutMillis: 0, application_name: 'simulated' };
  const shared = new SharedDriver(postgresDialect(postgresPool(url, createLogger('silent'), options)));
  await shared.driver.init();
  const watcher = new pg.Client({ connectionString: url });
  await watcher.connect();
  const working = async () => {
    const { rows } = await watcher.query<{ count: string }>(
      `select count(*) from pg_stat_activity where application_name = 'simulated' and state = 'active'
       and wait_event_type is distinct from 'Lock'`,
    );
    return Number(rows[0]?.count ?? 0);
  };
  return {
    db: storage.db,
    shared,
    quiet: async () => {
      let idle = 0;
      for (let turns = 0; ; turns += 1) {
        const before = shared.underWay;
        await realTurn();
        // An answer makes the engine ask again: looked at twice.
        idle = shared.underWay === 0 ? idle + 1 : 0;
        if (idle >= 2) return;
        if (shared.underWay === 0 || shared.underWay !== before || turns % 10 !== 9) continue;
        await new Promise<void>((resolve) => later(resolve, PATIENCE_MS));
        if (shared.underWay === before && (await working()) === 0) {
          await realTurn();
          if (shared.underWay === before) return;
        }
      }
    },
    close: async () => {
      await watcher.end();
      await shared.driver.destroy();
      await sql`select 1`.execute(storage.db);
      await storage.close();
      await server.dispose();
    },
  };
}
