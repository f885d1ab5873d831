import type { Folded } from './characters.ts';
import { type Line, linesOf } from './lines.ts';

/** A stretch of the folded text. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Words between guillemets, one alinéa or several (rules Q1 to Q6 of RULES.md). */
export interface Quote extends Stretch {
  /** What it holds, alinéa by alinéa, guillemets and the spaces beside them left out. */
  readonly alineas: readonly Stretch[];
  /** False when its guillemets don't pair: it ends where its line does, and must not be trusted. */
  readonly sound: boolean;
}

/** The quotations of a text, in order, none inside another, and the closing marks that close nothing. */
export interface Quotes {
  readonly quotes: readonly Quote[];
  readonly orphans: readonly number[];
}

type Mark = '«' | '“' | '"';

const OPENER_AT_START = /^\s*[«“"]\s*/;
/** The next alinéa of a quotation opens with its guillemet; the next row of a quoted table does not (rule G12). */
const GOES_ON = /^\s*(?:[«“"]|\|)/;
const INSTRUCTION =
  /(?:^|[\s'])(?:est|sont|a ete|ont ete)\s+(?:ainsi\s+)?(?:remplace|supprime|insere|ajoute|complete|abroge|redige|modifie|retabli)/;

/** Reads the marks of a text one line at a time. */
class Marks {
  readonly stack: Mark[] = [];
  private readonly source: Folded;

  constructor(source: Folded) {
    this.source = source;
  }

  /** @returns `open` or `close` for a mark that opens or closes, null for the rest; follows the nesting */
  read(index: number): 'open' | 'close' | 'orphan' | null {
    const char = this.source.text[index];
    if (char === '«' || char === '“') {
      this.stack.push(char);
      return 'open';
    }
    if (char === '»') return this.close('«');
    if (char === '”') return this.close('“');
    return char === '"' ? this.straight(index) : null;
  }

  private straight(index: number): 'open' | 'close' | 'orphan' {
    const before = this.source.text[index - 1] ?? '\n';
    const after = this.source.text[index + 1] ?? '\n';
    const inside = this.stack.includes('"');
    const opens = /[\s('«“]/.test(before) && (!/\s/.test(after) || !inside);
    if (inside && !(opens && !/[\s.,;:)»”]/.test(after) && /\s/.test(before) && this.stack.at(-1) !== '"'))
      return this.close('"');
    if (!opens && !inside && /[\s.,;:)]/.test(after) && !/\s/.test(before)) return 'orphan';
    this.stack.push('"');
    return 'open';
  }

  private close(mark: Mark): 'close' | 'orphan' {
    const depth = this.stack.lastIndexOf(mark);
    if (depth === -1) return 'orphan';
    this.stack.length = depth;
    return 'close';
  }
}

interface Open {
  readonly from: number;
  readonly alineas: Stretch[];
  alineaFrom: number;
  sound: boolean;
}

const SPACE = /\s/;

function trim(source: Folded, from: number, to: number): Stretch {
  let start = from;
  let end = to;
  while (start < end && SPACE.test(source.text[start] ?? '')) start += 1;
  while (end > start && SPACE.test(source.text[end - 1] ?? '')) end -= 1;
  return { from: start, to: end };
}

/** The line where a quotation left open closes, its alinéas bearing no guillemet of their own; null when none. */
function closingLine(source: Folded, lines: readonly Line[], after: number, depth: number): number | null {
  let open = depth;
  for (let i = after; i < Math.min(lines.length, after + MAX_BARE_LINES); i += 1) {
    const line = lines[i];
    if (line === undefined) return null;
    const key = source.key.slice(line.from, line.to);
    if (INSTRUCTION.test(key) && /[«“"]/.test(key)) return null;
    for (const char of key) {
      if (char === '«') open += 1;
      else if (char === '»') open -= 1;
      if (open === 0) return /[»]\s*[.;,]?\s*$/.test(key) ? i : null;
    }
  }
  return null;
}

const MAX_BARE_LINES = 300;

/**
 * Finds the quotations of a text, each alinéa of one opening with its own guillemet or not.
 * Time is linear in the text, but for quotations left open, which look at most {@link MAX_BARE_LINES} lines ahead.
 */
export function findQuotes(source: Folded): Quotes {
  const lines = linesOf(source);
  const quotes: Quote[] = [];
  const orphans: number[] = [];
  let marks = new Marks(source);
  let open: Open | null = null;
  let bareUntil = -1;

  const finish = (to: number, alineaTo: number): void => {
    if (open === null) return;
    open.alineas.push(trim(source, open.alineaFrom, alineaTo));
    quotes.push({ from: open.from, to, alineas: open.alineas, sound: open.sound });
    open = null;
  };

  lines.forEach((line, lineIndex) => {
    let index = line.from;
    if (open !== null) {
      const key = source.text.slice(line.from, line.to);
      const opener = OPENER_AT_START.exec(key);
      if (opener !== null && lineIndex > bareUntil) index += opener[0].length;
      (open as Open).alineaFrom = index;
    }
    for (; index < line.to; index += 1) {
      const depth = marks.stack.length;
      const kind = marks.read(index);
      if (kind === 'open' && depth === 0)
        open = { from: index, alineas: [], alineaFrom: index + 1, sound: true };
      else if (kind === 'close' && marks.stack.length === 0) finish(index + 1, index);
      else if (kind === 'orphan') {
        if (open === null) orphans.push(index);
        else (open as Open).sound = false;
      }
    }
    if (open === null) return;
    const held = open as Open;
    const next = nextWritten(source, lines, lineIndex);
    const blank = source.text.slice(line.from, line.to).trim() === '';
    const goesOn =
      lineIndex < bareUntil ||
      (next !== null && GOES_ON.test(source.text.slice(next.from, next.to)) && marks.stack.length === 1);
    if (!goesOn && held.sound) {
      const closes = marks.stack.includes('"')
        ? null
        : closingLine(source, lines, lineIndex + 1, marks.stack.length);
      if (closes !== null) bareUntil = closes;
    }
    if (goesOn || lineIndex < bareUntil) {
      if (!blank) held.alineas.push(trim(source, held.alineaFrom, line.to));
      // A quotation inside the quotation does not span alinéas.
      if (lineIndex >= bareUntil) marks.stack.length = 1;
      return;
    }
    held.sound = false;
    finish(line.to, line.to);
    marks = new Marks(source);
  });
  return { quotes, orphans };
}

function nextWritten(source: Folded, lines: readonly Line[], index: number): Line | null {
  for (let i = index + 1; i < lines.length; i += 1) {
    const line = lines[i];
    if (line !== undefined && source.text.slice(line.from, line.to).trim() !== '') return line;
  }
  return null;
}
