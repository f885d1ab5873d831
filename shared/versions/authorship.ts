import * as Y from 'yjs';
import {
  childrenOf,
  contentOf,
  eachBlock,
  idOf,
  isElement,
  isTextBlock,
} from '#shared/document/operations/elements.ts';
import type { PersonId } from '#shared/kernel/ids.ts';
import { wholeWords } from './whole-words.ts';

/** Rule A3: what one person sent within so long is told as one. Milliseconds. */
const TOGETHER_MS = 10 * 60_000;

/** Who wrote something, and when, as the server recorded it. `null`: the server itself. */
export interface Authorship {
  readonly author: PersonId | null;
  /** Rule A2: who sent it, when that is somebody else; undefined when it is the author. */
  readonly sender: PersonId | null | undefined;
  /** When the first and the last of it were received, milliseconds since 1970. */
  readonly since: number;
  readonly until: number;
}

interface Run {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly sender: PersonId | null;
  readonly since: number;
  readonly until: number;
}

/** Who sent each thing that was ever inserted in an act: built from its log, update after update. */
export class AuthorshipIndex {
  /** Of each Yjs client: the clocks received, sorted, none twice. */
  readonly #runs = new Map<number, Run[]>();
  readonly #owners = new Map<number, PersonId | null>();
  #seq = 0;

  /** Rank of the last update taken. */
  get seq(): number {
    return this.#seq;
  }

  /**
   * Takes the next update of the log. What was received before stays its first sender's (rule A1).
   * @param update bytes that the act has applied
   */
  add(line: { seq: number; bytes: Uint8Array; personId: PersonId | null; at: number }): void {
    this.#seq = line.seq;
    for (const struct of Y.decodeUpdate(line.bytes).structs) {
      if (struct instanceof Y.Skip) continue;
      const { client, clock } = struct.id;
      if (!this.#owners.has(client)) this.#owners.set(client, line.personId);
      this.#receive(client, clock, clock + struct.length, line.personId, line.at);
    }
  }

  #receive(client: number, from: number, to: number, sender: PersonId | null, at: number): void {
    const runs = this.#runs.get(client) ?? [];
    this.#runs.set(client, runs);
    let rank = lastFrom(runs, from);
    let start = Math.max(from, runs[rank]?.to ?? from);
    while (start < to) {
      const end = Math.min(to, runs[rank + 1]?.from ?? to);
      if (start < end) {
        const before = runs[rank];
        if (before !== undefined && before.to === start && goesOn(before, sender, at))
          runs[rank] = { ...before, to: end, until: at };
        else {
          rank += 1;
          runs.splice(rank, 0, { from: start, to: end, sender, since: at, until: at });
        }
      }
      // What stands next was received before: over it.
      rank += 1;
      start = Math.max(end, runs[rank]?.to ?? to);
    }
  }

  /**
   * @returns who wrote what `client` inserted at `clock`, and the clock up to which the answer is the same; `null`
   *   when no update of the log holds it
   */
  at(client: number, clock: number): { readonly authorship: Authorship; readonly to: number } | null {
    const runs = this.#runs.get(client) ?? [];
    const run = runs[lastFrom(runs, clock)];
    if (run === undefined || run.to <= clock) return null;
    const author = this.#owners.get(client) ?? null;
    const sender = author === run.sender ? undefined : run.sender;
    return { authorship: { author, sender, since: run.since, until: run.until }, to: run.to };
  }
}

const goesOn = (run: Run, sender: PersonId | null, at: number): boolean =>
  run.sender === sender && at >= run.until && at - run.since <= TOGETHER_MS;

/** @returns the rank of the last run that begins at `clock` or before, or -1 */
function lastFrom(runs: readonly Run[], clock: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.from ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A stretch of a block's text, in characters, each inline atom being one. `to` is exclusive. */
interface AuthoredSpan extends Authorship {
  readonly from: number;
  readonly to: number;
}

/** Who made a block, and who wrote what stands in it. */
export interface AuthoredBlock {
  readonly id: string;
  readonly made: Authorship | null;
  readonly spans: readonly AuthoredSpan[];
}

/** Ids of the first and last blocks of a stretch, in the order of the text. */
export interface BlockRange {
  readonly first: string;
  readonly last: string;
}

/** Something that a Yjs client inserted: `clock` of its first element. */
type Inserted = readonly [client: number, clock: number];

/** What stands in a block, by the names that Yjs gave it: plain values. */
export interface WrittenBlock {
  readonly id: string;
  readonly made: Inserted | null;
  /** Its text, an atom being one sign. */
  readonly letters: string;
  /** Who inserted it, in the order of the text: so many characters, under clocks that follow each other. */
  readonly runs: readonly (readonly [...Inserted, length: number])[];
}

/**
 * Reads what {@link authorsOf} tells of, without the record: blocks of table cells included.
 * @param range the whole text when null
 * @returns blocks in the order of the text; `null` when one of the ids is not there, or they are in the other order
 */
export function writtenIn(doc: Y.Doc, range: BlockRange | null): readonly WrittenBlock[] | null {
  const found: WrittenBlock[] = [];
  const state = { begun: range === null, ended: false };
  eachBlock(contentOf(doc), (block) => {
    const id = idOf(block);
    if (id === range?.first && !state.ended) state.begun = true;
    if (id === null || !state.begun || state.ended) return;
    const written = isTextBlock(block) ? lettersOf(block) : { letters: '', runs: [] };
    found.push({ id, made: insertedAs(block), ...written });
    if (id === range?.last) state.ended = true;
  });
  if (range === null) return found;
  return state.ended ? found : null;
}

function insertedAs(type: Y.XmlElement): Inserted | null {
  const id = type._item?.id;
  return id === undefined ? null : [id.client, id.clock];
}

/** What stands for an atom in the letters of a block. */
const ATOM = '\ufffc';

function lettersOf(block: Y.XmlElement): Pick<WrittenBlock, 'letters' | 'runs'> {
  const runs: [number, number, number][] = [];
  let letters = '';
  for (const child of childrenOf(block)) {
    if (isElement(child)) {
      letters += ATOM;
      // An atom that Yjs has no name for stands all the same: nobody is told of it.
      runs.push([...(insertedAs(child) ?? ([-1, 0] as const)), 1]);
      continue;
    }
    for (let item = child._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue;
      letters += item.content instanceof Y.ContentString ? item.content.str : ATOM.repeat(item.length);
      const last = runs.at(-1);
      const { client, clock } = item.id;
      if (last !== undefined && last[0] === client && last[1] + last[2] === clock) last[2] += item.length;
      else runs.push([client, clock, item.length]);
    }
  }
  return { letters, runs };
}

/**
 * Rule A4: who wrote each passage of some blocks.
 * @param written blocks of the act, up to the update that `index` has taken or before (rule A6)
 */
export function authorsOf(
  written: readonly WrittenBlock[],
  index: AuthorshipIndex,
): readonly AuthoredBlock[] {
  return written.map((block) => ({
    id: block.id,
    made: block.made === null ? null : (index.at(...block.made)?.authorship ?? null),
    spans: spansOf(block, index),
  }));
}

function spansOf({ letters, runs }: WrittenBlock, index: AuthorshipIndex): readonly AuthoredSpan[] {
  const spans: AuthoredSpan[] = [];
  let offset = 0;
  const push = (length: number, authorship: Authorship | null) => {
    const from = offset;
    offset += length;
    if (authorship === null) return;
    const span = { ...authorship, from, to: offset };
    const last = spans.at(-1);
    const joined = last !== undefined && last.to === from ? joinedSpan(last, span) : null;
    if (joined === null) spans.push(span);
    else spans[spans.length - 1] = joined;
  };
  for (const [client, start, length] of runs) {
    const end = start + length;
    for (let clock = start; clock < end; ) {
      const known = index.at(client, clock);
      const to = known === null ? end : Math.min(end, known.to);
      push(to - clock, known?.authorship ?? null);
      clock = to;
    }
  }
  return wholeWords(spans, letters, joinedSpan);
}

/** @returns two stretches side by side told as one; `null` when they are not (rule A3) */
function joinedSpan(a: AuthoredSpan, b: AuthoredSpan): AuthoredSpan | null {
  const gap = Math.max(a.since, b.since) - Math.min(a.until, b.until);
  if (a.author !== b.author || a.sender !== b.sender || gap > TOGETHER_MS) return null;
  return { ...a, to: b.to, since: Math.min(a.since, b.since), until: Math.max(a.until, b.until) };
}
