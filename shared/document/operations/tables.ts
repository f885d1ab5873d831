import { attribute, type Block, childElements } from './elements.ts';

/** A row that lacks cells beside the widest of its table. */
export interface ShortRow {
  readonly row: Block;
  readonly missing: number;
}

/** @returns whether a table holds no cell at all: rows and columns that several people removed at once */
export function hasNoCell(table: Block): boolean {
  return childElements(table).every((row) => childElements(row).length === 0);
}

/**
 * Rows shorter than the widest one, as when somebody adds a column while somebody else adds a row. An editor pads
 * them on its own, each client its own way, and the table would grow without end.
 */
export function shortRows(table: Block): ShortRow[] {
  const rows = childElements(table);
  /** Per row, the columns taken by cells that reach down from rows above. */
  const reached = rows.map(() => 0);
  const widths = rows.map((row, index) => {
    let width = 0;
    for (const cell of childElements(row)) {
      const columns = span(cell, 'colspan');
      width += columns;
      const last = Math.min(rows.length, index + span(cell, 'rowspan'));
      for (let below = index + 1; below < last; below += 1) reached[below] = (reached[below] ?? 0) + columns;
    }
    return width + (reached[index] ?? 0);
  });
  const widest = Math.max(0, ...widths);
  return rows.flatMap((row, index) => {
    const width = widths[index] ?? 0;
    return width < widest ? [{ row, missing: widest - width }] : [];
  });
}

function span(cell: Block, name: 'colspan' | 'rowspan'): number {
  const value = attribute(cell, name);
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : 1;
}
