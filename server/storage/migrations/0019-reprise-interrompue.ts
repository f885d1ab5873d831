import type { Kysely } from 'kysely';

/** What taking an avenant up again could not carry, kept until that is done: a server that stops meanwhile tells it after. */
export async function repriseInterrompue(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('avenants').addColumn('taking_up', 'text').execute();
}
