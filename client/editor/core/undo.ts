import { ySyncPluginKey } from '@tiptap/y-tiptap';
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
