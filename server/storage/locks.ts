import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * @returns true when rows can be, and must be, locked one by one (`select … for update`); SQLite has one writer at a
 *   time and does not know the words
 */
export function locksRows<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Runs `work` while no other process runs any for the same key; what it writes must be on disk when it resolves. It holds
 * a connection of its own meanwhile: one at a time for each process.
 */
export async function whileAlone<T>(db: Kysely<T>, key: string, work: () => Promise<void>): Promise<void> {
  // One process has the embedded database to itself.
  if (!locksRows(db)) return work();
  await db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
      await work();
    });
}
