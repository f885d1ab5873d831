import * as Y from 'yjs';

/*
 * What nearly every update is: some letters that one page adds in a text, beside what the act already holds. Such an
 * update is read here in a few steps, without building what Yjs would; anything else is left to Yjs and to the whole
 * check of shared/sync/validate.ts. Yjs' encoding (version 1): number of pages; for each, number of structs, client,
 * first clock, structs; then what is deleted.
 */

/** Letters that one page adds, read from an update that says nothing else. */
export interface Typed {
  readonly client: number;
  readonly clock: number;
  /** In UTF-16 units, as Yjs counts. */
  readonly length: number;
  /** What they stand after, and before, when the update says so by an id. */
  readonly left: Id | null;
  readonly right: Id | null;
  /** The update as it came, and the part of it that is the one struct. */
  readonly update: Uint8Array;
  readonly struct: Uint8Array;
  /** Where the letters begin in the update; the byte after them is its last. */
  readonly textAt: number;
}

export interface Id {
  readonly client: number;
  readonly clock: number;
}

const HAS_LEFT = 0x80;
const HAS_RIGHT = 0x40;
/** Low bits of a struct's first byte when its content is a string. */
const STRING = 4;
/** Longer updates are not letters. */
const MAX_BYTES = 1_024;

/** Reads bytes one after the other; `ok` falls when they are not what is expected. */
class Reader {
  readonly bytes: Uint8Array;
  at = 0;
  ok = true;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    this.at += 1;
    if (byte === undefined) this.ok = false;
    return byte ?? 0;
  }

  /** A number of at most 53 bits, seven by seven, the lowest first. */
  number(): number {
    let value = 0;
    for (let unit = 1; unit < 2 ** 53; unit *= 128) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (byte < 128) {
        if (value > Number.MAX_SAFE_INTEGER) this.ok = false;
        return value;
      }
    }
    this.ok = false;
    return 0;
  }

  id(): Id {
    return { client: this.number(), clock: this.number() };
  }

  /** A string of characters of at most three bytes each. @returns its length in UTF-16 units */
  text(): number {
    const end = this.number() + this.at;
    let length = 0;
    while (this.ok && this.at < end) {
      const first = this.byte();
      if (first >= 0x80) {
        const more = first >= 0xe0 ? 2 : 1;
        let code = first & (more === 2 ? 0x0f : 0x1f);
        for (let i = 0; i < more; i += 1) {
          const next = this.byte();
          if ((next & 0xc0) !== 0x80) this.ok = false;
          code = (code << 6) | (next & 0x3f);
        }
        // Four bytes, a needlessly long writing or half a pair: left to the decoder that Yjs uses.
        const whole =
          first >= 0xc2 &&
          first < 0xf0 &&
          code >= (more === 2 ? 0x800 : 0x80) &&
          (code < 0xd800 || code > 0xdfff);
        if (!whole) this.ok = false;
      }
      length += 1;
    }
    if (this.at !== end) this.ok = false;
    return length;
  }
}

/** @returns the letters that an update adds; `null` when it says anything else, or in another way */
export function readTyped(update: Uint8Array): Typed | null {
  if (update.byteLength > MAX_BYTES || update[0] !== 1 || update[1] !== 1) return null;
  const reader = new Reader(update);
  reader.at = 2;
  const client = reader.number();
  const clock = reader.number();
  const start = reader.at;
  const info = reader.byte();
  if ((info & ~(HAS_LEFT | HAS_RIGHT)) !== STRING || info === STRING) return null;
  const left = (info & HAS_LEFT) === 0 ? null : reader.id();
  const right = (info & HAS_RIGHT) === 0 ? null : reader.id();
  const textStart = reader.at;
  const length = reader.text();
  const end = reader.at;
  const nothingDeleted = reader.byte() === 0;
  if (!reader.ok || !nothingDeleted || length === 0 || reader.at !== update.byteLength) return null;
  const struct = update.subarray(start, end);
  // The length of a string of this size takes one or two bytes.
  const textAt = textStart + (end - textStart - 1 > 127 ? 2 : 1);
  return { client, clock, length, left, right, update, struct, textAt };
}

/**
 * @param all in the order in which they were taken: those of one page follow each other
 * @returns one update that says what several say
 */
export function joinTyped(all: readonly Typed[]): Uint8Array {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only.update;
  const pages = new Map<number, Typed[]>();
  for (const typed of all) {
    const same = pages.get(typed.client);
    if (same) same.push(typed);
    else pages.set(typed.client, [typed]);
  }
  let size = 2 * MOST_BYTES;
  for (const { struct } of all) size += struct.byteLength;
  size += pages.size * 3 * MOST_BYTES;
  const bytes = Buffer.allocUnsafe(size);
  let at = writeNumber(bytes, 0, pages.size);
  // As Yjs sorts them.
  for (const [client, structs] of [...pages].sort(([a], [b]) => b - a)) {
    at = writeNumber(bytes, at, structs.length);
    at = writeNumber(bytes, at, client);
    at = writeNumber(bytes, at, structs[0]?.clock ?? 0);
    for (const { struct } of structs) {
      bytes.set(struct, at);
      at += struct.byteLength;
    }
  }
  at = writeNumber(bytes, at, 0);
  return bytes.subarray(0, at);
}

/** Letters that are joined at once. */
const MAX_RUN = 1_000;

/**
 * @param updates of one act, in the order of its log
 * @returns fewer updates that say the same: letters that come one after the other are joined, for Yjs takes many at once
 *   in a fraction of the time
 */
export function joinRuns(updates: Iterable<Uint8Array>): readonly Uint8Array[] {
  const joined: Uint8Array[] = [];
  /** First clock that each page of the run has not used: what comes after a hole is not joined to what is before. */
  const ends = new Map<number, number>();
  let run: Typed[] = [];
  const close = () => {
    if (run.length > 0) joined.push(joinTyped(run));
    run = [];
    ends.clear();
  };
  for (const update of updates) {
    const typed = readTyped(update);
    if (typed === null) {
      close();
      joined.push(update);
      continue;
    }
    if (run.length === MAX_RUN || (ends.get(typed.client) ?? typed.clock) !== typed.clock) close();
    run.push(typed);
    ends.set(typed.client, typed.clock + typed.length);
  }
  close();
  return joined;
}

/** Bytes of the longest number. */
export const MOST_BYTES = 8;

/** @returns where the next byte goes */
export function writeNumber(bytes: Uint8Array, start: number, number: number): number {
  let at = start;
  let left = number;
  while (left > 127) {
    bytes[at] = 128 | (left % 128);
    left = Math.floor(left / 128);
    at += 1;
  }
  bytes[at] = left;
  return at + 1;
}

/** Letters taken that are not in the living document yet: many are put in at once. */
export class TypedTail {
  #letters: Typed[] = [];
  /** First clock that each page has not used, for those that have letters here. */
  readonly #ends = new Map<number, number>();

  get size(): number {
    return this.#letters.length;
  }

  /**
   * @param doc the act without these letters
   * @returns true when the whole check [P2] would take the letters: they follow what their page wrote, stand beside what
   *   the act holds, and in a text. False when it takes the whole check to tell
   */
  accepts({ client, clock, left, right }: Typed, doc: Y.Doc): boolean {
    if (clock !== this.#stateOf(client, doc)) return false;
    if (left !== null && !this.#holds(left, doc)) return false;
    if (right !== null && !this.#holds(right, doc)) return false;
    const neighbour = left ?? right;
    return neighbour !== null && this.#inText(neighbour, doc);
  }

  add(typed: Typed): void {
    this.#letters.push(typed);
    this.#ends.set(typed.client, typed.clock + typed.length);
  }

  /** @returns one update of all the letters, which are then the document's; `null` when there is none */
  take(): Uint8Array | null {
    if (this.#letters.length === 0) return null;
    const update = joinTyped(this.#letters);
    this.#letters = [];
    this.#ends.clear();
    return update;
  }

  #stateOf(client: number, doc: Y.Doc): number {
    return this.#ends.get(client) ?? Y.getState(doc.store, client);
  }

  #holds({ client, clock }: Id, doc: Y.Doc): boolean {
    return clock < this.#stateOf(client, doc);
  }

  /** Letters of the tail stand in texts; what the document has forgotten, or an attribute, is for the whole check. */
  #inText(id: Id, doc: Y.Doc): boolean {
    if (id.clock >= Y.getState(doc.store, id.client)) return true;
    const struct: unknown = Y.getItem(doc.store, Y.createID(id.client, id.clock));
    return struct instanceof Y.Item && struct.parent instanceof Y.XmlText && struct.parentSub === null;
  }
}
