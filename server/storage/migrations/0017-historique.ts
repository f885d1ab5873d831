import type { Kysely } from 'kysely';

/** Older updates of acts, many in one piece, and how many of them each person sent. */
export async function historique(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('act_chunks')
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('first_seq', 'bigint', (c) => c.notNull())
    .addColumn('last_seq', 'bigint', (c) => c.notNull())
    .addColumn('first_at', 'bigint', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('bytes', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('act_chunks_pk', ['act_id', 'first_seq'])
    .execute();
  await db.schema
    .createTable('act_chunk_people')
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('first_seq', 'bigint', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('updates', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('act_chunk_people_pk', ['act_id', 'first_seq', 'person_id'])
    .execute();
}
