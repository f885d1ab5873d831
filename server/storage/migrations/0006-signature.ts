import type { Kysely } from 'kysely';

/** Frozen texts, ceremonies, those who sign, and what is joined. Who sent a link keeps no secret: only its digest. */
export async function signature(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('frozen_texts')
    .addColumn('version_id', 'text', (c) => c.primaryKey().references('versions.id'))
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisations.id'))
    .addColumn('reopened_at', 'bigint')
    .execute();
  await schema.createIndex('frozen_texts_act').on('frozen_texts').columns(['act_id', 'at']).execute();
  await schema
    .createTable('act_motifs')
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('move', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisations.id'))
    .addColumn('motif', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('act_motifs_of').on('act_motifs').columns(['act_id', 'at']).execute();
  await schema
    .createTable('ceremonies')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('version_id', 'text', (c) => c.notNull().references('versions.id'))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('sign_order', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addColumn('opened_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('opened_for', 'text', (c) => c.notNull().references('organisations.id'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('motif', 'text')
    .addColumn('effect_day', 'text')
    .execute();
  await schema.createIndex('ceremonies_act').on('ceremonies').columns(['act_id', 'opened_at']).execute();
  await schema
    .createTable('signatories')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('ceremony_id', 'text', (c) => c.notNull().references('ceremonies.id'))
    .addColumn('rank', 'bigint', (c) => c.notNull())
    .addColumn('party_key', 'text', (c) => c.notNull())
    .addColumn('party', 'text', (c) => c.notNull())
    .addColumn('civilite', 'text', (c) => c.notNull())
    .addColumn('nom', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('person_id', 'text', (c) => c.references('people.id'))
    .addColumn('capacite', 'text', (c) => c.notNull())
    .addColumn('delegation', 'text')
    .addColumn('method', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('signature', 'text')
    .addColumn('refusal', 'text')
    .addColumn('replaces', 'text', (c) => c.references('signatories.id'))
    .addColumn('token_hash', 'text', (c) => c.unique())
    .addColumn('shown_at', 'bigint')
    .addColumn('reminded_at', 'bigint')
    .addColumn('code_hash', 'text')
    .addColumn('code_expires_at', 'bigint')
    .addColumn('code_tries', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await schema.createIndex('signatories_of').on('signatories').columns(['ceremony_id', 'rank']).execute();
  await schema
    .createTable('signature_files')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('signatory_id', 'text', (c) => c.notNull().references('signatories.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('bytes', 'blob', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('signature_files_of')
    .on('signature_files')
    .columns(['signatory_id', 'kind'])
    .execute();
}
