import type { PrintCell, PrintTable } from '../model.ts';
import type { PdfCell, PdfNode, PdfTable } from './model.ts';

/** From how many columns a cell is narrow. */
const NARROW_FROM = 4;
/** Longest word left whole in a narrow cell, in characters. */
const LONGEST_IN_CELL = 14;

/** @returns relative widths: a column of long cells is wider, without leaving the others too narrow for a word */
function widthsByWords(cells: readonly PdfCell[], columns: number): readonly number[] {
  return Array.from({ length: columns }, (_, x) => {
    const lengths = cells.filter((cell) => cell.x === x && cell.colspan === 1).map(lengthOf);
    return Math.round(Math.sqrt(Math.min(90, Math.max(10, ...lengths))) * 100) / 100;
  });
}

function lengthOf({ body }: PdfCell): number {
  let length = 0;
  for (const node of body) {
    if ('runs' in node) for (const run of node.runs) if (run.k === 'texte') length += run.t.length;
    if (node.k === 'liste')
      for (const item of node.items)
        for (const run of item.runs) if (run.k === 'texte') length += run.t.length;
  }
  return length;
}

/** A cell before it has its place. */
interface Unplaced<Body> {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly blocks: Body;
}

/**
 * Places every cell of a table, whatever its spans say: a span never runs over another cell nor out of the table.
 * @param bodyOf lays out what a cell holds, words longer than `longest` characters being cut
 */
export function placeCells<Body>(
  rows: readonly (readonly Unplaced<Body>[])[],
  bodyOf: (blocks: Body, longest: number) => readonly PdfNode[],
): PdfTable {
  const widest = Math.max(0, ...rows.map((row) => row.reduce((sum, { colspan }) => sum + colspan, 0)));
  const taken = new Set<string>();
  const cells: PdfCell[] = [];
  const count = rows.length;
  const longest = widest >= NARROW_FROM ? LONGEST_IN_CELL : LONGEST_IN_CELL * 2;
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row) {
      while (taken.has(`${x},${y}`)) x += 1;
      let colspan = 1;
      while (colspan < cell.colspan && !taken.has(`${x + colspan},${y}`)) colspan += 1;
      const rowspan = Math.min(cell.rowspan, count - y);
      for (let dx = 0; dx < colspan; dx += 1)
        for (let dy = 0; dy < rowspan; dy += 1) taken.add(`${x + dx},${y + dy}`);
      cells.push({ x, y, colspan, rowspan, header: cell.header, body: bodyOf(cell.blocks, longest) });
      x += colspan;
    }
  });
  const columns = Math.max(1, ...cells.map(({ x, colspan }) => x + colspan));
  return { widths: widthsByWords(cells, columns), headerRows: 0, rows: count, cells };
}

/**
 * Lays a table out.
 * @param label its anchor, if it has one
 * @param bodyOf as {@link placeCells} takes it
 */
export function placeTable(
  table: PrintTable,
  label: { readonly label?: string },
  bodyOf: (blocks: PrintCell['blocks'], longest: number) => readonly PdfNode[],
): PdfNode {
  const placed = placeCells(table.rows, bodyOf);
  const { headerRows } = table;
  const straddles = placed.cells.some(({ y, rowspan }) => y < headerRows && y + rowspan > headerRows);
  return {
    k: 'table',
    ...label,
    ...placed,
    widths: table.widths?.length === placed.widths.length ? table.widths : placed.widths,
    headerRows: straddles ? 0 : headerRows,
  };
}
