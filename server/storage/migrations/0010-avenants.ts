import type { Kysely } from 'kysely';

/** Avenants: the act that each amends, and the text that is edited to write it. */
export async function avenants(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('acts').addColumn('parent_id', 'text').execute();
  await schema.createIndex('acts_parent').on('acts').column('parent_id').execute();
  await schema
    .createTable('avenants')
    .addColumn('act_id', 'text', (c) => c.primaryKey().references('acts.id'))
    .addColumn('target_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('working_id', 'text', (c) => c.notNull().unique().references('acts.id'))
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('base_hash', 'text', (c) => c.notNull())
    .addColumn('instructions', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('avenants_target').on('avenants').column('target_id').execute();
}
