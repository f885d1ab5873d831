import { sql } from 'kysely';
import { locksRows } from './locks.ts';
import type { Db } from './tables.ts';

/** @returns bytes that the database takes; -1 when it does not say */
export async function databaseBytes(db: Db): Promise<number> {
  const asked = locksRows(db)
    ? sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`
    : sql<{
        bytes: number;
      }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`;
  const { rows } = await asked.execute(db);
  return Number(rows[0]?.bytes ?? -1);
}
