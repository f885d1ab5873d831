import type { InlineJson, MarkJson } from '#shared/document/model.ts';

/** Stands for a node without letters of its own (a note call) where inline content is read as a string. */
const ATOM = '\uFFFC';

/** @returns the letters of a run of inlines, one character for a break (`\n`) or another atom ({@link ATOM}) */
export function lettersOf(inlines: readonly InlineJson[]): string {
  let text = '';
  for (const inline of inlines) {
    if (inline.type === 'text') text += inline.text;
    else text += inline.type === 'hardBreak' ? '\n' : ATOM;
  }
  return text;
}

const lengthOf = (inline: InlineJson): number => (inline.type === 'text' ? inline.text.length : 1);

const marksOf = (marks: readonly MarkJson[] | undefined): { marks?: readonly MarkJson[] } =>
  marks === undefined || marks.length === 0 ? {} : { marks };

/** @returns what lies in `[start, end)` of {@link lettersOf}, marks kept */
export function sliceInlines(
  inlines: readonly InlineJson[],
  start: number,
  end = Number.POSITIVE_INFINITY,
): InlineJson[] {
  const result: InlineJson[] = [];
  let at = 0;
  for (const inline of inlines) {
    const from = Math.max(0, start - at);
    const to = Math.min(lengthOf(inline), end - at);
    at += lengthOf(inline);
    if (from >= to) continue;
    if (inline.type !== 'text') result.push(inline);
    else result.push({ type: 'text', text: inline.text.slice(from, to), ...marksOf(inline.marks) });
  }
  return result;
}

/** Takes off the spaces at both ends. */
export function trimInlines(inlines: readonly InlineJson[]): InlineJson[] {
  const letters = lettersOf(inlines);
  const start = letters.length - letters.trimStart().length;
  const end = letters.trimEnd().length;
  return start === 0 && end === letters.length
    ? [...inlines]
    : sliceInlines(inlines, start, Math.max(start, end));
}

/** Makes one space of every run of spaces, so that positions are those of the collapsed text. */
export function collapseSpaces(inlines: readonly InlineJson[]): InlineJson[] {
  const result: InlineJson[] = [];
  let spaced = true;
  for (const inline of inlines) {
    if (inline.type !== 'text') {
      result.push(inline);
      spaced = inline.type === 'hardBreak';
      continue;
    }
    let text = inline.text.replace(/(\s)\s+/g, '$1').replace(/[\t\n\r]/g, ' ');
    if (spaced) text = text.replace(/^\s/, '');
    if (text === '') continue;
    spaced = /\s$/.test(text);
    result.push({ ...inline, text });
  }
  return trimInlines(result);
}

/** Takes marks off, for headings and titles, which are bold by nature. */
export function withoutMarks(
  inlines: readonly InlineJson[],
  types: readonly MarkJson['type'][],
): InlineJson[] {
  return inlines.map((inline) => {
    if (inline.marks === undefined) return inline;
    const { marks, ...bare } = inline;
    const kept = marks.filter((mark) => !types.includes(mark.type));
    return (kept.length > 0 ? { ...bare, marks: kept } : bare) as InlineJson;
  });
}

/** Joins runs with a break between them; empty ones are left out. */
export function joinLines(lines: readonly (readonly InlineJson[])[]): InlineJson[] {
  const result: InlineJson[] = [];
  for (const line of lines) {
    if (line.length === 0) continue;
    if (result.length > 0) result.push({ type: 'hardBreak' });
    for (const inline of line) result.push(inline);
  }
  return result;
}

/** A piece of text to mark or to replace, in positions of {@link lettersOf}; ranges never overlap. */
export interface InlineRange {
  readonly start: number;
  readonly end: number;
  readonly mark?: MarkJson;
  readonly replacement?: InlineJson;
}

const RANK: Readonly<Record<MarkJson['type'], number>> = {
  link: 0,
  bold: 1,
  italic: 2,
  strike: 3,
  underline: 4,
  superscript: 5,
  terme: 6,
  referenceExterne: 7,
};

function withMark(inline: InlineJson, mark: MarkJson): InlineJson {
  const marks = [...(inline.marks ?? []).filter((one) => one.type !== mark.type), mark];
  return { ...inline, marks: marks.sort((a, b) => RANK[a.type] - RANK[b.type]) };
}

/** @returns the inlines with every range marked or replaced; `ranges` in ascending order */
export function applyRanges(inlines: readonly InlineJson[], ranges: readonly InlineRange[]): InlineJson[] {
  if (ranges.length === 0) return [...inlines];
  const result: InlineJson[] = [];
  let next = 0;
  let at = 0;
  for (const inline of inlines) {
    const length = lengthOf(inline);
    let from = 0;
    while (from < length) {
      while (next < ranges.length && (ranges[next]?.end ?? 0) <= at + from) next += 1;
      const range = ranges[next];
      const inside = range !== undefined && range.start <= at + from;
      const to = Math.min(length, range === undefined ? length : (inside ? range.end : range.start) - at);
      const part: InlineJson =
        inline.type === 'text'
          ? { type: 'text', text: inline.text.slice(from, to), ...marksOf(inline.marks) }
          : inline;
      if (!inside || range === undefined) result.push(part);
      else if (range.replacement !== undefined) {
        if (range.start === at + from)
          result.push({ ...range.replacement, ...marksOf(inline.marks) } as InlineJson);
      } else result.push(range.mark === undefined ? part : withMark(part, range.mark));
      from = to;
    }
    at += length;
  }
  return result;
}

/** @returns true when every letter of a non-empty run bears the mark */
export function whollyMarked(inlines: readonly InlineJson[], type: MarkJson['type']): boolean {
  let letters = 0;
  for (const inline of inlines) {
    if (inline.type !== 'text' || inline.text.trim() === '') continue;
    if (!inline.marks?.some((mark) => mark.type === type)) return false;
    letters += inline.text.length;
  }
  return letters > 0;
}
