import type { Kysely } from 'kysely';

/** What was found in a sealed file (`long_term`, 0 or 1), and whether more of it is still to be had. */
export async function sceauxLongueDuree(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('seal_files')
    .addColumn('long_term', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable('seals')
    .addColumn('material_due', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
