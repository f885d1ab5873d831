import type { Kysely } from 'kysely';

/**
 * The journal of acts. People and organisations are not references: an event outlives whom it names, and its hash
 * covers their ids.
 */
export async function journal(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('audit')
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('person_id', 'text')
    .addColumn('organisation_id', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('facts', 'text', (c) => c.notNull())
    .addColumn('previous', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_pk', ['act_id', 'seq'])
    .execute();
  await schema
    .createTable('audit_heads')
    .addColumn('act_id', 'text', (c) => c.primaryKey().references('acts.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
}
