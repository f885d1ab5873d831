import type { BlockJson, TableCellJson, TableJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { alignBlocks, type BlockAlignment } from './alignment.ts';
import { attributeChanges, attributeKinds } from './attributes.ts';
import type { Context } from './context.ts';
import { Item } from './items.ts';
import type {
  AttributeChange,
  CellComparison,
  ChangeKind,
  ListComparison,
  RowComparison,
  TableComparison,
} from './model.ts';
import { findMoves } from './moves.ts';

type Row = TableJson['content'][number];
type CompareLists = (
  old: readonly BlockJson[],
  fresh: readonly BlockJson[],
  context: Context,
) => ListComparison;

const NO_ID = '' as BlockId;

/** Rows and cells have no id: one is known by its first line, then by its words, as a table of its own. */
const asItem = (rows: readonly Row[]): Item =>
  new Item({
    type: 'table',
    attrs: { id: rows[0]?.content[0]?.content[0]?.attrs.id ?? NO_ID },
    content: rows,
  });
const rowItem = (row: Row): Item => asItem([row]);
const cellItem = (cell: TableCellJson): Item => asItem([{ type: 'tableRow', content: [cell] }]);

/** Pairs by rank what nothing else pairs: the cells of a row keep their columns. */
function pairRemaining(alignment: BlockAlignment): void {
  const { newOf, oldOf } = alignment;
  if (newOf.length !== oldOf.length) return;
  newOf.forEach((j, i) => {
    if (j !== -1 || oldOf[i] !== -1) return;
    newOf[i] = i;
    oldOf[i] = i;
  });
}

/** Walks two lists in the new order, what left standing where it was. */
function walk<T>(
  alignment: BlockAlignment,
  moved: (old: number) => boolean,
  visit: (old: number | null, fresh: number | null) => T,
): readonly T[] {
  const result: T[] = [];
  let next = 0;
  const leave = (to: number) => {
    for (; next < to; next += 1) if (alignment.newOf[next] === -1) result.push(visit(next, null));
  };
  alignment.oldOf.forEach((i, j) => {
    if (i !== -1 && !moved(i)) {
      leave(i);
      next = Math.max(next, i + 1);
    }
    result.push(visit(i === -1 ? null : i, j));
  });
  leave(alignment.newOf.length);
  return result;
}

const cellWords = (cell: TableCellJson): string => cellItem(cell).text.trim();
const EMPTY: ListComparison = { layout: [], changes: [] };
const NUMBERLESS = { number: { old: '', new: '' } };

/** What a change inside a cell is for the table that holds it. */
const asTableKind = (kind: ChangeKind): ChangeKind => {
  if (kind === 'insere' || kind === 'supprime') return 'reformule';
  return kind === 'deplace' || kind === 'scinde' || kind === 'fusionne' ? 'structure' : kind;
};

function compareCells(
  old: TableCellJson,
  fresh: TableCellJson,
  context: Context,
  compareLists: CompareLists,
): { attributes: readonly AttributeChange[]; blocks: ListComparison; kinds: readonly ChangeKind[] } {
  const attributes = attributeChanges(old, fresh);
  const blocks = compareLists(old.content, fresh.content, context);
  const kinds = [
    ...attributeKinds(attributes, { ...NUMBERLESS, noteOf: context.old.noteOf }),
    ...blocks.changes.flatMap((change) => change.kinds.map(asTableKind)),
  ];
  return { attributes, blocks, kinds };
}

function compareRows(old: Row, fresh: Row, context: Context, compareLists: CompareLists) {
  const [a, b] = [old.content.map(cellItem), fresh.content.map(cellItem)];
  const alignment = alignBlocks(a, b, context.budget);
  pairRemaining(alignment);
  const moves = findMoves(alignment, (rank) => 20 + (a[rank]?.text.length ?? 0));
  return walk(
    alignment,
    (i) => moves.has(i),
    (i, j): CellComparison => {
      const before = i === null ? undefined : old.content[i];
      const after = j === null ? undefined : fresh.content[j];
      if (before !== undefined && after !== undefined) {
        const { attributes, blocks, kinds } = compareCells(before, after, context, compareLists);
        const moved: readonly ChangeKind[] = moves.has(i ?? -1) ? ['deplace'] : [];
        return { old: i, cell: null, kinds: [...moved, ...kinds], attributes, blocks };
      }
      const kinds: readonly ChangeKind[] = [before === undefined ? 'insere' : 'supprime'];
      return { old: i, cell: after ?? before ?? null, kinds, attributes: [], blocks: EMPTY };
    },
  );
}

/** A row, or a cell, that comes or goes without a word in it changes the frame alone. */
const comeAndGo = (cell: CellComparison): ChangeKind =>
  cell.cell !== null && cellWords(cell.cell) === '' ? 'structure' : 'reformule';

const kindsForTable = (cell: CellComparison): readonly ChangeKind[] =>
  cell.cell === null ? cell.kinds.map(asTableKind) : [comeAndGo(cell)];

/** @returns what changed in a table, in the words used for a block; empty when nothing did */
export function tableKinds(table: TableComparison): readonly ChangeKind[] {
  return table.rows.flatMap((row) => [
    ...(row.kinds.includes('deplace') ? (['structure'] as const) : []),
    ...row.cells.flatMap(kindsForTable),
  ]);
}

/** @returns true when some cell was compared roughly (rule K11) */
export const tableCapped = (table: TableComparison): boolean =>
  table.rows.some((row) => row.cells.some((cell) => cell.blocks.changes.some((change) => change.capped)));

/**
 * Compares two tables: rows by their first line's id, then by likeness; cells likewise, then by column.
 * @param compareLists compares the lines of two cells
 */
export function compareTables(
  old: TableJson,
  fresh: TableJson,
  context: Context,
  compareLists: CompareLists,
): TableComparison {
  const [a, b] = [old.content.map(rowItem), fresh.content.map(rowItem)];
  const alignment = alignBlocks(a, b, context.budget);
  const moves = findMoves(alignment, (rank) => 20 + (a[rank]?.text.length ?? 0));
  const rows = walk(
    alignment,
    (i) => moves.has(i),
    (i, j): RowComparison => {
      const before = i === null ? undefined : old.content[i];
      const after = j === null ? undefined : fresh.content[j];
      if (before !== undefined && after !== undefined) {
        const cells = compareRows(before, after, context, compareLists);
        const moved: readonly ChangeKind[] = moves.has(i ?? -1) ? ['deplace'] : [];
        return { old: i, new: j, kinds: [...moved, ...cells.flatMap(kindsForTable)], cells };
      }
      const kind: ChangeKind = before === undefined ? 'insere' : 'supprime';
      const cells = ((after ?? before)?.content ?? []).map(
        (cell, rank): CellComparison => ({
          old: before === undefined ? null : rank,
          cell,
          kinds: [kind],
          attributes: [],
          blocks: EMPTY,
        }),
      );
      return { old: i, new: j, kinds: [kind], cells };
    },
  );
  return { rows };
}
