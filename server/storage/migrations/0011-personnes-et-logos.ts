import type { Kysely } from 'kysely';

/** When somebody's name was erased, and the logos of organisations. */
export async function personnesEtLogos(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('people').addColumn('erased_at', 'bigint').execute();
  await schema
    .createTable('organisation_logos')
    .addColumn('organisation_id', 'text', (c) => c.primaryKey().references('organisations.id'))
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('bytes', 'blob', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
}
