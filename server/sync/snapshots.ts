import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';

const compress = promisify<Uint8Array, Buffer>(deflateRaw);
const decompress = promisify<Uint8Array, Buffer>(inflateRaw);

/** Smaller ones take one page of the database, compressed or not. */
const WORTH_PACKING = 4_096;

/** State of an act up to a rank, as Yjs encodes it. */
export interface Snapshot {
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** Its state vector; `null` for those of earlier releases, which are read through to know it. */
  readonly vector: Uint8Array | null;
}

/** A snapshot as the database keeps it. */
export interface SnapshotRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly packed: number;
  readonly vector: Uint8Array | null;
  readonly hash: string | null;
}

/** @returns the last snapshot of an act up to a rank, as it is kept; `null` when there is none */
export async function snapshotRow(
  db: Db | Tx,
  actId: ActId,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<SnapshotRow | null> {
  const row = await db
    .selectFrom('act_snapshots')
    .select(['seq', 'bytes', 'packed', 'vector', 'hash'])
    .where('act_id', '=', actId)
    .where('seq', '<=', upTo)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** @throws Error when its bytes are no longer those that were written */
export async function openSnapshot({ seq, bytes, packed, vector, hash }: SnapshotRow): Promise<Snapshot> {
  const whole = packed === 1 ? await decompress(bytes) : bytes;
  if (hash !== null && hashOf(whole) !== hash)
    throw new Error('A snapshot is damaged: its bytes are not those that were written.');
  return { seq, bytes: whole, vector };
}

/** Compresses a snapshot out of the event loop, when that is worth it. */
export async function packSnapshot({ seq, bytes, vector }: Snapshot): Promise<SnapshotRow> {
  const packed = bytes.byteLength < WORTH_PACKING ? null : await compress(bytes);
  return { seq, bytes: packed ?? bytes, packed: packed === null ? 0 : 1, vector, hash: hashOf(bytes) };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
