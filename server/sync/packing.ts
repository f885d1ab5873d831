import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import type { Db } from '../storage/tables.ts';
import { type LogRow, packChunk, unpackChunk } from './chunk.ts';

/** Updates in a chunk: enough to compress well, few enough to be read for one of them. */
const CHUNK = 1_000;
/** Fewer are left as rows for the next time. */
const LEAST = 200;
/** Last updates that stay rows: what is asked for all the time. */
const KEPT = 100;

/**
 * Packs the older updates of an act, which its snapshot holds, in chunks. Nothing is lost: each chunk is read again, as
 * the database keeps it, and compared with the rows that it replaces, before they go.
 * @param upTo rank that the snapshot goes up to
 * @returns how many updates were packed
 */
export async function packHistory(db: Db, actId: ActId, upTo: number): Promise<number> {
  for (let packed = 0; ; ) {
    const rows = await db
      .selectFrom('act_updates')
      .select(['seq', 'bytes', 'person_id as personId', 'at'])
      .where('act_id', '=', actId)
      .where('seq', '<=', upTo - KEPT)
      .orderBy('seq')
      .limit(CHUNK)
      .execute();
    if (rows.length < LEAST) return packed;
    await packRows(db, actId, rows);
    packed += rows.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function packRows(db: Db, actId: ActId, rows: readonly LogRow[]): Promise<void> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return;
  const bytes = packChunk(rows);
  const counts = new Map<PersonId, number>();
  for (const { personId } of rows)
    if (personId !== null) counts.set(personId, (counts.get(personId) ?? 0) + 1);
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('act_chunks')
      .values({
        act_id: actId,
        first_seq: first.seq,
        last_seq: last.seq,
        first_at: first.at,
        last_at: last.at,
        bytes,
      })
      .execute();
    const people = [...counts].map(([person_id, updates]) => ({
      act_id: actId,
      first_seq: first.seq,
      person_id,
      updates,
    }));
    if (people.length > 0) await tx.insertInto('act_chunk_people').values(people).execute();
    const kept = await tx
      .selectFrom('act_chunks')
      .select('bytes')
      .where('act_id', '=', actId)
      .where('first_seq', '=', first.seq)
      .executeTakeFirstOrThrow();
    requireSame(rows, unpackChunk(kept.bytes), actId);
    const gone = await tx
      .deleteFrom('act_updates')
      .where('act_id', '=', actId)
      .where('seq', '>=', first.seq)
      .where('seq', '<=', last.seq)
      .executeTakeFirst();
    if (Number(gone.numDeletedRows) !== rows.length)
      throw new Error(`The history of ${actId} changed while it was packed: it is left as it is.`);
  });
}

function requireSame(rows: readonly LogRow[], read: readonly LogRow[], actId: ActId): void {
  const same =
    rows.length === read.length &&
    rows.every(({ seq, personId, at, bytes }, index) => {
      const other = read[index];
      return (
        other !== undefined &&
        other.seq === seq &&
        other.personId === personId &&
        other.at === at &&
        Buffer.compare(bytes, other.bytes) === 0
      );
    });
  if (!same) throw new Error(`The history of ${actId} does not read as it was: it is left as it is.`);
}
