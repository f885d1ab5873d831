import type { BlockJson } from '#shared/document/model.ts';
import { alignBlocks, type BlockAlignment } from './alignment.ts';
import { attributeChanges, attributeKinds, numberKind } from './attributes.ts';
import { blockTokens, type Context, contentOf, holdsText } from './context.ts';
import { compareTokens } from './inline/compare.ts';
import type { InlineComparison } from './inline/model.ts';
import { Item } from './items.ts';
import { LayoutBuilder } from './layout.ts';
import {
  type BlockChange,
  CHANGE_KINDS,
  type ChangeKind,
  type ContentChange,
  type ListComparison,
  type Place,
} from './model.ts';
import { findMoves, type Moves } from './moves.ts';
import { findSplits, joinedTokens, type Part, type Splits } from './splits.ts';
import { compareTables, tableCapped, tableKinds } from './tables.ts';

/** Two lists whose blocks know each other. */
export interface AlignedLists {
  readonly a: readonly Item[];
  readonly b: readonly Item[];
  readonly alignment: BlockAlignment;
  readonly moves: Moves;
}

/** Size of a block, for what counts as the lighter one to have moved. */
export const blockWeight = (item: Item | undefined): number => 20 + (item?.text.length ?? 0);

/** @returns kinds without repeats, in the order in which they are said; ids alone are said only when they are all */
function orderKinds(kinds: readonly ChangeKind[]): readonly ChangeKind[] {
  const found = CHANGE_KINDS.filter((kind) => kinds.includes(kind));
  return found.length > 1 ? found.filter((kind) => kind !== 'identite') : found;
}

const ATOM = /"type":"(?:variable|renvoi|appelNote)"/;

function inlineKinds(comparison: InlineComparison): readonly ChangeKind[] {
  return comparison.reworded ? ['reformule', ...comparison.alterations] : comparison.alterations;
}

const hasChanges = (comparison: InlineComparison): boolean =>
  comparison.reworded ||
  comparison.alterations.length > 0 ||
  comparison.segments.some((one) => one.kind !== 'kept');

class ListComparer {
  private readonly lists: AlignedLists;
  private readonly context: Context;
  private readonly splits: Splits;

  constructor(lists: AlignedLists, context: Context) {
    this.lists = lists;
    this.context = context;
    this.splits = findSplits(lists.a, lists.b, lists.alignment, context);
  }

  private place(items: readonly Item[], index: number): Place {
    const block = items[index]?.block;
    if (block === undefined) throw new RangeError(`No block ${index}`);
    return { index, id: block.attrs.id };
  }

  private whole(item: Item, kind: 'insere' | 'supprime', index: number): BlockChange {
    const inserted = kind === 'insere';
    const number = (inserted ? this.context.new : this.context.old).numberOf(item.block);
    const place = this.place(inserted ? this.lists.b : this.lists.a, index);
    const { rough } = this.lists.alignment;
    return {
      kinds: [kind],
      old: inserted ? [] : [place],
      new: inserted ? place : null,
      part: null,
      moved: null,
      attributes: [],
      content: { kind: 'whole', block: item.block },
      number: inserted ? { old: '', new: number } : { old: number, new: '' },
      capped: (inserted ? rough.new : rough.old).has(index),
    };
  }

  private textOf(old: Item, fresh: Item, part: Part | undefined, joins: readonly Item[]): ContentChange {
    const { context } = this;
    if (part === undefined && joins.length === 0) {
      const sameText = JSON.stringify(contentOf(old.block)) === JSON.stringify(contentOf(fresh.block));
      if (sameText && (!ATOM.test(old.json) || this.printsAlike(fresh))) return { kind: 'same' };
    }
    const before =
      part?.tokens ?? (joins.length > 0 ? joinedTokens(joins, context) : blockTokens(old.block, context.old));
    const comparison = compareTokens(before, blockTokens(fresh.block, context.new), context.budget);
    if (part !== undefined || joins.length > 0 || hasChanges(comparison)) return { kind: 'text', comparison };
    return { kind: 'same' };
  }

  /** Whether the atoms of a text that did not change print the same on both sides. */
  private printsAlike({ block }: Item): boolean {
    const atoms = (contentOf(block) ?? []).filter((inline) => inline.type !== 'text');
    return atoms.every((atom) => this.context.old.print(atom) === this.context.new.print(atom));
  }

  private contentOf(old: Item, fresh: Item, part: Part | undefined, joins: readonly Item[]): ContentChange {
    if (old.block.type === 'table' && fresh.block.type === 'table') {
      const table = compareTables(old.block, fresh.block, this.context, compareLists);
      return tableKinds(table).length === 0 ? { kind: 'same' } : { kind: 'table', table };
    }
    if (holdsText(old.block) && holdsText(fresh.block)) return this.textOf(old, fresh, part, joins);
    if (old.block.type === fresh.block.type) return { kind: 'same' };
    throw new TypeError(`A ${old.block.type} is no ${fresh.block.type}`);
  }

  /** @returns what changed in a block that is on both sides, null when nothing did */
  private changed(i: number, j: number, part: Part | undefined): BlockChange | null {
    const { a, b, moves } = this.lists;
    const [old, fresh] = [a[i], b[j]];
    if (old === undefined || fresh === undefined) throw new RangeError(`No pair ${i}, ${j}`);
    const moved = moves.get(i) ?? null;
    const number = {
      old: this.context.old.numberOf(old.block),
      new: this.context.new.numberOf(fresh.block),
    };
    const joinRanks = this.splits.joins.get(j) ?? [];
    const others = joinRanks.filter((rank) => rank !== i);
    if (old.json === fresh.json && moved !== 'self' && number.old === number.new && !ATOM.test(old.json))
      return null;
    const joins = joinRanks.flatMap((rank) => a[rank] ?? []);
    const attributes = attributeChanges(old.block, fresh.block);
    const content = this.contentOf(old, fresh, part, joins);
    const kinds: ChangeKind[] = [
      ...attributeKinds(attributes, { number, noteOf: this.context.old.noteOf }),
      ...(content.kind === 'text' ? inlineKinds(content.comparison) : []),
      ...(content.kind === 'table' ? tableKinds(content.table) : []),
    ];
    if (moved === 'self' && (part === undefined || part.rank === 0)) kinds.push('deplace');
    if (part !== undefined) kinds.push('scinde');
    if (joins.length > 0) kinds.push('fusionne');
    // A line that became another kind of line has another mark by nature.
    const counted = old.block.type === fresh.block.type && (part?.rank ?? 0) === 0;
    if (counted && number.old !== number.new) kinds.push(numberKind(number.old, number.new));
    if (kinds.length === 0) return null;
    return {
      kinds: orderKinds(kinds),
      old: [i, ...others].map((rank) => this.place(a, rank)),
      new: this.place(b, j),
      part: part === undefined ? null : { rank: part.rank, count: part.count },
      moved,
      attributes,
      content,
      number,
      capped:
        content.kind === 'text'
          ? content.comparison.capped
          : content.kind === 'table' && tableCapped(content.table),
    };
  }

  compare(): ListComparison {
    const { a, b, alignment, moves } = this.lists;
    const layout = new LayoutBuilder();
    const joined = new Set([...this.splits.joins.values()].flat());
    let next = 0;
    const leave = (to: number) => {
      for (; next < to; next += 1) {
        const item = a[next];
        if (item === undefined) continue;
        if (alignment.newOf[next] === -1) {
          if (!joined.has(next)) layout.change(this.whole(item, 'supprime', next));
        } else if (moves.has(next)) layout.departure(next);
      }
    };
    /** What goes stands before what comes in its place; a division that goes, after what comes in the one before it. */
    const leaveAbsent = (before: Item) => {
      const isHeading = (item: Item | undefined) => item?.block.type === 'intitule';
      let to = next;
      while (to < a.length && (alignment.newOf[to] === -1 || moves.has(to))) {
        if (isHeading(a[to]) && !isHeading(before)) break;
        to += 1;
      }
      leave(to);
    };
    b.forEach((item, j) => {
      const part = this.splits.parts.get(j);
      const paired = alignment.oldOf[j] ?? -1;
      const i = paired === -1 ? (part?.old ?? -1) : paired;
      if (i === -1) {
        leaveAbsent(item);
        layout.change(this.whole(item, 'insere', j));
        return;
      }
      if (paired !== -1 && !moves.has(i)) {
        leave(i);
        next = Math.max(next, i + 1);
      }
      const change = this.changed(i, j, part);
      if (change === null) layout.same(i, moves.has(i));
      else layout.change(change);
    });
    leave(a.length);
    return layout.finish();
  }
}

/** Compares two lists whose blocks know each other; see {@link compareLists}. */
export function compareAligned(lists: AlignedLists, context: Context): ListComparison {
  return new ListComparer(lists, context).compare();
}

/** Compares two lists of blocks that stand in no division of their own, as a cell's. */
function compareLists(
  old: readonly BlockJson[],
  fresh: readonly BlockJson[],
  context: Context,
): ListComparison {
  const [a, b] = [old.map((block) => new Item(block)), fresh.map((block) => new Item(block))];
  const alignment = alignBlocks(a, b, context.budget);
  const moves = findMoves(alignment, (rank) => blockWeight(a[rank]));
  return compareAligned({ a, b, alignment, moves }, context);
}
