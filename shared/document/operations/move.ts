import type * as Y from 'yjs';
import type { BlockId } from '#shared/kernel/ids.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { copying } from './copying.ts';
import {
  type Block,
  childElements,
  childrenOf,
  findBlock,
  idOf,
  isElement,
  isTextBlock,
  levelOf,
  setAttribute,
} from './elements.ts';
import { orderNotes } from './notes.ts';
import { type OperationProblem, refuse } from './problem.ts';
import {
  type Blocks,
  divisionRange,
  headingsIn,
  indexOf,
  isHeading,
  nextSibling,
  previousSibling,
  type Range,
  readBlocks,
} from './ranges.ts';

/** Where something goes: beside a block, or at an end of its own siblings. */
export type MoveTarget = { readonly before: BlockId } | { readonly after: BlockId } | 'first' | 'last';

/** What helps a move to disturb nobody. */
export interface MoveHints {
  /**
   * Blocks where somebody's caret stands. Yjs can't move: one of two neighbouring stretches is copied and its
   * original deleted, and the one that holds fewer of these is chosen.
   */
  readonly busy?: ReadonlySet<string>;
}

/** What a move did. `copied`: the blocks that were copied, whose elements are new; empty when nothing moved. */
export interface Moved {
  readonly copied: readonly BlockId[];
}

/**
 * Moves a division: its heading and all that it holds. It takes the level of the heading it lands beside.
 * @param target `first` and `last` are among its siblings; `after` a division is after all that it holds
 */
export function moveDivision(
  doc: Y.Doc,
  id: BlockId,
  target: MoveTarget,
  origin: unknown,
  hints: MoveHints = {},
): Result<Moved, OperationProblem> {
  const blocks = readBlocks(doc);
  const start = indexOf(blocks, id);
  if (start === -1) return refuse('bloc.introuvable', id);
  if (!isHeading(blocks, start)) return refuse('division.attendue', id);
  const range = divisionRange(blocks, start);
  const found = landing(blocks, range, target);
  if (!found.ok) return found;
  const { at, level } = found.value;

  const delta = level - levelAt(blocks, start);
  const headings = headingsIn(blocks, range);
  if (headings.some((index) => levelAt(blocks, index) + delta > 6)) return refuse('niveau.limite', id);
  return ok(
    copying(
      doc,
      () => {
        for (const index of headings) shiftLevel(blocks, index, delta);
        return settle(doc, exchange(blocks, range, at, hints), hints);
      },
      origin,
    ),
  );
}

/** Moves a division past the sibling above or below it. */
export function moveDivisionBy(
  doc: Y.Doc,
  id: BlockId,
  direction: 'up' | 'down',
  origin: unknown,
  hints: MoveHints = {},
): Result<Moved, OperationProblem> {
  const blocks = readBlocks(doc);
  const start = indexOf(blocks, id);
  if (start === -1) return refuse('bloc.introuvable', id);
  if (!isHeading(blocks, start)) return refuse('division.attendue', id);
  const sibling = direction === 'up' ? previousSibling(blocks, start) : nextSibling(blocks, start);
  if (sibling === -1) return refuse('deplacement.limite', id);
  const at = direction === 'up' ? sibling : divisionRange(blocks, sibling).end;
  return ok(
    copying(doc, () => settle(doc, exchange(blocks, divisionRange(blocks, start), at, hints), hints), origin),
  );
}

/**
 * Moves one first-level block (a heading goes without what it holds).
 * @param target `first` and `last` are the ends of the act's text, before its notes
 */
export function moveBlock(
  doc: Y.Doc,
  id: BlockId,
  target: MoveTarget,
  origin: unknown,
  hints: MoveHints = {},
): Result<Moved, OperationProblem> {
  const blocks = readBlocks(doc);
  const start = indexOf(blocks, id);
  if (start === -1) return refuse(findBlock(doc, id) === null ? 'bloc.introuvable' : 'bloc.en-tableau', id);
  let at: number;
  if (target === 'first') at = 0;
  else if (target === 'last') at = blocks.bodyEnd;
  else {
    const beside = 'before' in target ? target.before : target.after;
    const index = indexOf(blocks, beside);
    if (index === -1)
      return refuse(findBlock(doc, beside) === null ? 'bloc.introuvable' : 'bloc.en-tableau', beside);
    at = 'before' in target ? index : index + 1;
  }
  return ok(
    copying(doc, () => settle(doc, exchange(blocks, { start, end: start + 1 }, at, hints), hints), origin),
  );
}

const levelAt = (blocks: Blocks, index: number): number => {
  const block = blocks.list[index];
  return block === undefined ? 1 : levelOf(block);
};

function shiftLevel(blocks: Blocks, index: number, delta: number): void {
  const block = blocks.list[index];
  if (block !== undefined && delta !== 0) setAttribute(block, 'niveau', levelOf(block) + delta);
}

/** Index where a division lands, and the level it takes there. */
function landing(
  blocks: Blocks,
  range: Range,
  target: MoveTarget,
): Result<{ readonly at: number; readonly level: number }, OperationProblem> {
  const own = levelAt(blocks, range.start);
  if (target === 'first' || target === 'last') {
    const step = target === 'first' ? previousSibling : nextSibling;
    let sibling = range.start;
    for (let next = step(blocks, sibling); next !== -1; next = step(blocks, sibling)) sibling = next;
    return ok({ at: target === 'first' ? sibling : divisionRange(blocks, sibling).end, level: own });
  }
  const beside = 'before' in target ? target.before : target.after;
  const index = indexOf(blocks, beside);
  if (index === -1) return refuse('bloc.introuvable', beside);
  if (index >= range.start && index < range.end) return refuse('cible.interieure', beside);
  const heading = isHeading(blocks, index);
  const level = heading ? levelAt(blocks, index) : own;
  if ('before' in target) return ok({ at: index, level });
  return ok({ at: heading ? divisionRange(blocks, index).end : index + 1, level });
}

/**
 * Gives the order « second stretch, then first » to two neighbouring stretches, one of which is `range` and the
 * other what lies between it and `at`, by copying the one that disturbs fewer people, or else the lighter.
 */
function exchange(blocks: Blocks, range: Range, at: number, hints: MoveHints): Moved {
  if (at >= range.start && at <= range.end) return { copied: [] };
  const up = at < range.start;
  const other: Range = up ? { start: at, end: range.start } : { start: range.end, end: at };
  const own = cost(blocks, range, hints);
  const others = cost(blocks, other, hints);
  const copyOwn = own.busy !== others.busy ? own.busy < others.busy : own.weight <= others.weight;
  const source = copyOwn ? range : other;
  const [first, second] = up ? [other, range] : [range, other];
  return relocate(blocks, source, source === first ? second.end : first.start);
}

function relocate(blocks: Blocks, source: Range, destination: number): Moved {
  const moved = blocks.list.slice(source.start, source.end);
  const copies = moved.map((block) => block.clone());
  const copied = moved.map(idOf).filter((id): id is BlockId => id !== null);
  blocks.fragment.delete(source.start, copies.length);
  blocks.fragment.insert(destination > source.start ? destination - copies.length : destination, copies);
  return { copied };
}

/** Once something has moved, the notes at the foot follow their calls. */
function settle(doc: Y.Doc, moved: Moved, hints: MoveHints): Moved {
  if (moved.copied.length === 0) return moved;
  return { copied: [...moved.copied, ...orderNotes(readBlocks(doc), hints.busy ?? new Set())] };
}

/** Weight of an element beside that of its characters: its attributes are copied too. */
const ELEMENT_WEIGHT = 20;

function cost(blocks: Blocks, range: Range, hints: MoveHints): { busy: number; weight: number } {
  let busy = 0;
  let weight = 0;
  for (const block of blocks.list.slice(range.start, range.end)) {
    if (isBusy(block, hints)) busy += 1;
    weight += weightOf(block);
  }
  return { busy, weight };
}

function isBusy(block: Block, hints: MoveHints): boolean {
  const id = idOf(block);
  if (id !== null && hints.busy?.has(id)) return true;
  return !isTextBlock(block) && childElements(block).some((child) => isBusy(child, hints));
}

function weightOf(block: Block): number {
  let weight = ELEMENT_WEIGHT;
  for (const child of childrenOf(block)) weight += isElement(child) ? weightOf(child) : child.length;
  return weight;
}
