import type { Kysely } from 'kysely';

/** The readable dossiers that were given: sealed once for each sealed file, and known again when they are verified. */
export async function dossiersScelles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('seal_dossiers')
    .addColumn('seal_id', 'text', (c) => c.notNull().references('seals.id'))
    .addColumn('rank', 'bigint', (c) => c.notNull())
    .addColumn('seal_hash', 'text', (c) => c.notNull().unique())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('bytes', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('seal_dossiers_pk', ['seal_id', 'rank'])
    .execute();
}
