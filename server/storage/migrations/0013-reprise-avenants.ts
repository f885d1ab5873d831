import type { Kysely } from 'kysely';

/** The text that an avenant amends, once it was taken up again on one that was signed meanwhile. */
export async function repriseAvenants(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('avenants').addColumn('base', 'text').execute();
}
