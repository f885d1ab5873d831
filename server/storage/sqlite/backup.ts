import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { databaseVersion } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { StorageProblem } from '../problems.ts';
import { integrityProblems } from './check.ts';
import { databaseFile, lockDataFolder, prepareDataFolder } from './dataFolder.ts';
import { openSqlite, type SqliteStorage } from './open.ts';

/** A backup that is refused; the message says what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/**
 * Copies the database into one file, consistent even while the server writes: one read transaction sees one state.
 * The copy is checked before it takes its name.
 * @param target path of the copy; an existing file is only replaced with `force`
 * @returns its size in bytes
 * @throws BackupRefused when `target` exists, or is a file of the data itself; StorageProblem when it can't be written or the source is damaged
 */
export function backupTo(storage: SqliteStorage, target: string, force: boolean): { bytes: number } {
  const file = resolve(target);
  if (existsSync(file) && !force)
    throw new BackupRefused(`${file} already exists. Choose another name, or add --force to replace it.`);
  if (isLive(storage, file))
    throw new BackupRefused(
      `${file} is in use by the data that is to be backed up. Nothing was written; choose another name.`,
    );
  if (!existsSync(dirname(file)))
    throw new BackupRefused(`The folder ${dirname(file)} does not exist. Create it, or choose another one.`);
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    storage.connection.prepare('vacuum into ?').run(unfinished);
    const copy = openSqlite(unfinished, { readOnly: true });
    const problems = integrityProblems(copy.connection);
    copy.connection.close();
    if (problems.length > 0)
      throw new StorageProblem(
        'base.corrompue',
        `The copy is not sound (${problems[0]}). Run: npm run -s clausier -- doctor`,
      );
    syncFile(unfinished);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (error instanceof StorageProblem) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupRefused(
      `${file} could not be written (${reason}). Check the free space and the rights of its folder.`,
      {
        cause: error,
      },
    );
  }
  return { bytes: statSync(file).size };
}

/**
 * Puts a backup in place of the data. Nothing is destroyed: the former data stays beside it.
 * @param now milliseconds since 1970, in the name given to the former data
 * @returns the path of the former database, or `null` when there was none
 * @throws BackupRefused when a server runs on that data, or the file is no sound backup of this release or an earlier one
 */
export async function restoreFrom(
  dataDir: string,
  source: string,
  now: number,
): Promise<{ previous: string | null }> {
  const backup = resolve(source);
  if (!existsSync(backup))
    throw new BackupRefused(`${backup} does not exist. Give the path of a backup file.`);
  prepareDataFolder(dataDir);
  const lock = lockDataFolder(dataDir);
  if (lock === null)
    throw new BackupRefused(
      `A server runs on ${dataDir}. Stop it first: restoring under it would lose what it holds.`,
    );
  try {
    await checkBackup(backup);
    const current = databaseFile(dataDir);
    const incoming = join(dataDir, 'restoring.sqlite');
    copyFileSync(backup, incoming);
    syncFile(incoming);
    const previous = existsSync(current) ? setAside(current, now) : null;
    renameSync(incoming, current);
    return { previous };
  } finally {
    lock.release();
  }
}

async function checkBackup(backup: string): Promise<void> {
  let storage: SqliteStorage;
  try {
    storage = openSqlite(backup, { readOnly: true });
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new BackupRefused(
      `${backup} is not a backup of Clausier (${reason}). Nothing was changed; give another file.`,
      {
        cause: error,
      },
    );
  }
  try {
    const problems = integrityProblems(storage.connection);
    if (problems.length > 0)
      throw new BackupRefused(
        `${backup} is damaged (${problems[0]}). Nothing was changed; use an earlier backup.`,
      );
    const version = await databaseVersion(storage.db);
    if (version === 0)
      throw new BackupRefused(
        `${backup} is not a backup of Clausier. Nothing was changed; give another file.`,
      );
    if (version > MIGRATIONS.length)
      throw new BackupRefused(
        `${backup} was made by a newer release (version ${version}; this one knows up to ${MIGRATIONS.length}). Nothing was changed; update Clausier first.`,
      );
  } finally {
    await storage.close();
  }
}

/** @returns true for a file that a server may have open: replaced under it, all that it then writes would be lost */
function isLive(storage: SqliteStorage, file: string): boolean {
  const target = statSync(file, { throwIfNoEntry: false });
  if (target === undefined) return false;
  const database = storage.connection.prepare('pragma database_list').get() as { file: string };
  return ['', '-wal', '-shm'].some((suffix) => {
    const live = statSync(database.file + suffix, { throwIfNoEntry: false });
    return live?.ino === target.ino && live.dev === target.dev;
  });
}

/** Renames a database and its journal together, so that it can be opened again under its new name. */
function setAside(current: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = current.replace(/\.sqlite$/, `.before-restore-${stamp}.sqlite`);
  renameSync(current, aside);
  for (const suffix of ['-wal', '-shm'])
    if (existsSync(`${current}${suffix}`)) renameSync(`${current}${suffix}`, `${aside}${suffix}`);
  return aside;
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}
