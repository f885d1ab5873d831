import { type Kysely, sql } from 'kysely';

/** What the update of rows needs to know of the first tables. */
interface FirstTables {
  organisations: { id: string; maison: number; changed_at: number; created_at: number };
  memberships: { person_id: string; organisation_id: string; role: string; created_at: number };
  links: { person_id: string; organisation_id: string };
}

/**
 * The sheets of organisations with their history, what each person is in theirs, and the clauses of the house.
 * Booleans are 0 or 1; days are ISO texts.
 */
export async function annuaireEtClausier(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const empty = ['forme', 'siege', 'siren', 'rna'] as const;
  for (const column of empty)
    await schema
      .alterTable('organisations')
      .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
      .execute();
  for (const column of ['publique', 'maison', 'changed_at'] as const)
    await schema
      .alterTable('organisations')
      .addColumn(column, 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
  await schema
    .alterTable('organisations')
    .addColumn('version', 'bigint', (c) => c.notNull().defaultTo(1))
    .execute();
  await schema
    .alterTable('memberships')
    .addColumn('role', 'text', (c) => c.notNull().defaultTo('membre'))
    .execute();
  await schema.alterTable('acts').addColumn('clauses', 'text').execute();

  await schema
    .createTable('representatives')
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisations.id'))
    .addColumn('rank', 'bigint', (c) => c.notNull())
    .addColumn('civilite', 'text', (c) => c.notNull())
    .addColumn('nom', 'text', (c) => c.notNull())
    .addColumn('capacite', 'text', (c) => c.notNull())
    .addColumn('du', 'text')
    .addColumn('au', 'text')
    .addPrimaryKeyConstraint('representatives_pk', ['organisation_id', 'rank'])
    .execute();
  await schema
    .createTable('organisation_facts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisations.id'))
    .addColumn('cle', 'text', (c) => c.notNull())
    .addColumn('libelle', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('valeur', 'text', (c) => c.notNull())
    .addColumn('date', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.references('people.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('organisation_facts_of')
    .on('organisation_facts')
    .column('organisation_id')
    .execute();
  await schema
    .createTable('organisation_presentations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisations.id'))
    .addColumn('texte', 'text', (c) => c.notNull())
    .addColumn('date', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.references('people.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('organisation_presentations_of')
    .on('organisation_presentations')
    .column('organisation_id')
    .execute();

  await schema
    .createTable('clauses')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('clause', 'text', (c) => c.notNull())
    .addColumn('famille', 'text', (c) => c.notNull())
    .addColumn('variante', 'text', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('origine', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('clauses_version', ['clause', 'origine', 'version'])
    .execute();
  await schema
    .createTable('clause_decisions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('clause_id', 'text', (c) => c.notNull().references('clauses.id'))
    .addColumn('etat', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('clause_decisions_of').on('clause_decisions').column('clause_id').execute();

  await vouchForThoseWhoAreHere(db as Kysely<FirstTables>);
}

/** Whoever set the server up is its administrateur, their organisation the house; whoever came by a link is invité. */
async function vouchForThoseWhoAreHere(db: Kysely<FirstTables>): Promise<void> {
  await sql`update organisations set changed_at = created_at`.execute(db);
  const founder = await db
    .selectFrom('memberships')
    .select(['person_id', 'organisation_id'])
    .orderBy('created_at')
    .orderBy('person_id')
    .limit(1)
    .executeTakeFirst();
  if (founder === undefined) return;
  await db
    .updateTable('memberships')
    .set({ role: 'invite' })
    .where('organisation_id', '!=', founder.organisation_id)
    .where('person_id', 'in', (eb) => eb.selectFrom('links').select('links.person_id'))
    .execute();
  await db
    .updateTable('memberships')
    .set({ role: 'administrateur' })
    .where('person_id', '=', founder.person_id)
    .execute();
  await db
    .updateTable('organisations')
    .set({ maison: 1 })
    .where('id', '=', founder.organisation_id)
    .execute();
}
