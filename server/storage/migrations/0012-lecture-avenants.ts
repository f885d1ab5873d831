import type { Kysely } from 'kysely';

/** What people decide while they write an avenant: how fine its instructions are, and the historic avenant they read. */
export async function lectureAvenants(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('avenants').addColumn('grains', 'text').execute();
  await db.schema.alterTable('avenants').addColumn('historic', 'text').execute();
}
