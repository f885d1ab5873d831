import { alignBlocks } from '#shared/compare/alignment.ts';
import { Budget } from '#shared/compare/budget.ts';
import { heaviestIncreasing } from '#shared/compare/increasing.ts';
import { Item } from '#shared/compare/items.ts';
import type { BlockJson } from '#shared/document/model.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { Places } from '../places.ts';
import { isBlank } from '../text/line.ts';

const OPERATIONS = 20_000_000;

/** Which block of the base is which of the edited text, both ways, by id. */
export interface Pairs {
  readonly newOf: ReadonlyMap<BlockId, BlockId>;
  readonly oldOf: ReadonlyMap<BlockId, BlockId>;
}

const items = new WeakMap<BlockJson, Item>();

/** A line as comparison takes it, made once for it. */
function itemOf(block: BlockJson): Item {
  const made = items.get(block) ?? new Item(block);
  items.set(block, made);
  return made;
}

const itemsOf = (places: Places): readonly Item[] =>
  places.blocks.filter((block) => !isBlank(block)).map(itemOf);

/** Pairs blocks by id, then by likeness where ids were lost (rule K5 of comparison); blank lines are left out. */
export function pairBlocks(base: Places, edited: Places): Pairs {
  const [a, b] = [itemsOf(base), itemsOf(edited)];
  const { newOf } = alignBlocks(a, b, new Budget(OPERATIONS));
  const there = new Map<BlockId, BlockId>();
  const back = new Map<BlockId, BlockId>();
  newOf.forEach((j, i) => {
    const [old, fresh] = [a[i]?.block.attrs.id, b[j]?.block.attrs.id];
    if (old === undefined || fresh === undefined) return;
    there.set(old, fresh);
    back.set(fresh, old);
  });
  return { newOf: there, oldOf: back };
}

/** One step along two lists: what stays, what leaves, what comes, in the order of the edited text. */
export type Step<T> =
  | { readonly kind: 'kept'; readonly old: T; readonly fresh: T }
  | { readonly kind: 'changed'; readonly old: readonly T[]; readonly fresh: readonly T[] };

/**
 * Lines up two lists whose elements know each other.
 * @param partner the element of `fresh` that an old one is; undefined for none
 * @param weightOf what counts as the heavier part, which stays when the order changes
 */
export function stepsOf<T>(
  old: readonly T[],
  fresh: readonly T[],
  partner: (element: T) => T | undefined,
  weightOf: (element: T) => number,
): readonly Step<T>[] {
  const rankOf = new Map(fresh.map((element, rank) => [element, rank]));
  const pairs = old.flatMap((element, i): readonly (readonly [number, number])[] => {
    const other = partner(element);
    const j = other === undefined ? undefined : rankOf.get(other);
    return j === undefined ? [] : [[i, j]];
  });
  const kept = heaviestIncreasing(
    pairs.map(([, j]) => j),
    (rank) => {
      const element = old[pairs[rank]?.[0] ?? 0];
      return element === undefined ? 1 : weightOf(element);
    },
  );
  const steps: Step<T>[] = [];
  let [i, j] = [0, 0];
  const gap = (toOld: number, toNew: number) => {
    if (i < toOld || j < toNew)
      steps.push({ kind: 'changed', old: old.slice(i, toOld), fresh: fresh.slice(j, toNew) });
  };
  for (const rank of kept) {
    const [a, b] = pairs[rank] ?? [0, 0];
    gap(a, b);
    const [one, other] = [old[a], fresh[b]];
    if (one !== undefined && other !== undefined) steps.push({ kind: 'kept', old: one, fresh: other });
    [i, j] = [a + 1, b + 1];
  }
  gap(old.length, fresh.length);
  return steps;
}

/** What stands directly under a heading, or before the first one: lines that are counted, pictures among them. */
export function ownLinesOf(places: Places, node: OutlineNode): readonly BlockJson[] {
  const { start, end } = places.ownLines(node);
  return places.blocks.slice(start, end).filter((block) => !isBlank(block) && block.type !== 'note');
}
