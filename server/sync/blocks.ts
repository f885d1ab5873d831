import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { leftRoom, STATE_ROOM } from './binaryFrame.ts';
import { type Id, MOST_BYTES, readTyped, type Typed, writeNumber } from './typed.ts';

/*
 * The end of a log put behind a snapshot without reading the snapshot's text: of Yjs' encoding (version 1), only where
 * the structs of each page end has to be known. Reading through a text that was typed letter by letter all over takes
 * as long as everything else that opening it asks for, many times over.
 */

const GC = 0;
const SKIP = 10;

/** The structs of one page in an update. */
interface Block {
  readonly client: number;
  readonly clock: number;
  readonly structs: number;
  /** Where its structs begin and end. */
  readonly from: number;
  readonly to: number;
}

/** An update cut in its parts, without building what it says. */
export interface Parts {
  readonly blocks: readonly Block[];
  /** How many pages have deletions, and where these are said: up to the end. */
  readonly deleting: number;
  readonly deletionsAt: number;
}

/** @throws Error when the update can't be read */
export function partsOf(update: Uint8Array): Parts {
  const decoder = decoding.createDecoder(update);
  const blocks: Block[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const structs = decoding.readVarUint(decoder);
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const from = decoder.pos;
    for (let i = 0; i < structs; i += 1) skipStruct(decoder);
    blocks.push({ client, clock, structs, from, to: decoder.pos });
  }
  const deleting = decoding.readVarUint(decoder);
  return { blocks, deleting, deletionsAt: decoder.pos };
}

function skipStruct(decoder: decoding.Decoder): void {
  const info = decoding.readUint8(decoder);
  const kind = info & 0x1f;
  if (info === GC || kind === SKIP) {
    skipNumber(decoder);
    return;
  }
  const hasLeft = (info & 0x80) !== 0;
  const hasRight = (info & 0x40) !== 0;
  if (hasLeft) skipId(decoder);
  if (hasRight) skipId(decoder);
  if (!hasLeft && !hasRight) {
    if (decoding.readVarUint(decoder) === 1) skipBytes(decoder);
    else skipId(decoder);
    if ((info & 0x20) !== 0) skipBytes(decoder);
  }
  skipContent(decoder, kind);
}

/** Kinds of content, by Yjs' numbers. */
function skipContent(decoder: decoding.Decoder, kind: number): void {
  switch (kind) {
    case 1:
      skipNumber(decoder);
      return;
    case 2:
      for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) skipBytes(decoder);
      return;
    case 3:
    case 4:
    case 5:
      skipBytes(decoder);
      return;
    case 6:
      skipBytes(decoder);
      skipBytes(decoder);
      return;
    case 7: {
      const type = decoding.readVarUint(decoder);
      // The two kinds of XML elements have a name.
      if (type === 3 || type === 5) skipBytes(decoder);
      return;
    }
    case 8:
      for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) decoding.readAny(decoder);
      return;
    case 9:
      skipBytes(decoder);
      decoding.readAny(decoder);
      return;
    default:
      throw new Error(`Content of kind ${kind} is unknown.`);
  }
}

function skipNumber(decoder: decoding.Decoder): void {
  while (decoding.readUint8(decoder) >= 0x80);
}

function skipId(decoder: decoding.Decoder): void {
  skipNumber(decoder);
  skipNumber(decoder);
}

/** Bytes, or a string, after their length. */
function skipBytes(decoder: decoding.Decoder): void {
  const length = decoding.readVarUint(decoder);
  decoder.pos += length;
  if (decoder.pos > decoder.arr.length) throw new Error('An update ends before it should.');
}

/** A state as newcomers are sent it. */
export interface Whole {
  readonly bytes: Uint8Array;
  readonly vector: Uint8Array;
}

/**
 * Puts the end of a log behind a state.
 * @param state with its parts, where these are known
 * @param updates what follows in the log, in order
 * @returns what applying all gives, or `null` when that can't be told at sight: an update leaves a hole, repeats what is
 *   there or builds on what is not
 * @throws Error when something can't be read
 */
export function appended(
  state: Whole & { readonly parts: Parts | null },
  updates: readonly Uint8Array[],
): Whole | null {
  const ends = new Map(Y.decodeStateVector(state.vector));
  const tails = new Map<number, TailOfPage>();
  const tailFrom = ({ client, clock }: Id) => {
    const known = tails.get(client);
    if (known !== undefined) return known;
    const made = new TailOfPage(clock);
    tails.set(client, made);
    return made;
  };
  const deletions: Deletions[] = [];
  for (const update of updates) {
    const typed = readTyped(update);
    if (typed !== null) {
      if (!follows(ends, typed)) return null;
      tailFrom(typed).type(typed);
      ends.set(typed.client, typed.clock + typed.length);
      continue;
    }
    const { structs, ds } = Y.decodeUpdate(update);
    if (!allFollow(ends, structs, ds)) return null;
    for (const block of partsOf(update).blocks)
      tailFrom(block).add(block.structs, update.subarray(block.from, block.to));
    if (ds.clients.size > 0) deletions.push(ds);
  }
  const parts = state.parts ?? partsOf(state.bytes);
  return { bytes: joined(state.bytes, parts, tails, deletions), vector: Y.encodeStateVector(ends) };
}

type Deletions = ReturnType<typeof Y.decodeUpdate>['ds'];

/** What one page added since a state: its structs, those of letters that follow each other made one. */
class TailOfPage {
  /** Of its first struct. */
  readonly clock: number;
  readonly pieces: Uint8Array[] = [];
  structs = 0;
  bytes = 0;
  /** Letters that go on: the struct of the first ones, without its text, and the text so far. */
  #run: { readonly head: Uint8Array; readonly right: Id | null; readonly texts: Uint8Array[] } | null = null;
  #end = 0;

  constructor(clock: number) {
    this.clock = clock;
  }

  type({ client, clock, length, left, right, update, struct, textAt }: Typed): void {
    const text = update.subarray(textAt, -1);
    const goesOn =
      this.#run !== null && left?.client === client && left.clock === clock - 1 && this.#end === clock;
    if (goesOn && this.#run !== null && sameId(this.#run.right, right)) this.#run.texts.push(text);
    else {
      this.close();
      const start = update.byteLength - 1 - struct.byteLength;
      const head = update.subarray(start, textAt - lengthOf(text.byteLength));
      this.#run = { head, right, texts: [text] };
    }
    this.#end = clock + length;
  }

  add(structs: number, bytes: Uint8Array): void {
    this.close();
    this.#push(structs, bytes);
  }

  /** Ends what goes on. */
  close(): void {
    if (this.#run === null) return;
    const { head, texts } = this.#run;
    this.#run = null;
    const size = texts.reduce((sum, text) => sum + text.byteLength, 0);
    const bytes = Buffer.allocUnsafe(head.byteLength + MOST_BYTES + size);
    bytes.set(head);
    let at = writeNumber(bytes, head.byteLength, size);
    for (const text of texts) {
      bytes.set(text, at);
      at += text.byteLength;
    }
    this.#push(1, bytes.subarray(0, at));
  }

  #push(structs: number, bytes: Uint8Array): void {
    this.structs += structs;
    this.bytes += bytes.byteLength;
    this.pieces.push(bytes);
  }
}

const sameId = (a: Id | null, b: Id | null) => a?.client === b?.client && a?.clock === b?.clock;

/** @returns how many bytes a number takes */
function lengthOf(number: number): number {
  let length = 1;
  for (let left = number; left > 127; left = Math.floor(left / 128)) length += 1;
  return length;
}

/** @returns the state, with what each page added behind what it had */
function joined(
  state: Uint8Array,
  before: Parts,
  tails: ReadonlyMap<number, TailOfPage>,
  deletions: readonly Deletions[],
): Uint8Array {
  const known = new Map(before.blocks.map((block) => [block.client, block]));
  // Yjs writes the pages by their numbers, the highest first.
  const clients = [...new Set([...known.keys(), ...tails.keys()])].sort((a, b) => b - a);
  for (const tail of tails.values()) tail.close();
  const deleted = [...Y.mergeDeleteSets([...deletions]).clients].filter(([, ranges]) => ranges.length > 0);
  let size = STATE_ROOM + state.byteLength + 2 * MOST_BYTES;
  for (const tail of tails.values()) size += tail.bytes + 3 * MOST_BYTES;
  size += clients.length * 3 * MOST_BYTES;
  for (const [, ranges] of deleted) size += 2 * MOST_BYTES * (ranges.length + 1);
  const bytes = Buffer.allocUnsafeSlow(size);
  let at = STATE_ROOM;
  const number = (value: number) => {
    at = writeNumber(bytes, at, value);
  };
  const copy = (piece: Uint8Array) => {
    bytes.set(piece, at);
    at += piece.byteLength;
  };
  number(clients.length);
  for (const client of clients) {
    const [block, tail] = [known.get(client), tails.get(client)];
    number((block?.structs ?? 0) + (tail?.structs ?? 0));
    number(client);
    number(block?.clock ?? tail?.clock ?? 0);
    if (block) copy(state.subarray(block.from, block.to));
    for (const piece of tail?.pieces ?? []) copy(piece);
  }
  number(before.deleting + deleted.length);
  copy(state.subarray(before.deletionsAt));
  for (const [client, ranges] of deleted) {
    number(client);
    number(ranges.length);
    for (const { clock, len } of ranges) {
      number(clock);
      number(len);
    }
  }
  return leftRoom(bytes.subarray(0, at), STATE_ROOM);
}

/** @param ends where each page's structs end @returns whether letters come next to what is there */
function follows(ends: ReadonlyMap<number, number>, { client, clock, left, right }: Typed): boolean {
  const held = (id: Id | null) => id === null || id.clock < (ends.get(id.client) ?? 0);
  return clock === (ends.get(client) ?? 0) && held(left) && held(right);
}

/** @param ends where each page's structs end, moved by those of an update @returns whether it builds on nothing else */
function allFollow(
  ends: Map<number, number>,
  structs: ReturnType<typeof Y.decodeUpdate>['structs'],
  ds: Deletions,
): boolean {
  for (const struct of structs) {
    if (struct instanceof Y.Skip || struct.id.clock !== (ends.get(struct.id.client) ?? 0)) return false;
    ends.set(struct.id.client, struct.id.clock + struct.length);
  }
  const held = ({ client, clock }: Y.ID) => clock < (ends.get(client) ?? 0);
  const builds = structs.every((struct) => {
    if (!(struct instanceof Y.Item)) return true;
    // As it is read, an item's parent is an id, a name or nothing.
    const named = struct.parent as unknown;
    return [struct.origin, struct.rightOrigin, named instanceof Y.ID ? named : null].every(
      (id) => id === null || held(id),
    );
  });
  return (
    builds &&
    [...ds.clients].every(([client, ranges]) =>
      ranges.every(({ clock, len }) => clock + len <= (ends.get(client) ?? 0)),
    )
  );
}
