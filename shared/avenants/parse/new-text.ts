import type { QuotedLine } from '../model.ts';
import { outerQuotes } from '../text/quotes.ts';
import type { Folded } from './characters.ts';
import type { Quote, Stretch } from './quotes.ts';

const COMBINING = /^[\u0300-\u036f]+/;

/**
 * The letters of a stretch as the source has them: typography kept, page edges and invisible characters left out.
 */
export function sourceLetters(source: Folded, { from, to }: Stretch): string {
  let text = '';
  let before = -1;
  for (let index = from; index < to; index += 1) {
    const at = source.at[index] ?? 0;
    if (at === before) continue;
    before = at;
    const raw = source.raw.slice(at, Math.max(at + 1, source.at[index + 1] ?? source.raw.length));
    const folded = source.text[index] ?? '';
    if (folded === '«' || folded === '»') text += folded;
    else if (/^[\n\r]/.test(raw)) text += folded === '\n' ? '\n' : ' ';
    else {
      const marks = COMBINING.exec(raw.slice(1))?.[0] ?? '';
      text += marks === '' ? raw.slice(0, 1) : (raw.slice(0, 1) + marks).normalize('NFC');
    }
  }
  return text.trim();
}

/** The words that a stretch quotes, as the act writes them. */
export const wordsOf = (source: Folded, stretch: Stretch): string =>
  outerQuotes(sourceLetters(source, stretch).replace(/\s*\n\s*/g, ' '));

const ROW = /^\|.*\|$/su;

export function cellsOf(line: string): readonly string[] {
  const inner = ROW.test(line) ? line.slice(1, -1) : line;
  return inner
    .split(ROW.test(line) || line.includes('|') ? '|' : '\t')
    .map((cell) => outerQuotes(cell.trim()));
}

export const isRow = (line: string): boolean =>
  ROW.test(line) || /\S\t+\S/.test(line) || /\S\s+\|\s+\S/.test(line);

/**
 * The alinéas of some quotations. Rows of cells that follow one another are one table, which is one alinéa.
 */
export function quotedLines(source: Folded, quotes: readonly Quote[]): readonly QuotedLine[] {
  const lines: QuotedLine[] = [];
  let rows: (readonly string[])[] = [];
  const close = (): void => {
    if (rows.length > 0) lines.push({ kind: 'table', rows });
    rows = [];
  };
  for (const quote of quotes)
    for (const alinea of quote.alineas) {
      const text = sourceLetters(source, alinea);
      if (text === '') continue;
      if (isRow(text)) rows.push(cellsOf(text));
      else {
        close();
        lines.push({ kind: 'text', text: outerQuotes(text) });
      }
    }
  close();
  return lines;
}

/** Rows of quoted cells, for the lines of a table. */
export function quotedRows(source: Folded, quotes: readonly Quote[]): readonly (readonly string[])[] {
  return quotedLines(source, quotes).flatMap((line) =>
    line.kind === 'table' ? line.rows : [cellsOf(line.text)],
  );
}
