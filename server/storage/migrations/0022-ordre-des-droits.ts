import type { Kysely } from 'kysely';

/**
 * In what order people came into an act, which gives their colour: found for one who comes back without reading the
 * rights of all the others.
 */
export async function ordreDesDroits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('rights_order')
    .on('rights')
    .columns(['act_id', 'created_at', 'person_id'])
    .execute();
}
