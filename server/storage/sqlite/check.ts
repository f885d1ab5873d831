import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/**
 * SQLite's own check of a whole database: pages, indexes, foreign keys.
 * @returns what is wrong, one sentence each; empty when the file is sound
 */
export function integrityProblems(connection: DatabaseSyncInstance): string[] {
  try {
    const pages = connection
      .prepare('pragma integrity_check(20)')
      .all()
      .map((row: { integrity_check?: unknown }) => String(row.integrity_check))
      .filter((line: string) => line !== 'ok');
    const orphans = connection.prepare('pragma foreign_key_check').all().length;
    return orphans === 0 ? pages : [...pages, `${orphans} rows name something that does not exist`];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
