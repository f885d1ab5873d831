import type { ProsemirrorBinding } from '@tiptap/y-tiptap';

/**
 * Keeps the editor's binding from throwing when a round of transactions holds several (Yjs tidying marks after a
 * remote update is enough): it restores the selection after each of them by positions saved before the first, in a
 * document that may have shrunk since. Once one is done, only the positions relative to the text are kept.
 * @returns a function that stops it
 */
export function steadySelection(binding: ProsemirrorBinding): () => void {
  const forgetPositions = (): void => {
    const saved = binding.beforeTransactionSelection as object | null;
    if (saved !== null)
      binding.beforeTransactionSelection = { ...saved, absAnchor: null, absHead: null } as never;
  };
  const { doc } = binding;
  doc.on('afterTransaction', forgetPositions);
  return () => doc.off('afterTransaction', forgetPositions);
}
