import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { PersonId } from '#shared/kernel/ids.ts';
import { personIdSchema } from '#shared/kernel/ids.ts';
import { type Id, readTyped, type Typed } from './typed.ts';

/*
 * Many updates of one act in one piece, to the byte. What people type is mostly one letter after the other: of an update
 * that follows its page's last one, only the letters are kept. The rest is left to the compression, column by column.
 */

/** One update of an act's log. */
export interface LogRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly personId: PersonId | null;
  readonly at: number;
}

/** First byte of a chunk: how the others are to be read. */
const FORMAT = 1;
/** Of each update: it is kept whole, or (from 1) follows what that page typed last. */
const WHOLE = 0;

/** What a page typed last in a chunk: the next letter is expected after it. */
interface Page {
  readonly client: number;
  readonly end: number;
  readonly right: Id | null;
}

/** The pages that type in a chunk, in the order in which they are first met: the same for who writes and who reads. */
class Pages {
  readonly #pages: Page[] = [];
  readonly #ranks = new Map<number, number>();

  rankOf(client: number): number | null {
    return this.#ranks.get(client) ?? null;
  }

  at(rank: number): Page {
    const page = this.#pages[rank];
    if (page === undefined) throw new Error('A chunk of history names a page that it does not hold.');
    return page;
  }

  typed({ client, clock, length, right }: Typed): void {
    const rank = this.#ranks.get(client) ?? this.#pages.length;
    this.#ranks.set(client, rank);
    this.#pages[rank] = { client, end: clock + length, right };
  }
}

/** @returns the update by which a page types `text` after its last letter, as Yjs writes it */
function nextUpdate({ client, end, right }: Page, text: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, client, end]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, right === null ? 0x84 : 0xc4);
    for (const number of [client, end - 1]) encoding.writeVarUint(encoder, number);
    if (right !== null)
      for (const number of [right.client, right.clock]) encoding.writeVarUint(encoder, number);
    encoding.writeVarUint8Array(encoder, text);
    encoding.writeVarUint(encoder, 0);
  });
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && Buffer.compare(a, b) === 0;

/** @param rows of one act, one rank after the other @returns them as one piece, which `unpackChunk` reads */
export function packChunk(rows: readonly LogRow[]): Uint8Array {
  const people: (PersonId | null)[] = [...new Set(rows.map(({ personId }) => personId))];
  const ranks = new Map(people.map((person, rank) => [person, rank]));
  const [who, when, kinds, texts, wholes] = Array.from({ length: 5 }, () => encoding.createEncoder());
  if (!who || !when || !kinds || !texts || !wholes) throw new Error('unreachable');
  const pages = new Pages();
  let before = rows[0]?.at ?? 0;
  for (const { bytes, personId, at } of rows) {
    encoding.writeVarUint(who, ranks.get(personId) ?? 0);
    encoding.writeVarInt(when, at - before);
    before = at;
    const typed = readTyped(bytes);
    const rank = typed === null ? null : pages.rankOf(typed.client);
    const text = typed === null ? null : bytes.subarray(typed.textAt, -1);
    if (rank !== null && text !== null && same(nextUpdate(pages.at(rank), text), bytes)) {
      encoding.writeVarUint(kinds, rank + 1);
      encoding.writeVarUint8Array(texts, text);
    } else {
      encoding.writeVarUint(kinds, WHOLE);
      encoding.writeVarUint8Array(wholes, bytes);
    }
    if (typed !== null) pages.typed(typed);
  }
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, rows.length);
    encoding.writeVarUint(encoder, rows[0]?.seq ?? 0);
    encoding.writeVarUint(encoder, rows[0]?.at ?? 0);
    encoding.writeVarUint(encoder, people.length);
    for (const person of people) encoding.writeVarString(encoder, person ?? '');
    for (const column of [who, when, kinds, texts, wholes])
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(column));
  });
  return Buffer.concat([Buffer.of(FORMAT), deflateRawSync(body)]);
}

/** @returns the updates of a chunk, in order @throws Error when it is damaged, or of a later release */
export function unpackChunk(chunk: Uint8Array): readonly LogRow[] {
  if (chunk[0] !== FORMAT) throw new Error(`A chunk of history of format ${chunk[0]} can't be read.`);
  const decoder = decoding.createDecoder(inflateRawSync(chunk.subarray(1)));
  const count = decoding.readVarUint(decoder);
  const first = decoding.readVarUint(decoder);
  let at = decoding.readVarUint(decoder);
  const people: (PersonId | null)[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const person = decoding.readVarString(decoder);
    people.push(person === '' ? null : personIdSchema.parse(person));
  }
  const column = () => decoding.createDecoder(decoding.readVarUint8Array(decoder));
  const [who, when, kinds, texts, wholes] = [column(), column(), column(), column(), column()];
  const pages = new Pages();
  const rows: LogRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const personId = people[decoding.readVarUint(who)] ?? null;
    at += decoding.readVarInt(when);
    const kind = decoding.readVarUint(kinds);
    const bytes =
      kind === WHOLE
        ? decoding.readVarUint8Array(wholes)
        : nextUpdate(pages.at(kind - 1), decoding.readVarUint8Array(texts));
    const typed = readTyped(bytes);
    if (typed !== null) pages.typed(typed);
    rows.push({ seq: first + index, bytes, personId, at });
  }
  return rows;
}
