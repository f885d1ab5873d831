import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw, type ZlibOptions } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { leftRoom, STATE_ROOM } from './binaryFrame.ts';
import { type Parts, partsOf } from './blocks.ts';

const compress = promisify<Uint8Array, Buffer>(deflateRaw);
const decompress = promisify<Uint8Array, ZlibOptions, Buffer>(inflateRaw);

/**
 * How a snapshot's bytes are kept (`packed`): as they are, compressed, or compressed with room before them for the headers
 * that they are sent behind, and behind their size and parts.
 */
const PLAIN = 0;
const COMPRESSED = 1;
const INDEXED = 2;
const ROOM = Buffer.alloc(STATE_ROOM);

/** Smaller ones take one page of the database, compressed or not. */
const WORTH_PACKING = 4_096;

/** State of an act up to a rank, as Yjs encodes it. */
export interface Snapshot {
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** Its state vector; `null` for those of earlier releases, which are read through to know it. */
  readonly vector: Uint8Array | null;
  /** Where its parts are; `null` or absent when that is not kept beside it. */
  readonly parts?: Parts | null;
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
  if (packed === INDEXED) {
    if (hashOf(bytes) !== hash) throw damaged();
    const { size, parts, compressed } = readIndex(bytes);
    return { seq, bytes: await inflated(compressed, size), vector, parts };
  }
  const whole = packed === COMPRESSED ? await decompress(bytes, {}) : bytes;
  if (hash !== null && hashOf(whole) !== hash) throw damaged();
  return { seq, bytes: whole, vector };
}

/** Compresses a snapshot out of the event loop, when that is worth it. */
export async function packSnapshot({ seq, bytes, vector }: Snapshot): Promise<SnapshotRow> {
  if (bytes.byteLength < WORTH_PACKING) return { seq, bytes, packed: PLAIN, vector, hash: hashOf(bytes) };
  const packed = Buffer.concat([indexOf(bytes), await compress(Buffer.concat([ROOM, bytes]))]);
  return { seq, bytes: packed, packed: INDEXED, vector, hash: hashOf(packed) };
}

/** Of so many bytes, in one piece: in many they would be copied, which takes as long. */
async function inflated(compressed: Uint8Array, size: number): Promise<Uint8Array> {
  const whole = await decompress(compressed, { chunkSize: STATE_ROOM + size + 1 });
  if (whole.byteLength !== STATE_ROOM + size) throw damaged();
  return leftRoom(whole, STATE_ROOM);
}

/** What is to be known of a state before it is read: its size, and where its parts are. */
function indexOf(state: Uint8Array): Uint8Array {
  const { blocks, deleting, deletionsAt } = partsOf(state);
  const numbers = [state.byteLength, deleting, deletionsAt, blocks.length];
  for (const { client, clock, structs, from, to } of blocks) numbers.push(client, clock, structs, from, to);
  return encoding.encode((encoder) => {
    for (const number of numbers) encoding.writeVarUint(encoder, number);
  });
}

function readIndex(bytes: Uint8Array): { size: number; parts: Parts; compressed: Uint8Array } {
  const decoder = decoding.createDecoder(bytes);
  const number = () => decoding.readVarUint(decoder);
  const [size, deleting, deletionsAt, count] = [number(), number(), number(), number()];
  const blocks = Array.from({ length: count }, () => ({
    client: number(),
    clock: number(),
    structs: number(),
    from: number(),
    to: number(),
  }));
  return { size, parts: { blocks, deleting, deletionsAt }, compressed: bytes.subarray(decoder.pos) };
}

const damaged = () => new Error('A snapshot is damaged: its bytes are not those that were written.');

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
