import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Marks the blocks that must be laid out; resting-blocks.css says of the others that they may not be. */
const AWAKE = { 'data-eveil': '' } as const;

const awakeKey = new PluginKey<DecorationSet>('awakeBlocks');

/** @returns the caret's block and its two neighbours, where the next key may put the caret */
function aroundCaret({ doc, selection }: EditorState): DecorationSet {
  const { $head } = selection;
  const index = $head.index(0);
  const blocks: Decoration[] = [];
  let at = $head.depth > 0 ? $head.before(1) : $head.pos;
  for (const near of [index - 1, index, index + 1]) {
    const block = doc.maybeChild(near);
    if (!block) continue;
    if (near < index) at -= block.nodeSize;
    blocks.push(Decoration.node(at, at + block.nodeSize, AWAKE));
    at += block.nodeSize;
  }
  return DecorationSet.create(doc, blocks);
}

/**
 * Keeps the caret's block laid out. A browser that is given a key for a block that it has not drawn (new since Enter,
 * just scrolled to) puts the letter at its start, or leaves the caret before the letter: what is typed would lose its
 * order on a busy page.
 */
export function awakeBlocksPlugin(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: awakeKey,
    state: {
      init: (_, state) => aroundCaret(state),
      apply: (transaction, value, _, state) =>
        transaction.docChanged || transaction.selectionSet ? aroundCaret(state) : value,
    },
    props: { decorations: (state) => awakeKey.getState(state) },
  });
}
