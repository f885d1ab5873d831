import type { Kysely } from 'kysely';

/** Sealed files, the evidence sealed with them, and every certificate that this server has sealed with. */
export async function sceaux(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('seal_certificates')
    .addColumn('fingerprint', 'text', (c) => c.primaryKey())
    .addColumn('certificate', 'blob', (c) => c.notNull())
    .addColumn('chain', 'text', (c) => c.notNull())
    .addColumn('development', 'integer', (c) => c.notNull())
    .addColumn('first_used', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('seals')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('ceremony_id', 'text', (c) => c.notNull().unique().references('ceremonies.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull().references('seal_certificates.fingerprint'))
    .addColumn('seal_hash', 'text', (c) => c.notNull().unique())
    .addColumn('evidence', 'text', (c) => c.notNull())
    .addColumn('refused', 'text')
    .execute();
  await schema.createIndex('seals_act').on('seals').column('act_id').execute();
  await schema
    .createTable('seal_files')
    .addColumn('seal_id', 'text', (c) => c.notNull().references('seals.id'))
    .addColumn('rank', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('stamped_at', 'bigint')
    .addColumn('authority', 'text')
    .addColumn('bytes', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('seal_files_pk', ['seal_id', 'rank'])
    .execute();
}
