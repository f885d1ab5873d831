import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import {
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { CONTENT_FRAGMENT, FIELDS_MAP, TEXT_BLOCKS } from '#shared/document/schema/vocabulary.ts';

/** Origin of every transaction that this editor makes straight on the Y.Doc (moves, styles, variables). */
export const EDITOR_ORIGIN = Object.freeze({ name: 'clausier-editor' });

/** Elements that an undo leaves in place while somebody else's text is still inside. */
const PROTECTED = new Set<string>([...TEXT_BLOCKS, 'table', 'tableRow', 'tableCell', 'tableHeader']);

/**
 * Undo over the text and the variables of one act. It holds only what this person did here: typing (the binding's
 * origin) and the editor's own operations on the Y.Doc; changes that come from the network are never undone.
 * @param doc the act's Y.Doc
 */
export function createUndoManager(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager([doc.getXmlFragment(CONTENT_FRAGMENT), doc.getMap(FIELDS_MAP)], {
    trackedOrigins: new Set<unknown>([ySyncPluginKey, EDITOR_ORIGIN]),
    captureTimeout: 500,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    // Undoing « I added this alinéa » must not take away what a colleague has typed in it since.
    deleteFilter: (item) => {
      if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentType)) return true;
      const { type } = item.content;
      const guarded =
        type instanceof Y.Text || (type instanceof Y.XmlElement && PROTECTED.has(type.nodeName));
      return !guarded || type._length === 0;
    },
  });
}

/** Selection that the binding keeps with each undo step, relative to the text. */
interface KeptSelection {
  readonly anchor: Y.RelativePosition | null;
  readonly head: Y.RelativePosition | null;
}

/**
 * Puts the caret back where it was before what is undone. The binding hands that place to the next change of the
 * text instead, which may be a colleague's: one's caret would then jump while they type.
 * @returns a function that stops it
 */
export function restoreCaretOnUndo(
  editor: Editor,
  undoManager: Y.UndoManager,
  binding: ProsemirrorBinding,
): () => void {
  const onPopped = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }): void => {
    binding.beforeTransactionSelection = null as never;
    const kept = stackItem.meta.get(binding) as KeptSelection | null | undefined;
    if (!kept?.anchor || !kept.head || editor.isDestroyed) return;
    const resolve = (place: Y.RelativePosition) =>
      relativePositionToAbsolutePosition(binding.doc, binding.type, place, binding.mapping);
    const anchor = resolve(kept.anchor);
    const head = resolve(kept.head);
    if (anchor === null || head === null) return;
    const { doc, tr } = editor.state;
    const inside = (pos: number) => doc.resolve(Math.min(pos, doc.content.size));
    tr.setSelection(TextSelection.between(inside(anchor), inside(head)));
    editor.view.dispatch(editor.view.hasFocus() ? tr.scrollIntoView() : tr);
  };
  undoManager.on('stack-item-popped', onPopped);
  return () => undoManager.off('stack-item-popped', onPopped);
}
