import { settleAlignedTables } from './aligned-table.ts';
import { layHtmlOut, looksLikeHtml } from './html-lines.ts';
import { markFurniture } from './page-furniture.ts';
import { windows1252Char } from './windows-1252.ts';

/** How a line of the source was read, its Markdown syntax taken off (rules L1 to L8 of RULES.md). */
type LineKind = 'blank' | 'text' | 'bullet' | 'heading' | 'rule' | 'pageBreak' | 'row' | 'note' | 'syntax';

export interface Line {
  /** From 1, in the source. */
  readonly number: number;
  readonly kind: LineKind;
  /** What remains once the syntax of the line is off; still inline Markdown. */
  readonly text: string;
  /** Columns before the text or bullet, a tab counting up to the next multiple of four. */
  readonly indent: number;
  /** Columns of the whole line: what tells a line broken by a page's width from a short one. */
  readonly width: number;
  /** Heading level of `#` or of an underline, else 0. */
  readonly level: number;
  /** The bullet of a `bullet`, the label of a `note`. */
  readonly marker: string;
  /** The line ends with two spaces or a backslash: its author wanted the break. */
  readonly hardBreak: boolean;
  /** Cells of a table row, or columns separated by tabs or four spaces and more; one when there are none. */
  readonly cells: readonly string[];
  /** The row of dashes under a table's first row. */
  readonly delimiter: boolean;
  /** Column of the first character of each cell. */
  readonly columns: readonly number[];
  /** The line as it stands, its indentation kept. */
  readonly source: string;
  /** Why the line belongs to the pages of the source and not to its text; null when it does not. */
  readonly furniture: string | null;
}

const BULLETS = '-*+•◦○●▪■□☐☑☒❏❑▫◼➢➤►▶✓✔❖§·‣⁃–—\u2219\u25CB\uF0B7\uF0A7\uF0D8\uF0FC>';
const TIGHT_BULLETS = '•◦○●▪■□☐☑☒❏❑▫◼➢➤►▶✓✔❖‣⁃\uF0B7\uF0A7\uF0D8\uF0FC';
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
const NOTE = /^ {0,3}\[\^([^\]\s[]{1,60})\]:[ \t]*(.*)$/;
const RULE = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=[= \t]{2,})$/;
const FENCE = /^(?:```|~~~)/;
const BULLET_O = /^o[ \t\u00A0]+(?=\S)/;
/** Characters that no text needs and that some readers refuse; tab, line and page breaks apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is this pattern's purpose
const CONTROL = /[\u0000-\u0008\u000E-\u001F\u007F\uFEFF]/g;
/** Windows-1252 read as Latin-1: « L\u0092État » is « L’État ». */
const MISREAD = /[\u0080-\u009F]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Makes line ends one kind and replaces what no document can hold, keeping the number of every line. */
export function cleanSource(source: string): string {
  return source
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(MISREAD, (char) => windows1252Char(char.charCodeAt(0)))
    .replaceAll('\u000B', '\n')
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(CONTROL, ' ');
}

function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char === '\t' ? 4 - (width % 4) : 1;
  return width;
}

function indentOf(text: string): { readonly indent: number; readonly rest: string } {
  let indent = 0;
  let at = 0;
  for (; at < text.length; at += 1) {
    const char = text[at];
    if (char === ' ' || char === '\u00A0') indent += 1;
    else if (char === '\t') indent += 4 - (indent % 4);
    else break;
  }
  return { indent, rest: text.slice(at) };
}

/** Cells of `| a | b |`; a pipe after a backslash belongs to its cell. */
function pipeCells(text: string): readonly string[] {
  const inner = text.trim().replace(/^\|/, '').replace(/\|$/, '');
  const cells: string[] = [];
  let cell = '';
  for (let i = 0; i < inner.length; i += 1) {
    const char = inner[i] ?? '';
    if (char === '\\' && inner[i + 1] === '|') {
      cell += '|';
      i += 1;
    } else if (char === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}

const isDelimiter = (text: string): boolean =>
  text.includes('|') && text.length < 2000 && pipeCells(text).every((cell) => /^:?-{1,200}:?$/.test(cell));

const NUMBER_CELL =
  /^(?:\(?[\dIVXa-zA-Z][\dIVX.]{0,6}[.)°-]{0,2}|[-–—•]|(?:article|art\.|axe|titre|chapitre|annexe)\s\S{1,5}\s?[-–:.]?)$/iu;
const COLUMN_GAP = /\t+ *| {4,}/g;

function splitColumns(rest: string): {
  readonly cells: readonly string[];
  readonly columns: readonly number[];
} {
  const cells: string[] = [];
  const columns: number[] = [];
  let at = 0;
  const take = (end: number) => {
    const cell = rest.slice(at, end).trim();
    if (cell === '') return;
    cells.push(cell);
    columns.push(widthOf(rest.slice(0, at)));
  };
  if (rest.includes('\t') || rest.includes('    ')) {
    for (const gap of rest.matchAll(COLUMN_GAP)) {
      take(gap.index);
      at = gap.index + gap[0].length;
      if (cells.length > 200) break;
    }
  }
  take(rest.length);
  // « 1.⇥Objet »: the tab only sets a number off.
  if (cells.length === 2 && NUMBER_CELL.test(cells[0] ?? '')) return { cells: [rest.trim()], columns: [0] };
  return { cells, columns };
}

interface Draft {
  readonly number: number;
  readonly raw: string;
}

function line(draft: Draft, kind: LineKind, text: string, extra: Partial<Line> = {}): Line {
  return {
    number: draft.number,
    kind,
    text: text.trim(),
    indent: 0,
    width: 0,
    level: 0,
    marker: '',
    hardBreak: false,
    cells: [],
    delimiter: false,
    columns: [],
    source: draft.raw,
    furniture: null,
    ...extra,
  };
}

function bulletOf(rest: string): { readonly marker: string; readonly text: string } | null {
  const first = rest[0] ?? '';
  if (BULLET_O.test(rest)) return { marker: 'o', text: rest.slice(1) };
  if (!BULLETS.includes(first)) return null;
  const next = rest[1] ?? '';
  if (/[ \t\u00A0\u202F]/.test(next) && rest.length > 2) return { marker: first, text: rest.slice(2) };
  const tight = TIGHT_BULLETS.includes(first) || (first === '-' && /\p{L}/u.test(next));
  return tight && next !== '' ? { marker: first, text: rest.slice(1) } : null;
}

function readLine(draft: Draft, markdown: boolean): Line {
  const trimmed = draft.raw.trim();
  if (trimmed === '') return line(draft, 'blank', '');
  if (trimmed.length < 2000 && RULE.test(trimmed)) return line(draft, 'rule', trimmed);
  if (FENCE.test(trimmed) && trimmed.length < 40) return line(draft, 'syntax', '');
  const heading = HEADING.exec(draft.raw);
  if (heading !== null) {
    const text = (heading[2] ?? '').trim().replace(/[ \t]#{1,20}$/, '');
    return line(draft, text === '' ? 'text' : 'heading', text === '' ? trimmed : text, {
      level: heading[1]?.length ?? 1,
    });
  }
  const note = NOTE.exec(draft.raw);
  if (note !== null) return line(draft, 'note', note[2] ?? '', { marker: note[1] ?? '' });
  const { indent, rest: indented } = indentOf(draft.raw);
  const quote = markdown ? /^(?:> ?){1,8}/.exec(indented)?.[0] : undefined;
  const rest = quote === undefined ? indented : indented.slice(quote.length).trimStart();
  if (rest === '') return line(draft, 'blank', '');
  const hardBreak = / {2}$/.test(draft.raw) || (/\\$/.test(rest) && !/\\\\$/.test(rest));
  const body = hardBreak ? rest.trimEnd().replace(/\\$/, '') : rest;
  const width = widthOf(draft.raw.trimEnd());
  const layout = { indent: indent + (quote === undefined ? 0 : 4), width, hardBreak };
  if (isDelimiter(trimmed)) return line(draft, 'row', trimmed, { ...layout, delimiter: true });
  if (trimmed.startsWith('|') && trimmed.endsWith('|') && trimmed.length > 2)
    return line(draft, 'row', trimmed, { ...layout, cells: pipeCells(trimmed) });
  const bullet = bulletOf(body);
  if (bullet !== null) return line(draft, 'bullet', bullet.text, { ...layout, marker: bullet.marker });
  return line(draft, 'text', body, { ...layout, ...splitColumns(body) });
}

/** Rows without outer pipes are rows only above or below a row of dashes. */
function settleRows(lines: readonly Line[]): Line[] {
  const settled = [...lines];
  for (const [index, current] of lines.entries()) {
    if (!current.delimiter) continue;
    const above = settled[index - 1];
    const isHead = (above?.kind === 'row' || above?.kind === 'text') && above.text.includes('|');
    if (above === undefined || !isHead) {
      settled[index] = { ...current, kind: 'rule', delimiter: false };
      continue;
    }
    settled[index - 1] = { ...above, kind: 'row', cells: pipeCells(above.text) };
    for (let below = index + 1; below < settled.length; below += 1) {
      const row = settled[below];
      if (row === undefined || row.delimiter || row.kind === 'blank' || !row.text.includes('|')) break;
      if (row.kind === 'text') settled[below] = { ...row, kind: 'row', cells: pipeCells(row.text) };
    }
  }
  return settled;
}

/** `Titre` over a row of `=` or `-` is a heading (setext); a rule under a sentence is a rule. */
function settleUnderlines(lines: readonly Line[]): Line[] {
  const settled = [...lines];
  for (const [index, current] of lines.entries()) {
    const mark = current.text[0];
    if (current.kind !== 'rule' || (mark !== '=' && mark !== '-') || current.text.includes(' ')) continue;
    const above = settled[index - 1];
    const alone = settled[index - 2] === undefined || settled[index - 2]?.kind !== 'text';
    if (above?.kind !== 'text' || !alone || above.text.length > 150 || /[.;,]$/.test(above.text)) continue;
    settled[index - 1] = { ...above, kind: 'heading', level: mark === '=' ? 1 : 2 };
    settled[index] = { ...current, kind: 'syntax', text: '' };
  }
  return settled;
}

const EMPHASIS_RUNS = ['**', '__', '*'] as const;

function countRuns(text: string, run: string): number {
  let count = 0;
  for (let at = text.indexOf(run); at !== -1; at = text.indexOf(run, at + run.length)) count += 1;
  return count;
}

/** Emphasis that spans the lines of a paragraph is closed and opened again at each line end. */
function settleEmphasis(lines: readonly Line[]): Line[] {
  const settled = [...lines];
  let start = 0;
  while (start < settled.length) {
    let end = start;
    while (end < settled.length && settled[end]?.kind === 'text') end += 1;
    if (end - start > 1 && end - start < 400) balance(settled, start, end);
    start = Math.max(end, start + 1);
  }
  return settled;
}

function balance(lines: Line[], start: number, end: number): void {
  for (const run of EMPHASIS_RUNS) {
    const block = lines.slice(start, end);
    const odd = block.map(
      (one) => countRuns(run === '*' ? one.text.replaceAll('**', '') : one.text, run) % 2 === 1,
    );
    const total = odd.filter(Boolean).length;
    if (total === 0 || total % 2 === 1) continue;
    let open = false;
    for (const [offset, isOdd] of odd.entries()) {
      const one = block[offset];
      if (one === undefined || !(open || isOdd)) continue;
      const opened = open ? run : '';
      const closes = open !== isOdd ? run : '';
      const text = `${opened}${one.text}${closes}`;
      lines[start + offset] = { ...one, text, cells: one.cells.length > 1 ? one.cells : [text] };
      if (isOdd) open = !open;
    }
  }
}

/** @returns true when the text uses Markdown headings or strong emphasis, so that `>` is a quotation */
function looksLikeMarkdown(source: string): boolean {
  return /^#{1,6} \S/m.test(source) || /\*\*\S/.test(source);
}

const QUOTE = /^ {0,8}(?:> ?){1,8}/;

/** @returns the spaces that every line begins with, which are the margin of the page */
function marginOf(raws: readonly string[]): number {
  let margin = Number.POSITIVE_INFINITY;
  for (const raw of raws) {
    if (raw.trim() === '') continue;
    margin = Math.min(margin, raw.search(/[^ ]/));
    if (margin === 0) return 0;
  }
  return Number.isFinite(margin) ? margin : 0;
}

/** An e-mail that quotes the whole text: almost every line begins with `>`. */
function isQuoted(raws: readonly string[]): boolean {
  let quoted = 0;
  let filled = 0;
  for (const raw of raws) {
    if (raw.trim() === '') continue;
    filled += 1;
    if (QUOTE.test(raw)) quoted += 1;
  }
  return quoted >= 5 && quoted >= filled * 0.7;
}

/**
 * Reads the lines of a source, with the syntax of each taken off.
 * @param source as returned by {@link cleanSource}
 * @returns one entry per line; a form feed adds a `pageBreak` of the same number
 */
export function readLines(source: string): readonly Line[] {
  const markdown = looksLikeMarkdown(source);
  const html = looksLikeHtml(source);
  const raws = source.split('\n');
  const quoted = isQuoted(raws);
  const margin = quoted ? 0 : marginOf(raws);
  const lines: Line[] = [];
  for (const [index, written] of raws.entries()) {
    const raw = (quoted ? written.replace(QUOTE, '') : written).slice(margin);
    for (const laid of html ? layHtmlOut(raw) : [raw])
      for (const [rank, part] of laid.split('\f').entries()) {
        const draft = { number: index + 1, raw: part };
        if (rank > 0) lines.push(line(draft, 'pageBreak', ''));
        if (rank === 0 || part.trim() !== '') lines.push(readLine(draft, markdown));
      }
  }
  const laidOut = settleUnderlines(settleRows(lines));
  return settleEmphasis(settleAlignedTables(markFurniture(laidOut)));
}
