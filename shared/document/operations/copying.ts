import type * as Y from 'yjs';

const COPY = 'clausier.copie';

/**
 * Runs a transaction that copies elements to move them: what it inserts was not typed by whoever moves.
 * @returns what `run` returns
 */
export function copying<T>(doc: Y.Doc, run: () => T, origin: unknown): T {
  return doc.transact((transaction) => {
    transaction.meta.set(COPY, true);
    return run();
  }, origin);
}

/** @returns whether a local transaction only moved what was there */
export function isCopy(transaction: Y.Transaction): boolean {
  return transaction.meta.get(COPY) === true;
}

const REPAIR = 'clausier.reparation';

/** Runs a repair's transaction. @returns what `run` returns */
export function repairing<T>(doc: Y.Doc, run: () => T, origin: unknown): T {
  return doc.transact((transaction) => {
    transaction.meta.set(REPAIR, true);
    return run();
  }, origin);
}

/** @returns whether a local transaction is a repair: what it removes stands elsewhere */
export function isRepair(transaction: Y.Transaction): boolean {
  return transaction.meta.get(REPAIR) === true;
}
