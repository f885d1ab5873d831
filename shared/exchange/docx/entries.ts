import type { Segment } from '#shared/compare/inline/model.ts';
import type { BlockChange, ListComparison } from '#shared/compare/model.ts';
import type { BlockJson } from '#shared/document/model.ts';

/**
 * Some blocks of a list, in the order in which both texts are told at once. On both sides: one new block, told from one
 * old block, or several that were joined, in their order. What moved stands on one side where it was, on the other
 * where it is.
 */
export type Entry =
  | {
      readonly side: 'both';
      readonly old: readonly BlockJson[];
      readonly new: BlockJson;
      readonly change: BlockChange | null;
    }
  | { readonly side: 'old' | 'new'; readonly block: BlockJson; readonly moved: Moved | null };

/** One block that stands elsewhere on the other side. */
export interface Moved {
  /** The same on both sides: its old rank. */
  readonly rank: number;
  /** Its words on both sides; `null` when they are the same. */
  readonly segments: readonly Segment[] | null;
}

/** A part, not the last, of an alinéa that was cut: what follows it must be the next part. */
const goesOn = (entry: Entry | undefined): boolean =>
  entry?.side === 'both' &&
  entry.change?.part !== undefined &&
  entry.change.part !== null &&
  entry.change.part.rank < entry.change.part.count - 1;

class EntryBuilder {
  readonly entries: Entry[] = [];

  /** What left between two parts of one alinéa goes before them, where it stood in the old text too. */
  private place(): number {
    let at = this.entries.length;
    while (goesOn(this.entries[at - 1])) at -= 1;
    return at;
  }

  add(entry: Entry): void {
    if (entry.side === 'old') this.entries.splice(this.place(), 0, entry);
    else this.entries.push(entry);
  }
}

function blockAt(blocks: readonly BlockJson[], index: number): BlockJson {
  const block = blocks[index];
  if (block === undefined) throw new RangeError(`No block ${index}`);
  return block;
}

/** What moved, by old rank: blocks that left alone, each with its own words. */
function movesOf(list: ListComparison): ReadonlyMap<number, Moved> {
  const moves = new Map<number, Moved>();
  for (const item of list.layout)
    if (item.kind === 'same' && item.moved)
      for (let rank = item.old; rank < item.old + item.count; rank += 1)
        moves.set(rank, { rank, segments: null });
  for (const { moved, old, new: fresh, content, part } of list.changes) {
    const [place] = old;
    if (moved === null || fresh === null || place === undefined || old.length > 1 || part !== null) continue;
    if (content.kind === 'same') moves.set(place.index, { rank: place.index, segments: null });
    if (content.kind === 'text')
      moves.set(place.index, { rank: place.index, segments: content.comparison.segments });
  }
  return moves;
}

/**
 * Reads a comparison of two lists as one list that holds both.
 * @returns entries whose old sides, in order, are `old`, and whose new sides are `fresh`
 */
export function entriesOf(
  list: ListComparison,
  old: readonly BlockJson[],
  fresh: readonly BlockJson[],
): readonly Entry[] {
  const builder = new EntryBuilder();
  // A block that moved and took in its neighbours left with them.
  const company = new Map<number, readonly number[]>();
  for (const change of list.changes)
    if (change.moved !== null && change.old.length > 1) {
      const ranks = change.old.map((place) => place.index).sort((a, b) => a - b);
      for (const rank of ranks) company.set(rank, ranks);
    }
  const moves = movesOf(list);
  let next = 0;
  for (const item of list.layout) {
    if (item.kind === 'departure') {
      for (const rank of company.get(item.old) ?? [item.old])
        builder.add({ side: 'old', block: blockAt(old, rank), moved: moves.get(rank) ?? null });
    } else if (item.kind === 'same')
      for (let rank = 0; rank < item.count; rank += 1) {
        const block = blockAt(fresh, next);
        next += 1;
        if (item.moved) builder.add({ side: 'new', block, moved: { rank: item.old + rank, segments: null } });
        else builder.add({ side: 'both', old: [blockAt(old, item.old + rank)], new: block, change: null });
      }
    else {
      const change = list.changes[item.change];
      if (change === undefined) throw new RangeError(`No change ${item.change}`);
      if (change.new !== null) next += 1;
      if (change.content.kind === 'whole')
        builder.add({
          side: change.new === null ? 'old' : 'new',
          block: change.content.block,
          moved: null,
        });
      else {
        const block = blockAt(fresh, change.new?.index ?? -1);
        const ranks = change.old.map((place) => place.index).sort((a, b) => a - b);
        if (change.moved !== null)
          builder.add({ side: 'new', block, moved: moves.get(ranks[0] ?? -1) ?? null });
        else builder.add({ side: 'both', old: ranks.map((rank) => blockAt(old, rank)), new: block, change });
      }
    }
  }
  return builder.entries;
}
