import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

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
interface Parts {
  readonly blocks: readonly Block[];
  /** How many pages have deletions, and where these are said: up to the end. */
  readonly deleting: number;
  readonly deletionsAt: number;
}

function partsOf(update: Uint8Array): Parts {
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

/** Updates merged at once: Yjs' merge looks at all of them for each run that it writes. */
const MERGED = 32;

/** @returns updates as one, holes left open */
export function merged(updates: readonly Uint8Array[]): Uint8Array {
  let parts = updates;
  while (parts.length > 1) {
    const fewer: Uint8Array[] = [];
    for (let i = 0; i < parts.length; i += MERGED) fewer.push(Y.mergeUpdates(parts.slice(i, i + MERGED)));
    parts = fewer;
  }
  return parts[0] ?? Y.mergeUpdates([]);
}

/** A state as newcomers are sent it. */
export interface Whole {
  readonly bytes: Uint8Array;
  readonly vector: Uint8Array;
}

/**
 * Puts an update behind a state.
 * @param tail what follows in the log, as one update
 * @returns what applying both gives, or `null` when that can't be told at sight: the update leaves a hole, repeats what the
 *   state holds or builds on what it lacks
 * @throws Error when either can't be read
 */
export function appended(state: Whole, tail: Uint8Array): Whole | null {
  const ends = new Map(Y.decodeStateVector(state.vector));
  if (!follows(ends, tail)) return null;
  const before = partsOf(state.bytes);
  const after = partsOf(tail);
  const more = new Map(after.blocks.map((block) => [block.client, block]));
  // Yjs writes the pages by their numbers, the highest first.
  const clients = [...new Set([...before.blocks, ...after.blocks].map(({ client }) => client))];
  clients.sort((a, b) => b - a);
  const known = new Map(before.blocks.map((block) => [block.client, block]));
  const bytes = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients.length);
    for (const client of clients) {
      const [one, other] = [known.get(client), more.get(client)];
      encoding.writeVarUint(encoder, (one?.structs ?? 0) + (other?.structs ?? 0));
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, one?.clock ?? other?.clock ?? 0);
      if (one) encoding.writeUint8Array(encoder, state.bytes.subarray(one.from, one.to));
      if (other) encoding.writeUint8Array(encoder, tail.subarray(other.from, other.to));
    }
    encoding.writeVarUint(encoder, before.deleting + after.deleting);
    encoding.writeUint8Array(encoder, state.bytes.subarray(before.deletionsAt));
    encoding.writeUint8Array(encoder, tail.subarray(after.deletionsAt));
  });
  return { bytes, vector: Y.encodeStateVector(ends) };
}

/** @param ends where each page's structs end, moved by those of `tail` @returns whether it builds on nothing else */
function follows(ends: Map<number, number>, tail: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(tail);
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
