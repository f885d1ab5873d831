import { versionOf } from '#shared/compare/context.ts';
import type { Comparison, RowComparison, TableComparison } from '#shared/compare/model.ts';
import type { BlockJson, TableCellJson, TableJson, TextBlockJson } from '#shared/document/model.ts';
import { printContext } from '#shared/document/text.ts';
import { type Entry, entriesOf } from './entries.ts';
import type {
  OnSide,
  RevisedBlock,
  RevisedCell,
  RevisedDocument,
  RevisedParagraph,
  RevisedRow,
} from './model.ts';
import { joinMoves } from './moves.ts';
import { Footnotes } from './notes.ts';
import { changedParagraphs, movedParagraph, type Writing, wholeParagraph } from './paragraphs.ts';
import { SEPARATOR_LOOK } from './styles.ts';

type Row = TableJson['content'][number];

const isText = (block: BlockJson): block is TextBlockJson =>
  block.type !== 'table' && block.type !== 'image' && block.type !== 'sautPage';

const separator = (mark: OnSide): RevisedParagraph => ({
  kind: 'paragraphe',
  look: SEPARATOR_LOOK,
  was: null,
  runs: [],
  mark,
  move: null,
});

/**
 * The end of a cell, or of a footnote, can be neither added nor struck: the end before it is, in its place.
 * @returns the same words on both sides, without an empty line where that can be
 */
function withFixedEnd(paragraphs: readonly RevisedParagraph[]): readonly RevisedParagraph[] {
  const last = paragraphs.at(-1);
  if (last === undefined || last.mark === 'both') return paragraphs;
  const kept = paragraphs.findLastIndex((one) => one.mark === 'both');
  const tail = paragraphs.slice(kept + 1);
  const uniform = kept !== -1 && tail.every((one) => one.mark === last.mark);
  return paragraphs.map((one, rank) => {
    if (rank === paragraphs.length - 1) return { ...one, mark: 'both' };
    return uniform && rank === kept ? { ...one, mark: last.mark } : one;
  });
}

class Reviser {
  private readonly comparison: Comparison;
  private readonly writing: Writing;
  private readonly notes: Footnotes;
  private readonly blocks: RevisedBlock[] = [];
  /** The other side of each block that moved, by old rank. */
  private others: {
    readonly old: ReadonlyMap<number, BlockJson>;
    readonly new: ReadonlyMap<number, BlockJson>;
  } = { old: new Map(), new: new Map() };

  constructor(comparison: Comparison) {
    this.comparison = comparison;
    const ids = { blocks: new Map<string, string>(), notes: new Map<string, string>() };
    const versions = {
      old: versionOf(printContext(comparison.old), ids),
      new: versionOf(printContext(comparison.new), ids),
    };
    this.notes = new Footnotes(comparison, versions);
    this.writing = { versions, calls: this.notes, leads: true };
  }

  private paragraphs(entry: Entry): readonly RevisedParagraph[] {
    const block = entry.side === 'both' ? entry.new : entry.block;
    if (!isText(block)) return [];
    const writing = block.type === 'note' ? { ...this.writing, calls: this.notes.repeats } : this.writing;
    if (entry.side !== 'both') {
      const other = this.others[entry.side === 'old' ? 'new' : 'old'].get(entry.moved?.rank ?? -1);
      if (entry.moved === null || other === undefined || !isText(other) || block.type === 'note')
        return wholeParagraph(block, entry.side, writing);
      return [movedParagraph(block, entry.side, entry.moved, { ...writing, other })];
    }
    return changedParagraphs(entry.old.filter(isText), block, entry.change, writing);
  }

  private cell(cell: TableCellJson, paragraphs: readonly RevisedParagraph[]): RevisedCell {
    const { colspan, rowspan } = cell.attrs;
    return {
      header: cell.type === 'tableHeader',
      colspan,
      rowspan,
      paragraphs: withFixedEnd(paragraphs),
    };
  }

  private wholeRow(row: Row, side: 'old' | 'new'): RevisedRow {
    const cells = row.content.map((cell) =>
      this.cell(
        cell,
        cell.content.flatMap((block) => wholeParagraph(block, side, this.writing)),
      ),
    );
    return { side, cells };
  }

  private changedRow(row: RowComparison, old: Row, fresh: Row): RevisedRow {
    const cells = fresh.content.map((cell, rank) => {
      const change = row.cells[rank];
      const before = old.content[change?.old ?? -1];
      if (change === undefined || before === undefined) throw new RangeError(`No cell ${rank}`);
      const entries = entriesOf(change.blocks, before.content, cell.content);
      return this.cell(
        cell,
        // A word processor moves no line between two cells, nor in one.
        entries.flatMap((entry) =>
          this.paragraphs(entry.side === 'both' ? entry : { ...entry, moved: null }),
        ),
      );
    });
    return { side: 'both', cells };
  }

  private wholeTable(table: TableJson, side: 'old' | 'new'): void {
    this.push({ kind: 'table', rows: table.content.map((row) => this.wholeRow(row, side)) });
  }

  private sameTable(old: TableJson, fresh: TableJson): void {
    const rows = fresh.content.map((row, rank): RevisedRow => {
      const before = old.content[rank];
      const cells = row.content.map((cell, column) => {
        const from = before?.content[column]?.content ?? [];
        const paragraphs = cell.content.flatMap((block, line) =>
          changedParagraphs(from.slice(line, line + 1), block, null, this.writing),
        );
        return this.cell(cell, paragraphs);
      });
      return { side: 'both', cells };
    });
    this.push({ kind: 'table', rows });
  }

  private changedTable(table: TableComparison, old: TableJson, fresh: TableJson): void {
    if (!keepsColumns(table, old, fresh)) {
      this.wholeTable(old, 'old');
      this.push(separator('old'));
      this.wholeTable(fresh, 'new');
      return;
    }
    const rows: RevisedRow[] = [];
    const moved = new Set(table.rows.flatMap((row) => (isMoved(row) && row.old !== null ? [row.old] : [])));
    let told = 0;
    const leave = (to: number) => {
      for (; told < to; told += 1) {
        const row = old.content[told];
        if (row !== undefined && moved.has(told)) rows.push(this.wholeRow(row, 'old'));
      }
    };
    for (const row of table.rows) {
      const before = old.content[row.old ?? -1];
      const after = fresh.content[row.new ?? -1];
      if (before !== undefined && !isMoved(row)) {
        leave(row.old ?? 0);
        told = (row.old ?? 0) + 1;
      }
      if (after === undefined) {
        if (before !== undefined) rows.push(this.wholeRow(before, 'old'));
      } else if (before === undefined || isMoved(row)) rows.push(this.wholeRow(after, 'new'));
      else rows.push(this.changedRow(row, before, after));
    }
    leave(old.content.length);
    this.push({ kind: 'table', rows });
  }

  /** Two tables side by side would be one for a word processor. */
  private push(block: RevisedBlock): void {
    if (block.kind === 'table' && this.blocks.at(-1)?.kind === 'table') this.blocks.push(separator('both'));
    this.blocks.push(block);
  }

  private entry(entry: Entry): void {
    const block = entry.side === 'both' ? entry.new : entry.block;
    const [old] = entry.side === 'both' ? entry.old : [];
    switch (block.type) {
      case 'table':
        if (entry.side !== 'both') this.wholeTable(block, entry.side);
        else if (old?.type === 'table') {
          const content = entry.change?.content;
          if (content?.kind === 'table') this.changedTable(content.table, old, block);
          else this.sameTable(old, block);
        }
        break;
      case 'image': {
        const { src, alt } = block.attrs;
        if (entry.side !== 'both') this.push({ kind: 'image', side: entry.side, src, alt });
        else if (old?.type === 'image' && (old.attrs.src !== src || old.attrs.alt !== alt)) {
          this.push({ kind: 'image', side: 'old', src: old.attrs.src, alt: old.attrs.alt });
          this.push({ kind: 'image', side: 'new', src, alt });
        } else this.push({ kind: 'image', side: 'both', src, alt });
        break;
      }
      case 'sautPage':
        break;
      default:
        for (const paragraph of this.paragraphs(entry)) this.push(paragraph);
    }
  }

  revise(): RevisedDocument {
    const { blocks, old, new: fresh } = this.comparison;
    const entries = entriesOf(blocks, old.document.content, fresh.document.content);
    this.others = { old: movedBlocks(entries, 'old'), new: movedBlocks(entries, 'new') };
    for (const entry of this.notes.take(entries)) this.entry(entry);
    if (this.blocks.at(-1)?.kind !== 'paragraphe') this.push(separator('both'));
    else {
      const last = this.blocks.at(-1);
      if (last?.kind === 'paragraphe' && last.mark !== 'both') this.push(separator('both'));
    }
    return { blocks: joinMoves(this.blocks), notes: this.notes.paragraphs.map(withFixedEnd) };
  }
}

function movedBlocks(entries: readonly Entry[], side: 'old' | 'new'): ReadonlyMap<number, BlockJson> {
  return new Map(
    entries.flatMap((entry): readonly (readonly [number, BlockJson])[] =>
      entry.side === side && entry.moved !== null ? [[entry.moved.rank, entry.block]] : [],
    ),
  );
}

const isMoved = (row: RowComparison): boolean => row.kinds.includes('deplace') && row.new !== null;

const hasTallCell = (table: TableJson): boolean =>
  table.content.some((row) => row.content.some((cell) => cell.attrs.rowspan > 1));

/** Word processors track rows that come and go; columns they do not all, and a cell over several rows can't lose one. */
function keepsColumns(table: TableComparison, old: TableJson, fresh: TableJson): boolean {
  const rowsKept = table.rows.every((row) => row.old !== null && row.new !== null && !isMoved(row));
  if (!rowsKept && (hasTallCell(old) || hasTallCell(fresh))) return false;
  return table.rows.every(
    (row) =>
      row.old === null ||
      row.new === null ||
      row.cells.every(
        (cell) =>
          cell.cell === null &&
          !cell.kinds.includes('deplace') &&
          cell.attributes.every(({ name }) => name !== 'colspan' && name !== 'rowspan'),
      ),
  );
}

/**
 * Writes a comparison as one text with its revisions (rules W1 to W6 of RULES.md).
 * @param comparison of two states of an act, or of two acts
 * @returns both texts at once: what is on `old` and `both` is the old one, what is on `new` and `both` the new one
 */
export function reviseDocument(comparison: Comparison): RevisedDocument {
  return new Reviser(comparison).revise();
}
