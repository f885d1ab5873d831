import { initialsOf } from '#client/ui/monogram.tsx';
import type { Piece } from '#shared/compare/inline/model.ts';
import type { ComparisonView, ViewRow } from '#shared/compare/view.ts';
import type { Authors } from '#shared/versions/wire.ts';
import { authorsName } from '../labels.ts';

/** Colours of the style sheet; organisations share them when there are more. */
const COLOURS = 6;
/** Kinds of underlining of the style sheet: people of one organisation are told apart by it. */
const LINES = 4;

/** Somebody who wrote part of a text. */
export interface Writer {
  /** Unique in its text. */
  readonly key: string;
  /** « Inès Moreau (Ateliers) ». */
  readonly name: string;
  /** One or two letters, with a figure when somebody else has the same: nobody is told by colour alone. */
  readonly sigle: string;
  /** Rank of the colour of the organisation, and of the underlining of the person in it. */
  readonly colour: number;
  readonly line: number;
  /** Whether nobody wrote more: their words stand out less, or all would. */
  readonly most: boolean;
  /** Characters of the text that are theirs. */
  readonly characters: number;
}

/** Words in a row that one person wrote. */
export interface Passage {
  /** Unique in its text. */
  readonly key: string;
  /** `null` for words that the record says nothing of. */
  readonly writer: Writer | null;
  /** Whether somebody else wrote what stands before, so that it must be said who writes here. */
  readonly turn: boolean;
  /** When its first and last words were received, milliseconds since 1970; 0 when the record says nothing. */
  readonly since: number;
  readonly until: number;
  /** Who transmitted it, when that is somebody else. */
  readonly sender: string | null;
  readonly pieces: readonly Piece[];
}

/** A text with who wrote each passage of it. */
export interface Authored {
  /** Those who wrote most come first. */
  readonly writers: readonly Writer[];
  /** By id of the block. */
  readonly passages: ReadonlyMap<string, readonly Passage[]>;
  /** Where the writer changes, in the order of the text. */
  readonly turns: readonly Passage[];
}

type Span = Authors['blocks'][number]['spans'][number];

const lengthOf = ({ inline }: Piece): number => (inline.type === 'text' ? inline.text.length : 1);

/** @returns what stands from one character to another; an atom is one */
function cut(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  let at = 0;
  return pieces.flatMap((piece): Piece | readonly [] => {
    const start = at;
    at += lengthOf(piece);
    const [a, b] = [Math.max(0, from - start), Math.min(lengthOf(piece), to - start)];
    if (a >= b) return [];
    if (piece.inline.type !== 'text') return piece;
    const text = piece.inline.text.slice(a, b);
    return { inline: { ...piece.inline, text }, text };
  });
}

/** The lines of a text that bear words, those of table cells included. */
function* linesOf(
  rows: readonly ViewRow[],
): Generator<{ readonly id: string; readonly pieces: readonly Piece[] }> {
  for (const { content, new: side } of rows) {
    if (content.kind === 'table')
      for (const row of content.rows) for (const cell of row.cells) yield* linesOf(cell.lines);
    else if (content.kind === 'text' && side !== null)
      yield {
        id: side.block.attrs.id,
        pieces: content.segments.flatMap((segment) =>
          segment.kind === 'altered' ? segment.new : segment.pieces,
        ),
      };
  }
}

/** Covers a line whole: what no span says is of nobody known. */
function stretches(
  spans: readonly Span[],
  length: number,
): readonly { from: number; to: number; span: Span | null }[] {
  const found: { from: number; to: number; span: Span | null }[] = [];
  let at = 0;
  for (const span of spans) {
    const [from, to] = [Math.max(at, span.from), Math.min(length, span.to)];
    if (from >= to) continue;
    if (at < from) found.push({ from: at, to: from, span: null });
    found.push({ from, to, span });
    at = to;
  }
  if (at < length) found.push({ from: at, to: length, span: null });
  return found;
}

/** Names people so that colour is never alone: an organisation has a colour, each of its people a line and letters. */
function writersOf(people: Authors['people'], characters: readonly number[]): readonly Writer[] {
  const organisations: string[] = [];
  const members = new Map<string, number>();
  const sigles = new Map<string, number>();
  const ranks = people.map((_, rank) => rank).toSorted((a, b) => (characters[b] ?? 0) - (characters[a] ?? 0));
  return ranks.flatMap((rank, place): Writer | readonly [] => {
    const person = people[rank];
    if (person === undefined || (characters[rank] ?? 0) === 0) return [];
    const of = person.organisation === '' ? person.name : person.organisation;
    if (!organisations.includes(of)) organisations.push(of);
    const line = members.get(of) ?? 0;
    members.set(of, line + 1);
    const letters = initialsOf(person.name);
    const same = (sigles.get(letters) ?? 0) + 1;
    sigles.set(letters, same);
    return {
      key: String(rank),
      name: authorsName([person]),
      sigle: same === 1 ? letters : `${letters}${same}`,
      colour: organisations.indexOf(of) % COLOURS,
      line: line % LINES,
      most: place === 0,
      characters: characters[rank] ?? 0,
    };
  });
}

/**
 * Joins a text and the record of who wrote it.
 * @param view the text compared with itself
 * @param authors of the same state
 */
export function authoredOf(view: ComparisonView, { people, blocks }: Authors): Authored {
  const spans = new Map(blocks.map((block) => [block.id, block.spans]));
  const lines = [...linesOf(view.rows)].map(({ id, pieces }) => {
    const length = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
    return { id, pieces, parts: stretches(spans.get(id) ?? [], length) };
  });
  const characters = people.map(() => 0);
  for (const { parts } of lines)
    for (const { from, to, span } of parts)
      if (span !== null) characters[span.author] = (characters[span.author] ?? 0) + to - from;
  const writers = writersOf(people, characters);
  const byRank = new Map(writers.map((writer) => [Number(writer.key), writer]));
  const passages = new Map<string, readonly Passage[]>();
  const turns: Passage[] = [];
  for (const { id, pieces, parts } of lines)
    passages.set(
      id,
      parts.map(({ from, to, span }) => {
        const writer = span === null ? null : (byRank.get(span.author) ?? null);
        const last = turns.at(-1);
        const turn = last === undefined ? writer !== null : last.writer !== writer;
        const sender = people[span?.sender ?? -1];
        const passage: Passage = {
          key: `${id}:${from}`,
          writer,
          turn,
          since: span?.since ?? 0,
          until: span?.until ?? 0,
          sender: sender === undefined ? null : authorsName([sender]),
          pieces: cut(pieces, from, to),
        };
        if (turn) turns.push(passage);
        return passage;
      }),
    );
  return { writers, passages, turns };
}

/** @returns the turns of one writer, or of all of them; those that the record says nothing of are none */
export const turnsOf = ({ turns }: Authored, writer: string | null): readonly Passage[] =>
  turns.filter((turn) => turn.writer !== null && (writer === null || turn.writer.key === writer));
