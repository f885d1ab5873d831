import type { ActId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';

/** How many are remembered of one act; the oldest go first. Sheets change a few times a year. */
const MAX_KEPT = 200;

/** @returns the proposals that the draft of an act has answered by keeping what it says, the last one first */
export async function keptProposals(db: Db | Tx, actId: ActId): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('act_kept_proposals')
    .select('name')
    .where('act_id', '=', actId)
    .orderBy('at', 'desc')
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}

/** Remembers that a draft keeps what it says. */
export async function keepProposal(tx: Tx, actId: ActId, name: string, now: number): Promise<void> {
  await tx
    .insertInto('act_kept_proposals')
    .values({ act_id: actId, name, at: now })
    .onConflict((oc) => oc.columns(['act_id', 'name']).doUpdateSet({ at: now }))
    .execute();
  const old = (await keptProposals(tx, actId)).slice(MAX_KEPT);
  if (old.length > 0)
    await tx.deleteFrom('act_kept_proposals').where('act_id', '=', actId).where('name', 'in', old).execute();
}
