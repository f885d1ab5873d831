import { sql } from 'kysely';
import type { ActId } from '#shared/kernel/ids.ts';
import { locksRows } from '../storage/locks.ts';
import type { Db, Tx } from '../storage/tables.ts';
import type { LoggedUpdate } from './updateLog.ts';

/*
 * The end of a log that was not folded yet: after a crash, thousands of letters. What each row costs Node as an object
 * with bytes of its own is ten times what SQLite takes to read it, so many small ones come as one string.
 */

/** Rows that are read as they are, before the rest is asked for together. */
const FEW = 256;
/** Updates of at most so many bytes are put in one string, of so many ranks at most: 80 MB. */
const SMALL_BYTES = 4_096;
const RANKS = 10_000;

/** @returns what the log of an act holds after a rank, in order */
export async function longTail(db: Db | Tx, actId: ActId, after: number): Promise<readonly LoggedUpdate[]> {
  const tail: LoggedUpdate[] = await rowsAfter(db, actId, after).limit(FEW).execute();
  if (tail.length < FEW) return tail;
  for (let last = tail.at(-1)?.seq; last !== undefined; ) {
    const upTo = last + RANKS;
    const { small, count } = await smallOnes(db, actId, last, upTo);
    // Ranks have no hole: where all are small, the rows need not be gone through again.
    const large =
      count === small.length
        ? []
        : await rowsAfter(db, actId, last)
            .where('seq', '<=', upTo)
            .where(sql`length(bytes)`, '>', SMALL_BYTES)
            .execute();
    const window = [...small, ...large].sort((a, b) => a.seq - b.seq);
    for (const row of window) tail.push(row);
    // An empty window is the end.
    last = window.at(-1)?.seq;
  }
  return tail;
}

function rowsAfter(db: Db | Tx, actId: ActId, after: number) {
  return db
    .selectFrom('act_updates')
    .select(['seq', 'bytes'])
    .where('act_id', '=', actId)
    .where('seq', '>', after)
    .orderBy('seq');
}

/** @returns the small updates between two ranks, and how many there are of all sizes */
async function smallOnes(
  db: Db | Tx,
  actId: ActId,
  after: number,
  upTo: number,
): Promise<{ small: LoggedUpdate[]; count: number }> {
  const postgres = locksRows(db);
  // All three go through the rows in the same order, whichever it is.
  const row = await db
    .selectFrom('act_updates')
    .select((eb) => [
      eb
        .selectFrom('act_updates as all')
        .select((one) => one.fn.max('all.seq').as('last'))
        .where('all.act_id', '=', actId)
        .where('all.seq', '<=', upTo)
        .as('last'),
      joined(postgres ? 'seq::text' : 'seq', ',', postgres).as('seqs'),
      joined(postgres ? 'length(bytes)::text' : 'length(bytes)', ',', postgres).as('lengths'),
      joined(postgres ? "encode(bytes, 'hex')" : 'hex(bytes)', '', postgres).as('hex'),
    ])
    .where('act_id', '=', actId)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .where(sql`length(bytes)`, '<=', SMALL_BYTES)
    .executeTakeFirstOrThrow();
  const count = Math.max(0, (row.last ?? 0) - after);
  if (row.seqs === null) return { small: [], count };
  const lengths = row.lengths?.split(',') ?? [];
  const bytes = Buffer.from(row.hex ?? '', 'hex');
  let at = 0;
  const small = row.seqs.split(',').map((seq, rank) => {
    const start = at;
    at += Number(lengths[rank]);
    return { seq: Number(seq), bytes: bytes.subarray(start, at) };
  });
  return { small, count };
}

function joined(value: string, between: string, postgres: boolean) {
  return sql<
    string | null
  >`${sql.raw(postgres ? 'string_agg' : 'group_concat')}(${sql.raw(value)}, ${sql.lit(between)})`;
}
