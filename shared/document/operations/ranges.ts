import type * as Y from 'yjs';
import { type Block, childElements, contentOf, idOf, levelOf } from './elements.ts';

/** A stretch of the act's blocks, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A consistent reading of the act's blocks, by index. */
export interface Blocks {
  readonly fragment: Y.XmlFragment;
  readonly list: readonly Block[];
  /** Where the notes at the end of the act begin. */
  readonly bodyEnd: number;
}

/** Reads the act's blocks once, for an operation. */
export function readBlocks(doc: Y.Doc): Blocks {
  const fragment = contentOf(doc);
  const list = childElements(fragment);
  let bodyEnd = list.length;
  while (bodyEnd > 0 && list[bodyEnd - 1]?.nodeName === 'note') bodyEnd -= 1;
  return { fragment, list, bodyEnd };
}

/** @returns the index of the first-level block `id`, or -1 */
export function indexOf(blocks: Blocks, id: string): number {
  return blocks.list.findIndex((block) => idOf(block) === id);
}

/** @returns whether the block at `index` opens a division */
export function isHeading(blocks: Blocks, index: number): boolean {
  return blocks.list[index]?.nodeName === 'intitule' && index < blocks.bodyEnd;
}

const endsDivisions = (block: Block | undefined): boolean =>
  block === undefined || block.nodeName === 'cloture' || block.nodeName === 'signataire';

/**
 * The division opened by the heading at `start`: as in ../tree.ts, it runs to the next heading of its level or
 * above, to the closing blocks, or to the notes.
 */
export function divisionRange(blocks: Blocks, start: number): Range {
  const heading = blocks.list[start];
  const level = heading === undefined ? 1 : levelOf(heading);
  let end = start + 1;
  while (end < blocks.bodyEnd && !endsDivisions(blocks.list[end])) {
    const block = blocks.list[end];
    if (block?.nodeName === 'intitule' && levelOf(block) <= level) break;
    end += 1;
  }
  return { start, end };
}

/** @returns the heading index of the division just before that of `start` under the same parent, or -1 */
export function previousSibling(blocks: Blocks, start: number): number {
  const own = blocks.list[start];
  if (own === undefined) return -1;
  for (let index = start - 1; index >= 0; index -= 1) {
    const block = blocks.list[index];
    if (endsDivisions(block)) return -1;
    if (block?.nodeName !== 'intitule' || levelOf(block) > levelOf(own)) continue;
    return levelOf(block) === levelOf(own) ? index : -1;
  }
  return -1;
}

/** @returns the heading index of the division just after that of `start` under the same parent, or -1 */
export function nextSibling(blocks: Blocks, start: number): number {
  const own = blocks.list[start];
  const { end } = divisionRange(blocks, start);
  const next = blocks.list[end];
  if (own === undefined || next === undefined || !isHeading(blocks, end)) return -1;
  return levelOf(next) === levelOf(own) ? end : -1;
}

/** @returns the heading indexes of `range` and what lies under it */
export function headingsIn(blocks: Blocks, range: Range): number[] {
  const found: number[] = [];
  for (let index = range.start; index < range.end; index += 1)
    if (isHeading(blocks, index)) found.push(index);
  return found;
}
