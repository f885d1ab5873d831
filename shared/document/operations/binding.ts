import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

/**
 * Keeps the editor's binding in step with the shared document, in two cases that it gets wrong:
 *
 * - It writes the editor's document to Yjs at each update of the view, even one that changes no text. When a
 *   listener of the Y.Doc dispatches such a transaction before the binding has shown what just arrived (a listener
 *   of `champs` does: an update may hold a value and words), it would write the old text back, and so delete what
 *   arrived. Until it has shown it, it now writes nothing.
 * - A round of transactions may hold several (Yjs tidying marks after a remote update is enough). The binding
 *   restores the selection after each by positions saved before the first, in a document that may have shrunk
 *   since, and throws. Once one is done, only the positions relative to the text are kept.
 *
 * @returns a function that stops it
 */
export function steadyBinding(binding: ProsemirrorBinding): () => void {
  const { doc } = binding;
  let behind = false;
  const write = binding._prosemirrorChanged;
  binding._prosemirrorChanged = (shown) => {
    if (!behind) write.call(binding, shown);
  };
  const beforeObservers = (transaction: Y.Transaction): void => {
    behind = transaction.origin !== ySyncPluginKey;
  };
  const afterObservers = (): void => {
    behind = false;
    const saved = binding.beforeTransactionSelection as object | null;
    if (saved !== null)
      binding.beforeTransactionSelection = { ...saved, absAnchor: null, absHead: null } as never;
  };
  doc.on('beforeObserverCalls', beforeObservers);
  doc.on('afterTransaction', afterObservers);
  return () => {
    binding._prosemirrorChanged = write;
    doc.off('beforeObserverCalls', beforeObservers);
    doc.off('afterTransaction', afterObservers);
  };
}
