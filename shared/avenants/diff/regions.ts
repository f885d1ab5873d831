import { compareInline } from '#shared/compare/inline/compare.ts';
import type { Segment } from '#shared/compare/inline/model.ts';
import { type Span, sameWords } from '../text/fold.ts';

/** A stretch of the old line that gives way to another of the new one; blanks are on neither edge. */
export interface Region extends Span {
  /** Where the new words stand in the new line. */
  readonly fresh: Span;
}

const textInline = (text: string) => (text === '' ? [] : [{ type: 'text' as const, text }]);
const lengthOf = (pieces: readonly { readonly text: string }[]): number =>
  pieces.reduce((total, piece) => total + piece.text.length, 0);

function trimmed(text: string, { start, end }: Span): Span {
  const raw = text.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  const body = raw.trim().length;
  return { start: start + lead, end: start + lead + body };
}

/** Where old and new stop agreeing on blanks, an empty edge keeps the place that its words have. */
function region(old: string, fresh: string, a: Span, b: Span): Region {
  const one = trimmed(old, a);
  return { ...one, fresh: trimmed(fresh, b) };
}

/** « X, » added after « a, » reads better as « , X » added after « a »; and so when it goes. */
function beforeComma(old: string, fresh: string, found: Region): Region {
  const [text, at] = found.start === found.end ? [fresh, found.fresh] : [old, found];
  const oneSided = found.start === found.end || found.fresh.start === found.fresh.end;
  if (!oneSided || text[at.end - 1] !== ',') return found;
  const commaOld = old.slice(0, found.start).trimEnd().length - 1;
  const commaNew = fresh.slice(0, found.fresh.start).trimEnd().length - 1;
  if (old[commaOld] !== ',' || fresh[commaNew] !== ',') return found;
  if (found.start === found.end)
    return { start: commaOld, end: commaOld, fresh: { start: commaNew, end: found.fresh.end - 1 } };
  return { start: commaOld, end: found.end - 1, fresh: { start: commaNew, end: commaNew } };
}

/**
 * What was rewritten of a line, by whole words (rules K7 to K10 of comparison); typography alone is no rewriting.
 * @returns in order; empty when the two lines read the same
 */
export function regionsOf(old: string, fresh: string): readonly Region[] {
  if (sameWords(old, fresh)) return [];
  const { segments } = compareInline(textInline(old), textInline(fresh));
  const regions: Region[] = [];
  let [i, j] = [0, 0];
  let open: { a: number; b: number } | null = null;
  const close = () => {
    if (open === null) return;
    const found = region(old, fresh, { start: open.a, end: i }, { start: open.b, end: j });
    open = null;
    const same = sameWords(
      old.slice(found.start, found.end),
      fresh.slice(found.fresh.start, found.fresh.end),
    );
    if (!same) regions.push(beforeComma(old, fresh, found));
  };
  for (const segment of segments) {
    if (changes(segment)) open ??= { a: i, b: j };
    else close();
    [i, j] = advance(segment, i, j);
  }
  close();
  return regions;
}

const changes = (segment: Segment): boolean => segment.kind === 'deleted' || segment.kind === 'inserted';

function advance(segment: Segment, i: number, j: number): [number, number] {
  switch (segment.kind) {
    case 'kept':
      return [i + lengthOf(segment.pieces), j + lengthOf(segment.pieces)];
    case 'deleted':
      return [i + lengthOf(segment.pieces), j];
    case 'inserted':
      return [i, j + lengthOf(segment.pieces)];
    case 'altered':
      return [i + lengthOf(segment.old), j + lengthOf(segment.new)];
  }
}
