import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { Kysely } from 'kysely';
import { explainSqlite } from '../problems.ts';
import type { Db, Storage, Tables } from '../tables.ts';
import { sqliteDialect } from './dialect.ts';

/** How long one process waits for another to finish its transaction, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
/** Journal beyond which this connection folds it: far more than the thread that writes the log, which does. */
const CHECKPOINT_BYTES = 64 * 1024 * 1024;
/** Most tables hold little, each in pages of its own; and what a letter changes is written by whole pages. */
const PAGE_BYTES = 1_024;

/**
 * Opens the raw connection. `synchronous` is set on every open: a WAL file that is reopened falls back to NORMAL,
 * which may lose the last transactions when the power fails.
 * @param file path of the database; created when absent, unless `readOnly`
 * @throws StorageProblem when it can't be opened, is not a database or is damaged
 */
export function openConnection(file: string, options: { readOnly?: boolean } = {}): DatabaseSyncInstance {
  let db: DatabaseSyncInstance | null = null;
  try {
    db = new DatabaseSync(file, {
      timeout: BUSY_TIMEOUT_MS,
      enableForeignKeyConstraints: true,
      readOnly: options.readOnly ?? false,
    });
    if (options.readOnly !== true) {
      // Only a database that holds nothing yet takes these two: what is deleted is then given back to the disk.
      db.exec(
        `pragma page_size = ${PAGE_BYTES}; pragma auto_vacuum = incremental; pragma journal_mode = wal`,
      );
      const { page_size: page } = db.prepare('pragma page_size').get() as { page_size: number };
      db.exec(`pragma wal_autocheckpoint = ${Math.ceil(CHECKPOINT_BYTES / page)}`);
    }
    db.exec('pragma synchronous = full');
    db.prepare('select count(*) from sqlite_schema').get();
    return db;
  } catch (error) {
    if (db?.isOpen) db.close();
    throw explainSqlite(error, file);
  }
}

/** An open SQLite file: the port, and the connection for what only SQLite can do (backup, integrity check). */
export interface SqliteStorage extends Storage {
  readonly connection: DatabaseSyncInstance;
}

/**
 * Opens the database of a data folder; does not migrate it.
 * @throws StorageProblem as `openConnection`
 */
export function openSqlite(file: string, options: { readOnly?: boolean } = {}): SqliteStorage {
  const connection = openConnection(file, options);
  const db: Db = new Kysely<Tables>({ dialect: sqliteDialect(connection) });
  return {
    db,
    connection,
    close: async () => {
      if (connection.isOpen && options.readOnly !== true) foldJournal(connection);
      await db.destroy();
      // Kysely only closes what it used at least once.
      if (connection.isOpen) connection.close();
    },
  };
}

/**
 * Folds the journal into the database, so that one file is left to copy: statements that were not collected yet keep
 * SQLite from doing it by itself. Losing nothing does not depend on it: the next open reads the journal.
 */
function foldJournal(connection: DatabaseSyncInstance): void {
  try {
    connection.exec('pragma wal_checkpoint(truncate)');
  } catch {
    // Another process still reads, or the disk is full: the journal stays, and holds everything.
  }
}
