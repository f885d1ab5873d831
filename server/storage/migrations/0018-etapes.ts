import type { Kysely } from 'kysely';

/** States of long acts here and there in their history, so that reading a past moment need not begin at its start. */
export async function etapes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('act_keyframes')
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('bytes', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('act_keyframes_pk', ['act_id', 'seq'])
    .execute();
}
