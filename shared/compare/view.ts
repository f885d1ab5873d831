import type { ActContent, BlockJson, TableCellJson } from '#shared/document/model.ts';
import { printContext } from '#shared/document/text.ts';
import { contentOf, type Version, versionOf } from './context.ts';
import type { Piece, Segment } from './inline/model.ts';
import { FILTERS, type Filter } from './labels.ts';
import {
  type BlockChange,
  CHANGE_KINDS,
  type ChangeKind,
  type Comparison,
  type ListComparison,
  type RowComparison,
} from './model.ts';
import { groupRows, type ViewGroup } from './view-groups.ts';

/** A block as one side shows it: its frame, and its number as printed. */
interface ViewSide {
  readonly block: BlockJson;
  readonly number: string;
}

/** The content of a row, both sides at once; each side leaves out what is not its own. */
type ViewContent =
  | { readonly kind: 'text'; readonly segments: readonly Segment[] }
  | { readonly kind: 'table'; readonly rows: readonly ViewTableRow[] }
  /** A picture or a page break, which the block says whole. */
  | { readonly kind: 'other' };

/** Whether something is on one side alone. */
export type Presence = 'both' | 'old' | 'new';

/** A row of a table, both sides at once. */
export interface ViewTableRow {
  readonly presence: Presence;
  readonly kinds: readonly ChangeKind[];
  readonly cells: readonly ViewCell[];
}

/** A cell of such a row. */
export interface ViewCell {
  /** Its frame: the new one, the old one when it is gone. */
  readonly frame: Pick<TableCellJson, 'type' | 'attrs'>;
  readonly presence: Presence;
  readonly kinds: readonly ChangeKind[];
  readonly lines: readonly ViewRow[];
}

/** One line of a comparison, old beside new. */
export interface ViewRow {
  /** Unique in its list. */
  readonly key: string;
  /** Rank in the changes of the comparison (of its cell, in a table); null when nothing changed. */
  readonly change: number | null;
  readonly kinds: readonly ChangeKind[];
  readonly presence: Presence;
  readonly old: ViewSide | null;
  readonly new: ViewSide | null;
  /** `away`: it stood here and is now elsewhere, where another row shows it. */
  readonly moved: BlockChange['moved'] | 'away';
  readonly content: ViewContent;
  readonly capped: boolean;
}

/** A comparison ready to be shown side by side or as one redline. */
export interface ComparisonView {
  readonly rows: readonly ViewRow[];
  /** Division by division, in the order of the rows, which they share out. */
  readonly groups: readonly ViewGroup[];
  /** Blocks changed, by kind; a block of two kinds counts in both. */
  readonly counts: Readonly<Record<ChangeKind, number>>;
  readonly fields: Comparison['fields'];
}

interface Versions {
  readonly old: Version;
  readonly new: Version;
}

const pieces = (block: BlockJson, version: Version): readonly Piece[] =>
  (contentOf(block) ?? []).map((inline) => ({
    inline,
    text: inline.type === 'text' ? inline.text : version.print(inline),
  }));

const SEGMENTS: Readonly<Record<Presence, 'kept' | 'deleted' | 'inserted'>> = {
  both: 'kept',
  old: 'deleted',
  new: 'inserted',
};

const frameOf = ({ type, attrs }: TableCellJson): ViewCell['frame'] => ({ type, attrs });

/** The content of a block that is all of one piece: unchanged, added or taken away. */
function wholeContent(block: BlockJson, presence: Presence, versions: Versions): ViewContent {
  if (block.type === 'image' || block.type === 'sautPage') return { kind: 'other' };
  const version = presence === 'old' ? versions.old : versions.new;
  if (block.type !== 'table') {
    const run = pieces(block, version);
    return { kind: 'text', segments: run.length === 0 ? [] : [{ kind: SEGMENTS[presence], pieces: run }] };
  }
  const rows = block.content.map(
    (row): ViewTableRow => ({
      presence,
      kinds: [],
      cells: row.content.map(
        (cell): ViewCell => ({
          frame: frameOf(cell),
          presence,
          kinds: [],
          lines: cell.content.map((line) => wholeRow(line, presence, versions, null)),
        }),
      ),
    }),
  );
  return { kind: 'table', rows };
}

function wholeRow(block: BlockJson, presence: Presence, versions: Versions, change: number | null): ViewRow {
  const side = (version: Version): ViewSide => ({ block, number: version.numberOf(block) });
  const kind: readonly ChangeKind[] = presence === 'both' ? [] : [presence === 'old' ? 'supprime' : 'insere'];
  return {
    key: `${presence === 'old' ? 'old' : 'new'}:${block.attrs.id}`,
    change,
    kinds: change === null ? [] : kind,
    presence,
    old: presence === 'new' ? null : side(versions.old),
    new: presence === 'old' ? null : side(versions.new),
    moved: null,
    content: wholeContent(block, presence, versions),
    capped: false,
  };
}

const presenceOf = (old: unknown, fresh: unknown): Presence =>
  old === null ? 'new' : fresh === null ? 'old' : 'both';

function tableRows(
  rows: readonly RowComparison[],
  old: BlockJson,
  fresh: BlockJson,
  versions: Versions,
): readonly ViewTableRow[] {
  const [before, after] = [old, fresh].map((block) => (block.type === 'table' ? block.content : []));
  return rows.map((row): ViewTableRow => {
    const oldCells = before?.[row.old ?? -1]?.content ?? [];
    const newCells = after?.[row.new ?? -1]?.content ?? [];
    let rank = -1;
    const cells = row.cells.flatMap((cell): ViewCell | readonly [] => {
      const gone = cell.cell !== null && (row.new === null || cell.kinds.includes('supprime'));
      if (!gone) rank += 1;
      const presence: Presence = cell.cell === null ? 'both' : gone ? 'old' : 'new';
      const framed = cell.cell ?? newCells[rank];
      if (framed === undefined) return [];
      const lines =
        cell.cell === null
          ? listRows(
              cell.blocks,
              oldCells[cell.old ?? -1]?.content ?? [],
              newCells[rank]?.content ?? [],
              versions,
            )
          : cell.cell.content.map((line) => wholeRow(line, presence, versions, null));
      return { frame: frameOf(framed), presence, kinds: cell.kinds, lines };
    });
    return { presence: presenceOf(row.old, row.new), kinds: row.kinds, cells };
  });
}

function changedRow(
  change: BlockChange,
  rank: number,
  old: readonly BlockJson[],
  fresh: readonly BlockJson[],
  versions: Versions,
): ViewRow {
  if (change.content.kind === 'whole')
    return wholeRow(change.content.block, change.new === null ? 'old' : 'new', versions, rank);
  const [from, to] = [old[change.old[0]?.index ?? -1], fresh[change.new?.index ?? -1]];
  if (from === undefined || to === undefined) throw new RangeError('A change of nothing');
  const contents = {
    same: () => wholeContent(to, 'both', versions),
    text: (): ViewContent => ({
      kind: 'text',
      segments: change.content.kind === 'text' ? change.content.comparison.segments : [],
    }),
    table: (): ViewContent => ({
      kind: 'table',
      rows: change.content.kind === 'table' ? tableRows(change.content.table.rows, from, to, versions) : [],
    }),
  };
  return {
    key: `new:${to.attrs.id}`,
    change: rank,
    kinds: change.kinds,
    presence: 'both',
    // The number of an alinéa that was cut stands before its first part.
    old: { block: from, number: (change.part?.rank ?? 0) === 0 ? change.number.old : '' },
    new: { block: to, number: change.number.new },
    moved: change.moved,
    content: contents[change.content.kind](),
    capped: change.capped,
  };
}

function listRows(
  list: ListComparison,
  old: readonly BlockJson[],
  fresh: readonly BlockJson[],
  versions: Versions,
): readonly ViewRow[] {
  const rows: ViewRow[] = [];
  let next = 0;
  for (const item of list.layout) {
    if (item.kind === 'departure') {
      const block = old[item.old];
      if (block === undefined) continue;
      const row = wholeRow(block, 'old', versions, null);
      rows.push({ ...row, key: `away:${block.attrs.id}`, moved: 'away' });
    } else if (item.kind === 'same')
      for (let rank = 0; rank < item.count; rank += 1) {
        const [from, block] = [old[item.old + rank], fresh[next]];
        next += 1;
        if (block === undefined || from === undefined) continue;
        const row = wholeRow(block, 'both', versions, null);
        rows.push({ ...row, moved: item.moved ? 'carried' : null });
      }
    else {
      const change = list.changes[item.change];
      if (change === undefined) continue;
      if (change.new !== null) next += 1;
      rows.push(changedRow(change, item.change, old, fresh, versions));
    }
  }
  return rows;
}

function countKinds(changes: readonly BlockChange[]): Readonly<Record<ChangeKind, number>> {
  const count = (kind: ChangeKind) => changes.filter((change) => change.kinds.includes(kind)).length;
  const counts = CHANGE_KINDS.map((kind) => [kind, count(kind)] as const);
  // Every kind is in the list, so every key of the record is.
  return Object.fromEntries(counts) as Record<ChangeKind, number>;
}

const IDS = { blocks: new Map<string, string>(), notes: new Map<string, string>() };
const version = (content: ActContent): Version => versionOf(printContext(content), IDS);

/**
 * Lays a comparison out, row by row (rule K15): the old line beside the new one, and both in one redline.
 * A row's old side is its segments without what was inserted, its new side without what was deleted.
 */
export function viewOf(comparison: Comparison): ComparisonView {
  const versions = { old: version(comparison.old), new: version(comparison.new) };
  const [old, fresh] = [comparison.old.document.content, comparison.new.document.content];
  const rows = listRows(comparison.blocks, old, fresh, versions);
  return {
    rows,
    groups: groupRows(rows, comparison),
    counts: countKinds(comparison.blocks.changes),
    fields: comparison.fields,
  };
}

/** @returns true for a row that one of these filters shows; without a filter, for any that changed */
export function isShown(row: Pick<ViewRow, 'kinds'>, filters: readonly Filter[]): boolean {
  const wanted =
    filters.length === 0 ? Object.values(FILTERS).flat() : filters.flatMap((one) => FILTERS[one]);
  return row.kinds.some((kind) => wanted.some((one) => one === kind));
}

/** @returns the runs of one side of a redline, in order, as that side reads */
export function sideOf(segments: readonly Segment[], side: 'old' | 'new'): readonly Segment[] {
  return segments.filter((one) => one.kind !== (side === 'old' ? 'inserted' : 'deleted'));
}
