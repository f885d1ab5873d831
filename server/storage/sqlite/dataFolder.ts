import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { StorageProblem, sqliteCode } from '../problems.ts';

const DATABASE = 'clausier.sqlite';
const LOCK = 'lock.sqlite';
/** SQLite's code for a file of something else. */
const NOT_A_DATABASE = 26;

/** @returns the path of the database file of a data folder */
export function databaseFile(dataDir: string): string {
  return join(dataDir, DATABASE);
}

/** @returns true for the lock of a data folder, by its name */
export function isLockFile(file: string): boolean {
  return basename(file) === LOCK;
}

/**
 * Makes the data folder when it is absent, and checks that it can be written.
 * @throws StorageProblem `dossier.inaccessible`
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageProblem(
      'dossier.inaccessible',
      `The data folder ${dataDir} cannot be written (${reason}). Give the user who runs the server write access to it, or choose another folder with DATA_DIR.`,
      { cause: error },
    );
  }
}

/**
 * Makes a folder and those above it, one by one: where the system makes none (`/proc`), Node's own recursive call
 * never returns.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  // Only the server's own user may read the texts and the secrets' digests.
  mkdirSync(folder, { mode: 0o700 });
}

/** A held data folder. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for one process: two servers on the same data would each keep their own copy of an act.
 * The lock is an exclusive transaction on a small file, so the system itself releases it when the process dies,
 * even by kill -9: nothing stale is left to be removed by hand.
 * @returns the lock, or `null` when another process holds it
 * @throws StorageProblem `dossier.inaccessible` when the lock file can't be written
 */
export function lockDataFolder(dataDir: string): FolderLock | null {
  const file = join(dataDir, LOCK);
  let db: DatabaseSyncInstance | null = null;
  try {
    db = new DatabaseSync(file, { timeout: 0 });
    db.exec('pragma journal_mode = delete; begin exclusive');
    const held = db;
    return { release: () => held.close() };
  } catch (error) {
    if (db?.isOpen) db.close();
    if (sqliteCode(error) === 5) return null;
    const reason = error instanceof Error ? error.message : String(error);
    if (sqliteCode(error) === NOT_A_DATABASE)
      throw new StorageProblem(
        'dossier.inaccessible',
        `The lock file ${file} is not one of Clausier. It holds no data: delete it, then start again.`,
        { cause: error },
      );
    throw new StorageProblem(
      'dossier.inaccessible',
      `The lock file ${file} cannot be written (${reason}). Check the rights and the free space of that folder, or choose another folder with DATA_DIR.`,
      { cause: error },
    );
  }
}
