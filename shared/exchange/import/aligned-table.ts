import type { Line } from './lines.ts';
import { signatureLine } from './signature-line.ts';

/*
 * Tables whose columns are only held apart by spaces, as programs that read PDF write them (rule L11 of RULES.md).
 */

interface Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const MAX_LINE = 400;
const GAP = / {2,}/g;

/** Cells between two spaces and more; [] for a line that has one cell at most. */
function cellsOf(line: Line): readonly Cell[] {
  const { source } = line;
  if (line.kind !== 'text' || line.furniture !== null || source.length > MAX_LINE || !source.includes('  '))
    return [];
  const cells: Cell[] = [];
  let at = 0;
  const take = (end: number) => {
    const text = source.slice(at, end).trim();
    if (text !== '') cells.push({ text, start: at, end: at + source.slice(at, end).trimEnd().length });
  };
  for (const gap of source.matchAll(GAP)) {
    take(gap.index);
    at = gap.index + gap[0].length;
  }
  take(source.length);
  return cells.length > 1 ? cells : [];
}

const signs = (cells: readonly Cell[]): boolean =>
  cells.some((cell) => ['pour', 'delegation', 'name', 'capacity', 'both'].includes(signatureLine(cell.text)));

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1;

/** Every column begins at one place, or ends at one place. */
function aligned(rows: readonly (readonly Cell[])[]): boolean {
  const [first = []] = rows;
  return first.every((head, column) => {
    const cells = rows.map((row) => row[column]);
    const starts = cells.every((cell) => cell !== undefined && near(cell.start, head.start));
    // The first row heads the columns, and may be set otherwise than the figures under it.
    const last = cells.at(-1);
    const ends = cells
      .slice(1)
      .every((cell) => cell !== undefined && last !== undefined && near(cell.end, last.end));
    const over = cells.every(
      (cell) => cell !== undefined && cell.start < head.end + 12 && cell.end > head.start - 12,
    );
    return starts || (ends && over);
  });
}

/** Two columns of words are rather signatures or a page set in columns; figures make a table. */
const isTable = (rows: readonly (readonly Cell[])[]): boolean => {
  const [first = []] = rows;
  if (first.length > 2) return rows.length >= 2;
  return rows.length >= 3 && rows.slice(1).every((row) => /\d/.test(row[1]?.text ?? ''));
};

/** @returns the lines, those of a table held by spaces made rows */
export function settleAlignedTables(lines: readonly Line[]): readonly Line[] {
  let settled: Line[] | null = null;
  let index = 0;
  while (index < lines.length) {
    const rows: (readonly Cell[])[] = [];
    for (let end = index; end < lines.length; end += 1) {
      const cells = cellsOf(lines[end] as Line);
      if (cells.length === 0 || (rows[0] !== undefined && rows[0].length !== cells.length)) break;
      rows.push(cells);
    }
    if (rows.length >= 2 && isTable(rows) && !rows.some(signs) && aligned(rows)) {
      settled ??= [...lines];
      for (const [rank, cells] of rows.entries()) {
        const line = lines[index + rank];
        if (line !== undefined)
          settled[index + rank] = { ...line, kind: 'row', cells: cells.map((cell) => cell.text) };
      }
    }
    index += Math.max(1, rows.length);
  }
  return settled ?? lines;
}
