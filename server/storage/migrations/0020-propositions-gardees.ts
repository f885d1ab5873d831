import type { Kysely } from 'kysely';

/** What a draft keeps as it is although a sheet says otherwise, so that it is not asked about again. */
export async function propositionsGardees(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('act_kept_proposals')
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('act_kept_proposals_pk', ['act_id', 'name'])
    .execute();
}
