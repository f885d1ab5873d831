import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { isBlockId, type MakeBlockId } from '#shared/kernel/ids.ts';
import { diffBlocks } from './block-diff.ts';
import { isFromYjs } from './remote-changes.ts';

const hasId = (node: Node) => node.type.spec.attrs !== undefined && 'id' in node.type.spec.attrs;

function idsIn(block: Node): unknown[] {
  const ids: unknown[] = hasId(block) ? [block.attrs.id] : [];
  if (!block.isTextblock)
    block.descendants((node) => {
      if (hasId(node)) ids.push(node.attrs.id);
      return !node.isTextblock;
    });
  return ids;
}

/** @returns true when the blocks that changed are as many as before and each kept its id */
function sameIds(before: Node, after: Node): boolean {
  const diff = diffBlocks(before, after);
  if (!diff) return true;
  if (diff.oldEnd - diff.start !== diff.newEnd - diff.start) return false;
  for (let i = diff.start; i < diff.newEnd; i += 1) {
    const known = idsIn(before.child(i));
    const now = idsIn(after.child(i));
    if (known.length !== now.length || now.some((id, rank) => id !== known[rank] || !isBlockId(id)))
      return false;
  }
  return true;
}

/**
 * Gives an id to each block that has none, and a new one to a block that came with an id already in the act
 * (a pasted copy): of two, the one that was there keeps it.
 * @param before ids of the blocks that were in the act before the change
 * @returns whether anything was set
 */
function assignIds(transaction: Transaction, before: Node, makeId: MakeBlockId): boolean {
  const known = new Map<string, Node>();
  before.descendants((node) => {
    if (hasId(node) && isBlockId(node.attrs.id)) known.set(node.attrs.id, node);
    return !node.isTextblock;
  });
  const places: { pos: number; node: Node }[] = [];
  transaction.doc.descendants((node, pos) => {
    if (hasId(node)) places.push({ pos, node });
    return !node.isTextblock;
  });
  // A block that is the very same object as before is the original, wherever its copies were pasted.
  const taken = new Map<string, number>();
  for (const { node, pos } of places)
    if (isBlockId(node.attrs.id) && known.get(node.attrs.id) === node) taken.set(node.attrs.id, pos);
  let changed = false;
  for (const { node, pos } of places) {
    const id: unknown = node.attrs.id;
    if (isBlockId(id) && !taken.has(id)) taken.set(id, pos);
    if (isBlockId(id) && taken.get(id) === pos) continue;
    const fresh = makeId();
    taken.set(fresh, pos);
    transaction.setNodeAttribute(pos, 'id', fresh);
    changed = true;
  }
  return changed;
}

/** Keeps every block identified, after local changes only: two browsers must not both answer a remote one. */
export function blockIdsPlugin(makeId: MakeBlockId): Plugin {
  return new Plugin({
    key: new PluginKey('blockIds'),
    appendTransaction: (transactions, before, after) => {
      const local = transactions.some((one) => one.docChanged && !isFromYjs(one));
      if (!local || sameIds(before.doc, after.doc)) return null;
      const transaction = after.tr;
      return assignIds(transaction, before.doc, makeId) ? transaction : null;
    },
  });
}
