import type { BlockId } from '#shared/kernel/ids.ts';
import { attribute, type Block, childElements, idOf } from './elements.ts';
import type { Blocks } from './ranges.ts';

/** Weight of a note where somebody's caret stands: more than all the others together. */
const BUSY = 1_000_000;

/** @returns the rank of each called note, by `noteId`, in the order of first calls */
function callRanks(blocks: Blocks): ReadonlyMap<unknown, number> {
  const ranks = new Map<unknown, number>();
  const visit = (block: Block): void => {
    if (block.nodeName === 'appelNote') {
      const noteId = attribute(block, 'noteId');
      if (!ranks.has(noteId)) ranks.set(noteId, ranks.size);
    }
    for (const child of childElements(block)) visit(child);
  };
  for (const block of blocks.list.slice(0, blocks.bodyEnd)) visit(block);
  return ranks;
}

/** @returns the rank of each note at the foot; one that nobody calls stays behind the one it follows */
function noteRanks(notes: readonly Block[], ranks: ReadonlyMap<unknown, number>): readonly number[] {
  let last = -1;
  return notes.map((note) => {
    last = ranks.get(attribute(note, 'noteId')) ?? last;
    return last;
  });
}

/**
 * The notes that need not move: the heaviest of the sequences that are already in order.
 * @param ranks of the notes, as they stand
 * @param weights what it would cost to move each
 * @returns indexes
 */
function staying(ranks: readonly number[], weights: readonly number[]): ReadonlySet<number> {
  const best: number[] = [];
  const before: number[] = [];
  let end = -1;
  for (const [index, rank] of ranks.entries()) {
    let from = -1;
    for (let other = 0; other < index; other += 1)
      if ((ranks[other] ?? 0) <= rank && (from === -1 || (best[other] ?? 0) > (best[from] ?? 0)))
        from = other;
    before.push(from);
    best.push((weights[index] ?? 0) + (from === -1 ? 0 : (best[from] ?? 0)));
    if (end === -1 || (best[index] ?? 0) > (best[end] ?? 0)) end = index;
  }
  const kept = new Set<number>();
  for (let index = end; index !== -1; index = before[index] ?? -1) kept.add(index);
  return kept;
}

/**
 * Puts the notes at the foot back in the order of their calls, in the transaction of what moved the calls. Only
 * whoever moves does it: were each replica to answer a remote move, two copies of a note would meet.
 * @param blocks as they are now
 * @param busy ids of the blocks where somebody's caret stands; such a note is the last to be copied
 * @returns ids of the notes that were copied
 */
export function orderNotes(blocks: Blocks, busy: ReadonlySet<string>): readonly BlockId[] {
  const { fragment } = blocks;
  const notes = blocks.list.slice(blocks.bodyEnd);
  const ranks = noteRanks(notes, callRanks(blocks));
  const kept = staying(
    ranks,
    notes.map((note) => (busy.has(idOf(note) ?? '') ? BUSY : 1)),
  );
  const places = notes.map((note, index) => ({ note, index, rank: ranks[index] ?? -1 }));
  const ordered = places.filter(({ index }) => kept.has(index));
  const copied: Block[] = [];
  for (const { note, index, rank } of places) {
    if (kept.has(index)) continue;
    // The alinéas of one note keep their order.
    const after = ordered.findIndex((one) => one.rank > rank || (one.rank === rank && one.index > index));
    const place = after === -1 ? ordered.length : after;
    const next = ordered[place];
    const copy = note.clone();
    fragment.delete(childElements(fragment).indexOf(note), 1);
    fragment.insert(next === undefined ? fragment.length : childElements(fragment).indexOf(next.note), [
      copy,
    ]);
    ordered.splice(place, 0, { note: copy, index, rank });
    copied.push(copy);
  }
  return copied.map(idOf).filter((id): id is BlockId => id !== null);
}
