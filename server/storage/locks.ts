import { type Kysely, PostgresAdapter } from 'kysely';

/**
 * @returns true when rows can be, and must be, locked one by one (`select … for update`); SQLite has one writer at a
 *   time and does not know the words
 */
export function locksRows<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
