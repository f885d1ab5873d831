import { canonicalContent } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { printContext } from '#shared/document/text.ts';
import { alignBlocks, type BlockAlignment } from './alignment.ts';
import { blockWeight, compareAligned } from './blocks.ts';
import { Budget, DEFAULT_OPERATIONS } from './budget.ts';
import { type Context, versionOf } from './context.ts';
import { compareFields } from './fields.ts';
import { Item } from './items.ts';
import type { Comparison } from './model.ts';
import { carryDivisions, findMoves } from './moves.ts';

/** How far to go. */
export interface CompareOptions {
  /** Elementary operations allowed (rule K11); about two seconds of a slow machine by default. */
  readonly operations?: number;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** How the old ids are called on the new side, where they are not called the same. */
function mappedIds(a: readonly Item[], b: readonly Item[], alignment: BlockAlignment) {
  const blocks = new Map<string, string>();
  const notes = new Map<string, string>();
  alignment.newOf.forEach((j, i) => {
    const [old, fresh] = [a[i]?.block, j === -1 ? undefined : b[j]?.block];
    if (old === undefined || fresh === undefined) return;
    if (old.attrs.id !== fresh.attrs.id) blocks.set(old.attrs.id, fresh.attrs.id);
    if (old.type !== 'note' || fresh.type !== 'note') return;
    const [from, to] = [old.attrs.noteId, fresh.attrs.noteId];
    if (from !== null && to !== null && from !== to && !notes.has(from)) notes.set(from, to);
  });
  return { blocks, notes };
}

/**
 * Compares two states of an act, or two acts (rules K1 to K13 of RULES.md).
 * @param a the old text and its values, `b` the new ones; any writing of their canonical form
 * @returns every difference of canonical form, and what it makes print otherwise; nothing else
 */
export function compareContents(a: ActContent, b: ActContent, options: CompareOptions = {}): Comparison {
  const [old, fresh] = [canonicalContent(a), canonicalContent(b)];
  const budget = new Budget(options.operations ?? DEFAULT_OPERATIONS);
  const oldItems = old.document.content.map((block) => new Item(block));
  const newItems = fresh.document.content.map((block) => new Item(block));
  const alignment = alignBlocks(oldItems, newItems, budget);
  const weightOf = (rank: number) => blockWeight(oldItems[rank]);
  const moves = carryDivisions(
    findMoves(alignment, weightOf),
    alignment,
    old.document,
    fresh.document,
    weightOf,
  );
  const context: Context = {
    old: versionOf(printContext(old), mappedIds(oldItems, newItems, alignment)),
    new: versionOf(printContext(fresh), { blocks: NOTHING, notes: NOTHING }),
    budget,
  };
  const blocks = compareAligned({ a: oldItems, b: newItems, alignment, moves }, context);
  return {
    old,
    new: fresh,
    blocks,
    fields: compareFields(old.champs, fresh.champs),
    capped: blocks.changes.some((change) => change.capped),
  };
}

/** @returns true when the two contents have one canonical form */
export function isEmptyComparison(comparison: Comparison): boolean {
  return comparison.blocks.changes.length === 0 && comparison.fields.length === 0;
}
