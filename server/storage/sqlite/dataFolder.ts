import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { StorageProblem, sqliteCode } from '../problems.ts';

const DATABASE = 'clausier.sqlite';
const LOCK = 'lock.sqlite';

/** @returns the path of the database file of a data folder */
export function databaseFile(dataDir: string): string {
  return join(dataDir, DATABASE);
}

/**
 * Makes the data folder when it is absent, and checks that it can be written.
 * @throws StorageProblem `dossier.inaccessible`
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    // Only the server's own user may read the texts and the secrets' digests.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
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
    throw new StorageProblem(
      'dossier.inaccessible',
      `The lock file ${file} cannot be written (${reason}). Check the rights and the free space of that folder, or choose another folder with DATA_DIR.`,
      { cause: error },
    );
  }
}
