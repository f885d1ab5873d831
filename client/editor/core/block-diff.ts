import type { Node } from '@tiptap/pm/model';

/** Which top-level blocks differ between two documents, as child indexes; ends are exclusive. */
export interface BlockDiff {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * Narrows a change down to a run of top-level blocks. Unchanged blocks keep their identity from one document
 * to the next, so this costs one pointer comparison per block.
 * @returns null when no block differs
 */
export function diffBlocks(before: Node, after: Node): BlockDiff | null {
  if (before === after) return null;
  const shorter = Math.min(before.childCount, after.childCount);
  let start = 0;
  while (start < shorter && before.child(start) === after.child(start)) start += 1;
  let oldEnd = before.childCount;
  let newEnd = after.childCount;
  while (oldEnd > start && newEnd > start && before.child(oldEnd - 1) === after.child(newEnd - 1)) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  return start === oldEnd && start === newEnd ? null : { start, oldEnd, newEnd };
}

/** @returns the position just before the top-level block at `index` (or the end of the document) */
export function positionOfBlock(document: Node, index: number): number {
  let position = 0;
  for (let i = 0; i < index; i += 1) position += document.child(i).nodeSize;
  return position;
}

/** A text block with its position, at the top level or in a table cell. */
export interface FoundBlock {
  readonly node: Node;
  /** Position just before the block. */
  readonly pos: number;
}

/** @returns the block (top-level, or inside a table) whose `id` attribute is `id`, or null */
export function findBlock(document: Node, id: string): FoundBlock | null {
  let found: FoundBlock | null = null;
  document.descendants((node, pos) => {
    if (found) return false;
    if (node.isBlock && node.attrs.id === id) found = { node, pos };
    return !node.isTextblock && found === null;
  });
  return found;
}

/** Calls `visit` for each text block of the document, in order, with the position just before it. */
export function eachTextBlock(document: Node, visit: (node: Node, pos: number) => void): void {
  document.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    visit(node, pos);
    return false;
  });
}
