import type * as Y from 'yjs';

/**
 * Calls `handler` at the end of each round of transactions, after every other listener. The editor's binding
 * forgets the selection it saved at the end of a round, in a listener too: whoever changes the document before it
 * did makes it restore a position of another document, and throw.
 * @returns a function that stops it
 */
export function onRoundEnd(doc: Y.Doc, handler: () => void): () => void {
  const goLast = (): void => {
    doc.off('afterAllTransactions', handler);
    doc.on('afterAllTransactions', handler);
  };
  doc.on('beforeAllTransactions', goLast);
  return () => {
    doc.off('beforeAllTransactions', goLast);
    doc.off('afterAllTransactions', handler);
  };
}
