import { sql } from 'kysely';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { fewLengths } from '../storage/fewLengths.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { longTail } from './longTail.ts';
import type { SnapshotRow } from './snapshots.ts';

/** What the database holds of one act: its last snapshot, and what follows it in the log. */
export interface StoredRows {
  readonly snapshot: SnapshotRow | null;
  readonly updates: readonly { readonly seq: number; readonly bytes: Uint8Array }[];
  /** Which person each Yjs client id belongs to. */
  readonly authors: readonly (readonly [client: number, person: PersonId])[];
}

/** @returns what the database holds of some acts, all at one moment */
export async function storedActs(db: Db, actIds: readonly ActId[]): Promise<(actId: ActId) => StoredRows> {
  const acts = [...new Set(actIds)];
  // One state of all tables; nothing is written, so nothing has to wait.
  const reading = db.transaction().setAccessMode('read only').setIsolationLevel('repeatable read');
  const { snapshots, updates, authors } = await reading.execute(async (tx) => {
    const last = await lastSnapshots(tx, acts);
    const snapshots = new Map(last.map((row) => [row.act_id, row]));
    const after = acts.map((act) => [act, snapshots.get(act)?.seq ?? 0] as const);
    const [alone] = after;
    return {
      snapshots,
      // A crowd's acts together, each of which nobody waits for alone; one by itself may be long.
      updates:
        alone !== undefined && after.length === 1
          ? new Map([[alone[0], [...(await longTail(tx, ...alone))]]])
          : byAct(await updatesAfter(tx, after)),
      authors: byAct(await authorsIn(tx, acts)),
    };
  });
  return (actId) => ({
    snapshot: snapshots.get(actId) ?? null,
    // They come in order as a rule, but nothing says so: sorting by the database would copy them all.
    updates: (updates.get(actId) ?? []).sort((a, b) => a.seq - b.seq),
    authors: (authors.get(actId) ?? []).map((row) => [row.client, row.person_id] as const),
  });
}

function lastSnapshots(tx: Tx, actIds: readonly ActId[]) {
  return tx
    .selectFrom('act_snapshots')
    .select(['act_id', 'seq', 'bytes', 'packed', 'vector', 'hash'])
    .where('act_id', 'in', fewLengths(actIds))
    .where(({ eb, selectFrom }) =>
      eb(
        'seq',
        '=',
        selectFrom('act_snapshots as last')
          .select((last) => last.fn.max('last.seq').as('seq'))
          .whereRef('last.act_id', '=', 'act_snapshots.act_id'),
      ),
    )
    .execute();
}

/** @param after rank after which to read, of each act */
function updatesAfter(tx: Tx, after: readonly (readonly [ActId, number])[]) {
  // SQLite finds the rows of each act by their ranks only where these are named beside it.
  const asked = fewLengths(after).map(([actId, seq]) => sql`(${actId}, cast(${seq} as bigint))`);
  return tx
    .with('asked(act, after)', () => sql<{ act: ActId; after: number }>`(values ${sql.join(asked)})`)
    .selectFrom('asked')
    .innerJoin('act_updates', (join) =>
      join.onRef('act_updates.act_id', '=', 'asked.act').onRef('act_updates.seq', '>', 'asked.after'),
    )
    .select(['act_updates.act_id', 'act_updates.seq', 'act_updates.bytes'])
    .execute();
}

/** @returns which person each Yjs client id belongs to, in some acts */
export function authorsIn(db: Db | Tx, actIds: readonly ActId[]) {
  return db
    .selectFrom('act_clients')
    .select(['act_id', 'client', 'person_id'])
    .where('act_id', 'in', fewLengths(actIds))
    .execute();
}

function byAct<Row extends { readonly act_id: ActId }>(rows: readonly Row[]): ReadonlyMap<ActId, Row[]> {
  const groups = new Map<ActId, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.act_id);
    if (group === undefined) groups.set(row.act_id, [row]);
    else group.push(row);
  }
  return groups;
}
