import type { Kysely } from 'kysely';

/**
 * Versions of acts, what is said of them, and who has read what. Contents stand apart, so that a list reads no text.
 * The order of an act's versions is their rank.
 */
export async function versions(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('versions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('rank', 'bigint', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('label', 'text')
    .addColumn('source_id', 'text', (c) => c.references('versions.id'))
    .addColumn('authors', 'text', (c) => c.notNull())
    .addColumn('taken_by', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('size', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('keyframe_id', 'text', (c) => c.notNull().references('versions.id'))
    .addColumn('depth', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('versions_rank', ['act_id', 'rank'])
    .execute();
  await schema
    .createIndex('versions_chain')
    .on('versions')
    .columns(['keyframe_id', 'depth'])
    .unique()
    .execute();
  await schema
    .createTable('version_contents')
    .addColumn('version_id', 'text', (c) => c.primaryKey().references('versions.id'))
    .addColumn('bytes', 'blob', (c) => c.notNull())
    .execute();
  await schema
    .createTable('version_annotations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('version_id', 'text', (c) => c.notNull().references('versions.id'))
    .addColumn('label', 'text')
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('version_annotations_of')
    .on('version_annotations')
    .columns(['version_id', 'id'])
    .execute();
  await schema
    .createTable('readings')
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisations.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('readings_pk', ['act_id', 'person_id'])
    .execute();
}
