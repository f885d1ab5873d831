import { type Kysely, sql } from 'kysely';

/**
 * Ways in: what each link is, requests for a mailed code, browsers made known by one, accounts at a provider; when
 * sessions were seen; rights with a term, and on whose behalf they were given.
 */
export async function acces(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('links')
    .addColumn('kind', 'text', (c) => c.notNull().defaultTo('operateur'))
    .execute();
  // Those of an act were handed over by whoever invited.
  await sql`update links set kind = 'main' where act_id is not null`.execute(db);
  await schema.createIndex('links_person').on('links').column('person_id').execute();
  await schema
    .alterTable('sessions')
    .addColumn('browser', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await schema
    .alterTable('sessions')
    .addColumn('seen_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await sql`update sessions set seen_at = created_at`.execute(db);
  await schema.createIndex('sessions_person').on('sessions').column('person_id').execute();
  await schema.alterTable('rights').addColumn('expires_at', 'bigint').execute();
  await schema.alterTable('rights').addColumn('given_for', 'text').execute();
  await schema
    .createTable('entries')
    .addColumn('attempt_hash', 'text', (c) => c.primaryKey())
    .addColumn('link_hash', 'text', (c) => c.unique())
    .addColumn('code_hash', 'text')
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('link_id', 'text', (c) => c.references('links.id'))
    .addColumn('known', 'bigint', (c) => c.notNull())
    .addColumn('tries', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await schema.createIndex('entries_email').on('entries').columns(['email', 'created_at']).execute();
  await schema
    .createTable('browsers')
    .addColumn('token_hash', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('browsers_pk', ['token_hash', 'email'])
    .execute();
  await schema.createIndex('browsers_email').on('browsers').column('email').execute();
  await schema
    .createTable('oidc_accounts')
    .addColumn('issuer', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('oidc_accounts_pk', ['issuer', 'subject'])
    .execute();
}
