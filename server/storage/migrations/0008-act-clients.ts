import type { Kysely } from 'kysely';

/** Which person each Yjs client id of an act belongs to. Those of before belong to nobody until somebody writes. */
export async function actClients(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('act_clients')
    .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
    .addColumn('client', 'bigint', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addPrimaryKeyConstraint('act_clients_pk', ['act_id', 'client'])
    .execute();
}
