import type { Kysely } from 'kysely';

/** When signed acts end, by themselves or because somebody ended them, and which act takes whose place. */
export async function vieDesActes(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  // The term that the pilote was told had passed.
  await schema.alterTable('ceremonies').addColumn('expiry_told', 'bigint').execute();
  await schema
    .createTable('act_terms')
    .addColumn('act_id', 'text', (c) => c.primaryKey().references('acts.id'))
    .addColumn('last_day', 'text')
    .addColumn('sentence', 'text')
    .addColumn('notice', 'integer')
    .addColumn('avenants', 'integer', (c) => c.notNull())
    .execute();
  await schema
    .createTable('act_endings')
    .addColumn('act_id', 'text', (c) => c.primaryKey().references('acts.id'))
    .addColumn('effect_day', 'text', (c) => c.notNull())
    .addColumn('received_day', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('act_successions')
    .addColumn('successor_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('replaced_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('act_successions_key', ['successor_id', 'replaced_id'])
    .execute();
  await schema.createIndex('act_successions_of').on('act_successions').column('replaced_id').execute();
}
