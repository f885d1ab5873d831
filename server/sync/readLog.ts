import type { ActId } from '#shared/kernel/ids.ts';
import type { Db } from '../storage/tables.ts';
import { type LogRow, unpackChunk } from './chunk.ts';

/**
 * Reads the log of an act, whether its updates are rows or packed in chunks.
 * @param after rank after which to read
 * @param options `upTo`: last rank, included; `limit`: how many at most
 * @returns updates in order, all that there are within the limits
 */
export async function readLog(
  db: Db,
  actId: ActId,
  after: number,
  { upTo = Number.MAX_SAFE_INTEGER, limit = Number.MAX_SAFE_INTEGER } = {},
): Promise<readonly LogRow[]> {
  // Rows first: those that are packed in between are then read twice, never missed.
  const rows = await db
    .selectFrom('act_updates')
    .select(['seq', 'bytes', 'person_id as personId', 'at'])
    .where('act_id', '=', actId)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .limit(limit)
    .execute();
  if (rows[0]?.seq === after + 1) return rows;
  const packed: LogRow[] = [];
  for (let seen = after; packed.length < limit; ) {
    const chunk = await db
      .selectFrom('act_chunks')
      .select(['last_seq', 'bytes'])
      .where('act_id', '=', actId)
      .where('last_seq', '>', seen)
      .where('first_seq', '<=', upTo)
      .orderBy('first_seq')
      .limit(1)
      .executeTakeFirst();
    if (chunk === undefined) break;
    packed.push(...unpackChunk(chunk.bytes).filter(({ seq }) => seq > after && seq <= upTo));
    seen = chunk.last_seq;
  }
  const last = packed.at(-1)?.seq ?? after;
  return [...packed, ...rows.filter(({ seq }) => seq > last)].slice(0, limit);
}

/** @returns rank of the last update of an act received by an instant (ms since 1970), 0 when there is none */
export async function rankAt(db: Db, actId: ActId, instant: number): Promise<number> {
  const row = await db
    .selectFrom('act_updates')
    .select('seq')
    .where('act_id', '=', actId)
    .where('at', '<=', instant)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row !== undefined) return row.seq;
  const chunk = await db
    .selectFrom('act_chunks')
    .select('bytes')
    .where('act_id', '=', actId)
    .where('first_at', '<=', instant)
    .orderBy('first_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (chunk && unpackChunk(chunk.bytes).findLast(({ at }) => at <= instant)?.seq) ?? 0;
}
