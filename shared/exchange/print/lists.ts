import type { PrintItem } from './model.ts';

/** Items of one level that follow one another. */
export interface ItemList {
  /** Levels skipped above the first item. */
  readonly depth: number;
  readonly items: readonly { readonly item: PrintItem; readonly inside: readonly ItemList[] }[];
}

/** @returns the items of one run as lists in lists, each under the item that it stands below */
export function listTree(items: readonly PrintItem[], above = 0): readonly ItemList[] {
  const [first] = items;
  if (first === undefined) return [];
  const rows: { item: PrintItem; inside: readonly ItemList[] }[] = [];
  let index = 0;
  while (index < items.length) {
    const item = items[index];
    if (item === undefined || item.niveau < first.niveau) break;
    index += 1;
    const from = index;
    while ((items[index]?.niveau ?? 0) > item.niveau) index += 1;
    rows.push({ item, inside: listTree(items.slice(from, index), item.niveau) });
  }
  return [{ depth: first.niveau - above - 1, items: rows }, ...listTree(items.slice(index), above)];
}
