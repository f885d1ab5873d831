import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { isGenerated } from '#shared/avenants/compose.ts';
import classes from './avenants.module.css';

export const generatedKey = new PluginKey<DecorationSet>('generated');

const idOf = (block: Node): string => String(block.attrs.id ?? '');

/** What the server writes, others type, or an undo takes back comes through the shared text. */
const isShared = (transaction: Transaction): boolean =>
  transaction.getMeta(ySyncPluginKey) !== undefined || transaction.getMeta('addToHistory') === false;

/** @returns the blocks that the server writes; of two with one id, which a cut makes for a moment, the first */
function generatedIn(doc: Node): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  doc.forEach((block) => {
    if (isGenerated(idOf(block)) && !found.has(idOf(block))) found.set(idOf(block), block);
  });
  return found;
}

/** @returns whether a block that the server writes would change or go */
function touchesGenerated(before: Node, after: Node): boolean {
  const now = generatedIn(after);
  return [...generatedIn(before)].some(([id, block]) => now.get(id)?.eq(block) !== true);
}

function decorationsOf(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.forEach((block, offset) => {
    if (!isGenerated(idOf(block))) return;
    found.push(Decoration.node(offset, offset + block.nodeSize, { class: classes.generated ?? '' }));
  });
  return DecorationSet.create(doc, found);
}

/**
 * In an avenant: the articles that write themselves are seen to, and typing leaves them alone, since the next edit of the
 * consolidated text would write over it. One may type before, between and after them.
 * @param refused tells that typing was left aside
 */
export function generatedPlugin(refused: () => void): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: generatedKey,
    filterTransaction: (transaction) => {
      if (!transaction.docChanged || isShared(transaction)) return true;
      if (!touchesGenerated(transaction.before, transaction.doc)) return true;
      refused();
      return false;
    },
    state: {
      init: (_, { doc }) => decorationsOf(doc),
      apply: (transaction, before, _, { doc }) => (transaction.docChanged ? decorationsOf(doc) : before),
    },
    props: { decorations: (state) => generatedKey.getState(state) },
  });
}
