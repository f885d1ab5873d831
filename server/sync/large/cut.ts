import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { readFrame } from '../frames.ts';

/** A piece holds about so many bytes, and at most so many structs: what its check costs holds up nobody. */
const PIECE_BYTES = 32 * 1024;
const PIECE_STRUCTS = 1_000;
/** Ranges of what is deleted, in one piece. */
const PIECE_DELETIONS = 2_000;
/** Longest string left in one struct, in UTF-16 units. */
const STRING_UNITS = 8 * 1024;
/** Largest struct that can't be cut, in bytes: a picture, of which a page takes two megabytes. */
const MAX_STRUCT_BYTES = 4 * 1024 * 1024;

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
type Deletions = ReturnType<typeof Y.decodeUpdate>['ds'];

/** What one page says in an update, and how much of it has found its place. */
interface Queue {
  readonly structs: Struct[];
  at: number;
}

/** Why an update can't be cut. */
export type Uncut = 'illisible' | 'trop_grand';

/** Cuts the update of a message that came in parts, here or in a thread: the parts are given away. */
export type Cut = (parts: readonly Uint8Array[]) => Promise<Result<readonly Uint8Array[], Uncut>>;

/** As `cutUpdate`, of a message that carries an update. @param parts the message, in parts that follow each other */
export function cutMessage(parts: readonly Uint8Array[]): Result<readonly Uint8Array[], Uncut> {
  const frame = readFrame(Buffer.concat(parts));
  return frame.ok && 'update' in frame.value ? cutUpdate(frame.value.update) : fail('illisible');
}

/**
 * Cuts an update into small ones that say the same when taken in this order: each builds on what the document, or those
 * before it, hold; what is deleted comes last.
 * @returns the pieces; `illisible` for what Yjs can't read, or could never integrate; `trop_grand` for a single value
 *   that is larger than any page writes
 */
export function cutUpdate(update: Uint8Array): Result<readonly Uint8Array[], Uncut> {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    const queues = queuesOf(structs);
    const ordered = queues === null ? null : inOrder(queues);
    if (ordered === null) return fail('illisible');
    const pieces = new Pieces();
    for (const struct of ordered) if (!pieces.add(struct)) return fail('trop_grand');
    pieces.close();
    return ok([...pieces.done, ...deletionPieces(ds)]);
  } catch {
    // lib0 throws on any read beyond the end, Yjs on what it does not know.
    return fail('illisible');
  }
}

/** @returns what each page says; `null` when one has two lists, of which Yjs would read only the last */
function queuesOf(structs: readonly Struct[]): Map<number, Queue> | null {
  const queues = new Map<number, Queue>();
  let last: number | null = null;
  for (const struct of structs) {
    const { client } = struct.id;
    let queue = queues.get(client);
    if (queue === undefined) {
      queue = { structs: [], at: 0 };
      queues.set(client, queue);
    } else if (client !== last) return null;
    last = client;
    // A hole is where the clocks leave one.
    if (!(struct instanceof Y.Skip)) queue.structs.push(...shortened(struct));
  }
  return queues;
}

/** @returns the struct, or several that say the same where it holds a long string */
function shortened(struct: Struct): readonly Struct[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return [struct];
  const { id, rightOrigin, parent, parentSub } = struct;
  const { str } = struct.content;
  if (str.length <= STRING_UNITS) return [struct];
  const parts: Y.Item[] = [];
  for (let from = 0; from < str.length; ) {
    let to = Math.min(str.length, from + STRING_UNITS);
    // Never between the halves of a pair.
    if (to < str.length && isLow(str.charCodeAt(to))) to += 1;
    const content = new Y.ContentString(str.slice(from, to));
    const origin = from === 0 ? struct.origin : Y.createID(id.client, id.clock + from - 1);
    const start = Y.createID(id.client, id.clock + from);
    parts.push(new Y.Item(start, null, origin, null, rightOrigin, parent, parentSub, content));
    from = to;
  }
  return parts;
}

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** @returns each struct after those of the update that it builds on; `null` when they build on each other */
function inOrder(queues: ReadonlyMap<number, Queue>): readonly Struct[] | null {
  const ordered: Struct[] = [];
  for (const client of queues.keys()) {
    const path = [client];
    const onPath = new Set(path);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const queue = queues.get(top);
      const struct = queue?.structs[queue.at];
      const first = struct === undefined ? null : firstMissing(struct, queues);
      if (queue !== undefined && struct !== undefined && first === null) {
        ordered.push(struct);
        queue.at += 1;
      }
      if (struct === undefined || (first === null && path.length > 1)) {
        // Whoever waits for this page looks again.
        path.pop();
        onPath.delete(top);
      } else if (first !== null) {
        if (onPath.has(first)) return null;
        path.push(first);
        onPath.add(first);
      }
    }
  }
  return ordered;
}

/** @returns a page of the update of which something comes before `struct`; `null` for none */
function firstMissing(struct: Struct, queues: ReadonlyMap<number, Queue>): number | null {
  if (!(struct instanceof Y.Item)) return null;
  const parent: unknown = struct.parent;
  for (const id of [struct.origin, struct.rightOrigin, parent]) {
    if (!(id instanceof Y.ID) || id.client === struct.id.client) continue;
    const queue = queues.get(id.client);
    const next = queue?.structs[queue.at];
    const last = queue?.structs.at(-1);
    if (next !== undefined && last !== undefined && id.clock >= next.id.clock && id.clock < endOf(last))
      return id.client;
  }
  return null;
}

const endOf = (struct: Struct): number => struct.id.clock + struct.length;

/** What one page says in a piece: structs without a hole between them. */
interface Run {
  readonly clock: number;
  end: number;
  readonly structs: Uint8Array[];
}

class Pieces {
  readonly done: Uint8Array[] = [];
  #runs = new Map<number, Run>();
  #bytes = 0;
  #count = 0;

  /** @returns false when it is too large for any piece */
  add(struct: Struct): boolean {
    const encoder = new Y.UpdateEncoderV1();
    struct.write(encoder, 0);
    const bytes = encoding.toUint8Array(encoder.restEncoder);
    if (bytes.byteLength > MAX_STRUCT_BYTES) return false;
    const { client, clock } = struct.id;
    const known = this.#runs.get(client);
    const follows = known === undefined || known.end === clock;
    if (!follows || this.#count >= PIECE_STRUCTS || this.#bytes + bytes.byteLength > PIECE_BYTES)
      this.close();
    const run = this.#runs.get(client) ?? { clock, end: clock, structs: [] };
    this.#runs.set(client, run);
    run.structs.push(bytes);
    run.end = endOf(struct);
    this.#bytes += bytes.byteLength;
    this.#count += 1;
    return true;
  }

  close(): void {
    if (this.#runs.size === 0) return;
    const runs = this.#runs;
    this.#runs = new Map();
    this.#bytes = 0;
    this.#count = 0;
    this.done.push(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, runs.size);
        for (const [client, { clock, structs }] of runs) {
          encoding.writeVarUint(encoder, structs.length);
          encoding.writeVarUint(encoder, client);
          encoding.writeVarUint(encoder, clock);
          for (const struct of structs) encoding.writeUint8Array(encoder, struct);
        }
        // Nothing is deleted yet.
        encoding.writeVarUint(encoder, 0);
      }),
    );
  }
}

function deletionPieces({ clients }: Deletions): readonly Uint8Array[] {
  const all = [...clients].flatMap(([client, ranges]) => ranges.map((range) => ({ client, ...range })));
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < all.length; from += PIECE_DELETIONS) {
    const some = new Map<number, { clock: number; len: number }[]>();
    for (const { client, clock, len } of all.slice(from, from + PIECE_DELETIONS)) {
      const ranges = some.get(client) ?? [];
      some.set(client, ranges);
      ranges.push({ clock, len });
    }
    pieces.push(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarUint(encoder, some.size);
        for (const [client, ranges] of some) {
          encoding.writeVarUint(encoder, client);
          encoding.writeVarUint(encoder, ranges.length);
          for (const { clock, len } of ranges) {
            encoding.writeVarUint(encoder, clock);
            encoding.writeVarUint(encoder, len);
          }
        }
      }),
    );
  }
  return pieces;
}
