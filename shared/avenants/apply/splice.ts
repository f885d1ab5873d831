import type { InlineJson, MarkJson } from '#shared/document/model.ts';
import type { LineText } from '../text/line.ts';

/** Words put in place of a stretch of a line; an insertion when `start` is `end`. Units of the line's text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Marks that only say how words look. The others tie words to something, which new words are not tied to. */
const STYLES: ReadonlySet<MarkJson['type']> = new Set<MarkJson['type']>([
  'bold',
  'italic',
  'underline',
  'strike',
]);

const SPACE = /[\s\u00a0\u202f]/;

/** Whether two texts put side by side need a blank between them. */
function needsSpace(left: string, right: string): boolean {
  if (left === '' || right === '') return false;
  if (SPACE.test(left.at(-1) ?? '') || SPACE.test(right[0] ?? '')) return false;
  return !/[([’'“/-]$/.test(left) && !/^[,.)\]…”/-]/.test(right);
}

class LineBuilder {
  readonly inlines: InlineJson[] = [];
  private tail = '';

  get text(): string {
    return this.tail;
  }

  push(inline: InlineJson, text: string): void {
    this.tail += text;
    const last = this.inlines.at(-1);
    const joins =
      inline.type === 'text' &&
      last?.type === 'text' &&
      JSON.stringify(last.marks ?? []) === JSON.stringify(inline.marks ?? []);
    if (joins) this.inlines[this.inlines.length - 1] = { ...last, text: last.text + inline.text };
    else this.inlines.push(inline);
  }

  words(text: string, marks: readonly MarkJson[]): void {
    if (text !== '') this.push({ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }, text);
  }

  /** Takes back the blanks at the end. */
  trimEnd(): void {
    for (;;) {
      const last = this.inlines.at(-1);
      if (last?.type !== 'text' || !SPACE.test(last.text.at(-1) ?? '')) return;
      const text = last.text.replace(/[\s\u00a0\u202f]+$/, '');
      this.tail = this.tail.slice(0, this.tail.length - (last.text.length - text.length));
      this.inlines.pop();
      if (text !== '') this.inlines.push({ ...last, text });
    }
  }
}

/** Copies a stretch of a line; what cuts a variable or a cross-reference leaves the words that it prints. */
function copy(builder: LineBuilder, line: LineText, from: number, to: number, skipBlanks: boolean): void {
  let start = from;
  if (skipBlanks) while (start < to && SPACE.test(line.text[start] ?? '')) start += 1;
  for (const part of line.parts) {
    const [a, b] = [Math.max(part.from, start), Math.min(part.to, to)];
    const empty = part.from === part.to;
    if (empty ? part.from < start || part.from >= to : a >= b) continue;
    const text = line.text.slice(a, b);
    const whole = a === part.from && b === part.to;
    if (part.inline.type === 'text') builder.push({ ...part.inline, text }, text);
    else if (whole) builder.push(part.inline, text);
    else builder.words(text, part.inline.marks ?? []);
  }
}

function styleAt(line: LineText, at: number): readonly MarkJson[] {
  const part = line.parts.find((one) => one.from <= at && at < one.to);
  return (part?.inline.marks ?? []).filter((mark) => STYLES.has(mark.type));
}

/** New words look as what they replace, or as what stands on both sides of them, when that looks alike throughout. */
function styleOf(line: LineText, { start, end }: Splice): readonly MarkJson[] {
  const [from, to] = start === end ? [start - 1, start] : [start, end - 1];
  const [first, last] = [styleAt(line, from), styleAt(line, to)];
  return JSON.stringify(first) === JSON.stringify(last) ? first : [];
}

/** Where words went, the blanks that held them apart become one. */
function closeGap(builder: LineBuilder, rest: string): boolean {
  if (rest === '' || /^[\s\u00a0\u202f]*$/.test(rest) || /^[\s\u00a0\u202f]*[,.)\]…]/.test(rest)) {
    builder.trimEnd();
    return true;
  }
  return builder.text === '' || SPACE.test(builder.text.at(-1) ?? '');
}

/**
 * Rewrites a line.
 * @param line as it reads; `splices` that don't overlap, in units of its text
 * @returns its new inline content; blanks follow (rule X6 of RULES.md)
 */
export function spliceLine(line: LineText, splices: readonly Splice[]): readonly InlineJson[] {
  const builder = new LineBuilder();
  const ordered = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  let at = 0;
  let skipBlanks = false;
  ordered.forEach((splice, rank) => {
    copy(builder, line, at, splice.start, skipBlanks);
    const style = styleOf(line, splice);
    const until = ordered[rank + 1]?.start ?? line.text.length;
    const rest =
      line.text.slice(splice.end, until) === '' && rank + 1 < ordered.length
        ? ' '
        : line.text.slice(splice.end);
    skipBlanks = false;
    if (splice.text === '') skipBlanks = closeGap(builder, rest);
    else if (splice.start === splice.end) {
      const lead = needsSpace(builder.text, splice.text) ? ' ' : '';
      const trail = needsSpace(splice.text, rest) ? ' ' : '';
      builder.words(lead + splice.text + trail, style);
    } else builder.words(splice.text, style);
    at = splice.end;
  });
  copy(builder, line, at, line.text.length, skipBlanks);
  return builder.inlines;
}
