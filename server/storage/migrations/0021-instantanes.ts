import type { Kysely } from 'kysely';

/**
 * What lets a snapshot be sent without being read through: its state vector, and the digest of its bytes. Those of
 * earlier releases have neither; `packed` tells whether the bytes are compressed.
 */
export async function instantanes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('act_snapshots')
    .addColumn('packed', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('act_snapshots').addColumn('vector', 'blob').execute();
  await db.schema.alterTable('act_snapshots').addColumn('hash', 'text').execute();
}
