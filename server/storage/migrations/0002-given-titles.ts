import type { Kysely } from 'kysely';

/** Tells a name that a person gave from one read in the text. Those there before keep the name they have. */
export async function givenTitles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('acts')
    .addColumn('title_given', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
}
