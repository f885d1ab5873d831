import { WRITABLE_STATES } from '#shared/identity/states.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { locksRows } from '../storage/locks.ts';
import type { NewUpdate } from '../storage/newUpdates.ts';
import type { Db, Tx } from '../storage/tables.ts';

/** Rows per statement, under the databases' limits of bound parameters. */
const ROWS_PER_INSERT = 500;

/** Updates of one act, in order. */
type Group = readonly [ActId, readonly NewUpdate[]];

/**
 * Writes updates of several acts in one transaction, after what their logs hold. Several processes may do so at once:
 * each act's row is locked before its last rank is read, always in the order of the ids, so that nobody waits in a
 * circle. A text that was frozen in the meantime takes nothing more (S15): its updates are left out; so are those of an
 * act in which another process has given a client id to somebody else (S27).
 * @returns the rank given to the first update of each act that was written
 */
export function writeUpdates(db: Db, all: readonly Group[]): Promise<ReadonlyMap<ActId, number>> {
  // The lock of ordinary transactions is not needed, and would make every keystroke wait for every request.
  const writing = db.transaction().setIsolationLevel('read committed');
  return writing.execute(async (tx) => {
    const ids = all.map(([actId]) => actId).sort();
    if (locksRows(tx))
      await tx
        .selectFrom('acts')
        .select('id')
        .where('id', 'in', ids)
        .orderBy('id')
        .forNoKeyUpdate()
        .execute();
    const found = await tails(tx, ids);
    const last = new Map(found.map((row) => [row.id, row.last]));
    const frozen = new Set(found.filter(({ state }) => !WRITABLE_STATES.has(state)).map(({ id }) => id));
    const taken = await takenIds(tx, all);
    const groups = all.filter(([actId]) => !frozen.has(actId) && !taken.has(actId));
    const rows = groups.flatMap(([actId, updates]) =>
      updates.map((update, index) => ({
        act_id: actId,
        seq: (last.get(actId) ?? 0) + 1 + index,
        bytes: update.bytes,
        person_id: update.personId,
        at: update.at,
      })),
    );
    for (let i = 0; i < rows.length; i += ROWS_PER_INSERT)
      await tx
        .insertInto('act_updates')
        .values(rows.slice(i, i + ROWS_PER_INSERT))
        .execute();
    const authors = groups.flatMap(([actId, updates]) =>
      updates.flatMap(({ clients, personId }) =>
        personId === null ? [] : clients.map((client) => ({ act_id: actId, client, person_id: personId })),
      ),
    );
    if (authors.length > 0)
      await tx
        .insertInto('act_clients')
        .values(authors)
        .onConflict((oc) => oc.doNothing())
        .execute();
    for (const [changedAt, changed] of byInstant(groups))
      await tx.updateTable('acts').set({ changed_at: changedAt }).where('id', 'in', changed).execute();
    return new Map(groups.map(([actId]) => [actId, (last.get(actId) ?? 0) + 1]));
  });
}

/** @returns acts in which an id that is given here is already somebody else's */
async function takenIds(tx: Tx, groups: readonly Group[]): Promise<ReadonlySet<ActId>> {
  const taken = new Set<ActId>();
  for (const [actId, updates] of groups) {
    const given = new Map(updates.flatMap((one) => one.clients.map((client) => [client, one.personId])));
    if (given.size === 0) continue;
    const known = await tx
      .selectFrom('act_clients')
      .select(['client', 'person_id'])
      .where('act_id', '=', actId)
      .where('client', 'in', [...given.keys()])
      .execute();
    if (known.some((row) => given.get(row.client) !== row.person_id)) taken.add(actId);
  }
  return taken;
}

/** @returns the last rank of each act's log, 0 for an empty one; an act that does not exist is left out */
export async function lastRanks(db: Db, ids: readonly ActId[]): Promise<ReadonlyMap<ActId, number>> {
  const rows = await tails(db, ids);
  return new Map(rows.map(({ id, last }) => [id, last ?? 0]));
}

function tails(db: Db | Tx, ids: readonly ActId[]) {
  return db
    .selectFrom('acts')
    .select((eb) => [
      'id',
      'state',
      // One step down the index for each act, however long its log.
      eb
        .selectFrom('act_updates')
        .select((one) => one.fn.max('seq').as('seq'))
        .whereRef('act_id', '=', 'acts.id')
        .as('last'),
    ])
    .where('id', 'in', ids)
    .execute();
}

/** @returns acts by the instant of their last update: those of one group commit nearly always share it */
function byInstant(groups: readonly Group[]): ReadonlyMap<number, ActId[]> {
  const acts = new Map<number, ActId[]>();
  for (const [actId, updates] of groups) {
    const at = Math.max(...updates.map((update) => update.at));
    const same = acts.get(at);
    if (same) same.push(actId);
    else acts.set(at, [actId]);
  }
  return acts;
}
