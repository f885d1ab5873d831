import { contentOf, type Version } from '#shared/compare/context.ts';
import type { Piece, Segment } from '#shared/compare/inline/model.ts';
import type { BlockChange } from '#shared/compare/model.ts';
import type { InlineJson, TextBlockJson } from '#shared/document/model.ts';
import { printsBold } from '#shared/document/variables.ts';
import type { Moved } from './entries.ts';
import {
  type CharacterFormat,
  formatOf,
  type OnSide,
  type ParagraphLook,
  PLAIN,
  type RevisedParagraph,
  type RevisedRun,
} from './model.ts';
import { lookOf } from './styles.ts';

/** How each text prints. */
export interface Versions {
  readonly old: Version;
  readonly new: Version;
}

/** Where the calls of footnotes go: only the first call of a note bears it, the next ones repeat its number. */
export interface NoteCalls {
  /** @returns the run that a call makes on one side, or on both when it is one call */
  call(old: string | null, fresh: string | null): readonly RevisedRun[];
}

function characterFormat(inline: InlineJson): CharacterFormat {
  const format = formatOf(inline.marks);
  return inline.type === 'variable' && printsBold(inline.attrs.format) ? { ...format, bold: true } : format;
}

const sameFormat = (a: CharacterFormat, b: CharacterFormat): boolean =>
  a.bold === b.bold &&
  a.italic === b.italic &&
  a.underline === b.underline &&
  a.strike === b.strike &&
  a.superscript === b.superscript;

const sameLook = (a: ParagraphLook, b: ParagraphLook): boolean =>
  a.style === b.style && a.indent === b.indent;

/** A line end prints as `\n`: it is one unit, like any other atom; a text is as long as its letters. */
const unitsOf = (inline: InlineJson): number => (inline.type === 'text' ? inline.text.length : 1);

const textRun = (
  side: OnSide,
  text: string,
  format: CharacterFormat,
  { was = null, moved = false }: { readonly was?: CharacterFormat | null; readonly moved?: boolean } = {},
) => ({ kind: 'texte', side, text, format, was, moved }) as const satisfies RevisedRun;

/** A number or a marker and what stands between it and the words; "" for none. */
function leadOf(block: TextBlockJson, version: Version): string {
  const number = version.numberOf(block);
  if (number === '') return block.type === 'note' ? '*\u00a0' : '';
  if (block.type === 'item') return `${number}\t`;
  return /\s$/.test(number) ? number : `${number} `;
}

interface ParagraphOptions {
  readonly old: readonly TextBlockJson[];
  readonly new: TextBlockJson | null;
  /** False for a footnote's text, which the word processor numbers. */
  readonly leads: boolean;
  readonly versions: Versions;
  readonly calls: NoteCalls;
  readonly part: BlockChange['part'];
}

/** Writes the paragraphs of one block told on both sides, old ends struck where blocks were joined. */
class ParagraphWriter {
  private readonly options: ParagraphOptions;
  private readonly paragraphs: RevisedParagraph[] = [];
  private runs: RevisedRun[] = [];
  /** Which old block is being told, and how many of its units were. */
  private rank = 0;
  private told = 0;

  constructor(options: ParagraphOptions) {
    this.options = options;
    this.lead();
  }

  private get oldBlock(): TextBlockJson | undefined {
    return this.options.old[this.rank];
  }

  private lead(): void {
    const { leads, versions, part } = this.options;
    if (!leads) return;
    const first = this.rank === 0;
    const [from, to] = [this.oldBlock, this.options.new];
    const before = from === undefined || (part?.rank ?? 0) > 0 ? '' : leadOf(from, versions.old);
    const after = to === null || !first ? '' : leadOf(to, versions.new);
    if (before === after && before !== '') this.runs.push(textRun('both', before, PLAIN));
    else {
      if (before !== '') this.runs.push(textRun('old', before, PLAIN));
      if (after !== '') this.runs.push(textRun('new', after, PLAIN));
    }
  }

  private close(mark: OnSide): void {
    const block = this.options.new ?? this.oldBlock;
    if (block === undefined) throw new RangeError('A paragraph of nothing');
    const look = lookOf(block);
    const was = this.oldBlock === undefined ? look : lookOf(this.oldBlock);
    this.paragraphs.push({
      kind: 'paragraphe',
      look,
      was: sameLook(look, was) ? null : was,
      runs: this.runs,
      mark,
      move: null,
    });
    this.runs = [];
  }

  /** Ends the old block that is all told, when another one follows it. */
  private turn(): void {
    while (this.rank < this.options.old.length - 1) {
      if (this.left > 0) return;
      this.close('old');
      this.rank += 1;
      this.told = 0;
      this.lead();
    }
  }

  /** How many units of the old block being told are left; without a bound for the last one. */
  private get left(): number {
    if (this.rank >= this.options.old.length - 1) return Number.POSITIVE_INFINITY;
    const content = this.oldBlock === undefined ? [] : (contentOf(this.oldBlock) ?? []);
    return content.reduce((sum, inline) => sum + unitsOf(inline), 0) - this.told;
  }

  private text(side: OnSide, text: string, format: CharacterFormat, was: CharacterFormat | null): void {
    if (side === 'new') {
      this.runs.push(textRun(side, text, format));
      return;
    }
    let rest = text;
    while (rest !== '') {
      this.turn();
      const now = rest.slice(0, Math.min(rest.length, this.left));
      rest = rest.slice(now.length);
      this.told += now.length;
      this.runs.push(textRun(side, now, format, { was }));
    }
  }

  private piece(side: OnSide, { inline, text }: Piece, was: CharacterFormat | null = null): void {
    const format = characterFormat(inline);
    if (inline.type === 'text') {
      this.text(side, text, format, was);
      return;
    }
    if (side !== 'new') {
      this.turn();
      this.told += 1;
    }
    if (inline.type === 'hardBreak') this.runs.push({ kind: 'saut', side });
    else if (inline.type === 'appelNote') {
      const { noteId } = inline.attrs;
      this.runs.push(
        ...this.options.calls.call(side === 'new' ? null : noteId, side === 'old' ? null : noteId),
      );
    } else if (text !== '') this.runs.push(textRun(side, text, format, { was }));
  }

  /** Words on both sides that look otherwise, or read otherwise. */
  private pair(old: Piece, fresh: Piece): void {
    if (old.inline.type === 'appelNote' && fresh.inline.type === 'appelNote') {
      this.turn();
      this.told += 1;
      this.runs.push(...this.options.calls.call(old.inline.attrs.noteId, fresh.inline.attrs.noteId));
      return;
    }
    if (old.text === fresh.text && old.inline.type === fresh.inline.type) {
      const [was, is] = [characterFormat(old.inline), characterFormat(fresh.inline)];
      this.piece('both', fresh, sameFormat(was, is) ? null : was);
      return;
    }
    this.piece('old', old);
    this.piece('new', fresh);
  }

  private altered({ old, new: fresh }: Extract<Segment, { kind: 'altered' }>): void {
    const alike = cutAlike(old, fresh);
    if (alike !== null) for (const [before, after] of alike) this.pair(before, after);
    else {
      for (const piece of old) this.piece('old', piece);
      for (const piece of fresh) this.piece('new', piece);
    }
  }

  segment(segment: Segment): void {
    if (segment.kind === 'altered') this.altered(segment);
    else {
      const side = ({ kept: 'both', deleted: 'old', inserted: 'new' } as const)[segment.kind];
      for (const piece of segment.pieces) this.piece(side, piece);
    }
  }

  finish(mark: OnSide): readonly RevisedParagraph[] {
    // Empty old blocks at the end of what was joined have no unit of their own.
    this.turn();
    this.close(mark);
    return this.paragraphs;
  }
}

/**
 * Cuts two runs of pieces at the same places, so that each piece faces the one it was.
 * @returns the pairs; null when they don't read alike piece by piece
 */
function cutAlike(
  old: readonly Piece[],
  fresh: readonly Piece[],
): readonly (readonly [Piece, Piece])[] | null {
  const onlyText = (pieces: readonly Piece[]) => pieces.every(({ inline }) => inline.type === 'text');
  const reads = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');
  if (onlyText(old) && onlyText(fresh) && reads(old) === reads(fresh)) return cutTexts(old, fresh);
  if (old.length !== fresh.length) return null;
  const pairs = old.flatMap((piece, rank): (readonly [Piece, Piece])[] => {
    const other = fresh[rank];
    return other !== undefined && other.inline.type === piece.inline.type ? [[piece, other]] : [];
  });
  return pairs.length === old.length ? pairs : null;
}

function cutTexts(old: readonly Piece[], fresh: readonly Piece[]): readonly (readonly [Piece, Piece])[] {
  const pairs: (readonly [Piece, Piece])[] = [];
  let [i, j, inOld, inNew] = [0, 0, 0, 0];
  for (let a = old[i], b = fresh[j]; a !== undefined && b !== undefined; a = old[i], b = fresh[j]) {
    const length = Math.min(a.text.length - inOld, b.text.length - inNew);
    const text = a.text.slice(inOld, inOld + length);
    const part = (piece: Piece): Piece =>
      piece.inline.type === 'text' ? { inline: { ...piece.inline, text }, text } : piece;
    if (length > 0) pairs.push([part(a), part(b)]);
    inOld += length;
    inNew += length;
    if (inOld >= a.text.length) {
      i += 1;
      inOld = 0;
    }
    if (inNew >= b.text.length) {
      j += 1;
      inNew = 0;
    }
  }
  return pairs;
}

/** @returns the content of a block as one piece each, all on the same side */
const piecesOf = (block: TextBlockJson, version: Version): readonly Piece[] =>
  (contentOf(block) ?? []).map((inline) => ({
    inline,
    text: inline.type === 'text' ? inline.text : version.print(inline),
  }));

/** What writing a block needs besides it. */
export type Writing = Pick<ParagraphOptions, 'versions' | 'calls' | 'leads'>;

/** @returns the paragraph of a block that is on one side, or that is the same on both but for what it prints */
export function wholeParagraph(
  block: TextBlockJson,
  side: 'old' | 'new',
  writing: Writing,
): readonly RevisedParagraph[] {
  const writer = new ParagraphWriter({
    ...writing,
    old: side === 'old' ? [block] : [],
    new: side === 'new' ? block : null,
    part: null,
  });
  const kind = side === 'old' ? 'deleted' : 'inserted';
  writer.segment({ kind, pieces: piecesOf(block, writing.versions[side]) });
  return writer.finish(side);
}

/** @returns words of a block that moved, as one of its sides reads; `moved` are those that both sides have */
function movedPieces(segments: readonly Segment[], side: 'old' | 'new') {
  return segments.flatMap((segment): readonly { readonly piece: Piece; readonly moved: boolean }[] => {
    if (segment.kind === 'kept') return segment.pieces.map((piece) => ({ piece, moved: true }));
    if (segment.kind === 'altered') {
      const reads = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');
      const moved = reads(segment.old) === reads(segment.new);
      return segment[side].map((piece) => ({ piece, moved }));
    }
    if (segment.kind !== (side === 'old' ? 'deleted' : 'inserted')) return [];
    return segment.pieces.map((piece) => ({ piece, moved: false }));
  });
}

/**
 * @param writing `other` is the block on the other side, whose number is struck or added when it is not the same
 * @returns the paragraph of a block that stands elsewhere on the other side: what both sides read is moved, the rest is
 *   struck where it was, or added where it is
 */
export function movedParagraph(
  block: TextBlockJson,
  side: 'old' | 'new',
  { rank, segments }: Moved,
  writing: Writing & { readonly other: TextBlockJson | null },
): RevisedParagraph {
  const { versions, calls, other } = writing;
  const lead = leadOf(block, versions[side]);
  const sameLead = other !== null && leadOf(other, versions[side === 'old' ? 'new' : 'old']) === lead;
  const runs: RevisedRun[] = lead === '' ? [] : [textRun(side, lead, PLAIN, { moved: sameLead })];
  const pieces =
    segments === null
      ? piecesOf(block, versions[side]).map((piece) => ({
          piece,
          // What prints otherwise elsewhere is not told as a change of the block.
          moved: piece.inline.type === 'text',
        }))
      : movedPieces(segments, side);
  for (const { piece, moved } of pieces) {
    const { inline, text } = piece;
    if (inline.type === 'hardBreak') runs.push({ kind: 'saut', side });
    else if (inline.type === 'appelNote')
      runs.push(
        ...calls.call(
          side === 'old' ? inline.attrs.noteId : null,
          side === 'new' ? inline.attrs.noteId : null,
        ),
      );
    else if (text !== '') runs.push(textRun(side, text, characterFormat(inline), { moved }));
  }
  return { kind: 'paragraphe', look: lookOf(block), was: null, runs, mark: side, move: rank };
}

/** @returns the paragraphs of a block that is on both sides; the old side of all the parts of a cut one is the old block */
export function changedParagraphs(
  old: readonly TextBlockJson[],
  fresh: TextBlockJson,
  change: BlockChange | null,
  writing: Writing,
): readonly RevisedParagraph[] {
  const part = change?.part ?? null;
  const writer = new ParagraphWriter({ ...writing, old, new: fresh, part });
  const [first] = old;
  if (change?.content.kind === 'text')
    for (const segment of change.content.comparison.segments) writer.segment(segment);
  else if (first !== undefined) {
    const [before, after] = [piecesOf(first, writing.versions.old), piecesOf(fresh, writing.versions.new)];
    writer.segment({ kind: 'altered', why: ['identite'], old: before, new: after });
  }
  const cut = part !== null && part.rank < part.count - 1;
  return writer.finish(cut ? 'new' : 'both');
}
