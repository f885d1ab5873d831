import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { openSnapshot, snapshotRow } from './snapshots.ts';

const compress = promisify<Uint8Array, Buffer>(deflateRaw);
const decompress = promisify<Uint8Array, Buffer>(inflateRaw);

/** Updates between two keyframes of an act. */
const SPACING = 2_000;
/** Keyframes that an act may have: of a longer one they stand further apart. */
const MOST = 64;

/** State of an act after an update, as Yjs encodes it. */
export interface KnownState {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/** @param last rank of an update of the act @returns how far apart its keyframes stand, up to there, in updates */
export function spacingUpTo(last: number): number {
  return SPACING * 2 ** Math.max(0, Math.ceil(Math.log2(last / (SPACING * MOST))));
}

/** A keyframe before it is written. */
export interface Keyframe {
  readonly actId: ActId;
  readonly seq: number;
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** Compresses a state, out of the event loop. */
export async function packKeyframe(actId: ActId, { seq, bytes }: KnownState): Promise<Keyframe> {
  const packed = await compress(bytes);
  return { actId, seq, hash: hashOf(packed), bytes: packed };
}

/**
 * Keeps a keyframe, unless one stands close before or after it; where there are then too many, one in two goes.
 * @param room bytes that the keyframes of the act may take together for this one to be kept
 * @returns whether it was kept
 */
export async function keepKeyframe(
  db: Db | Tx,
  { actId, seq, hash, bytes }: Keyframe,
  room = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const rows = await db
    .selectFrom('act_keyframes')
    .select((eb) => ['seq', eb.fn<number>('length', ['bytes']).as('size')])
    .where('act_id', '=', actId)
    .orderBy('seq')
    .execute();
  const spacing = spacingUpTo(Math.max(seq, rows.at(-1)?.seq ?? 0));
  if (rows.reduce((sum, { size }) => sum + Number(size), bytes.byteLength) > room) return false;
  if (seq < spacing || rows.some((row) => Math.abs(row.seq - seq) < spacing)) return false;
  await db.insertInto('act_keyframes').values({ act_id: actId, seq, hash, bytes }).execute();
  const all = [...rows.map((row) => row.seq), seq].sort((a, b) => a - b);
  const gone = all.length > MOST ? all.filter((_, rank) => rank % 2 === 0) : [];
  if (gone.length > 0)
    await db.deleteFrom('act_keyframes').where('act_id', '=', actId).where('seq', 'in', gone).execute();
  return true;
}

/**
 * @returns the last state of an act that is known at a rank or before, from its keyframes or its snapshot; `null` when
 *   none is. A damaged keyframe is left out, and removed
 */
export async function knownState(db: Db, actId: ActId, seq: number): Promise<KnownState | null> {
  const snapshot = await snapshotRow(db, actId, seq);
  for (;;) {
    const row = await db
      .selectFrom('act_keyframes')
      .select(['seq', 'hash', 'bytes'])
      .where('act_id', '=', actId)
      .where('seq', '<=', seq)
      .where('seq', '>', snapshot?.seq ?? 0)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return snapshot === null ? null : openSnapshot(snapshot);
    if (hashOf(row.bytes) === row.hash) return { seq: row.seq, bytes: await decompress(row.bytes) };
    await db.deleteFrom('act_keyframes').where('act_id', '=', actId).where('seq', '=', row.seq).execute();
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
