import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';

/*
 * The browser's database takes some milliseconds per change, and a page that dies meanwhile loses them. Until the
 * database has a change, it also stands in localStorage, which is written at once.
 */

/** Largest journal kept, in characters of base64; a bigger change (a paste) waits for the database alone. */
const MAX_JOURNAL = 1_000_000;

const prefixOf = (copyName: string) => `${copyName}:journal:`;

/** Where journals lie: the part of `Storage` that is used. */
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Resolves once all that was given to the database before the call is written. */
export type Written = () => Promise<void>;

/**
 * Journals a document's changes until `written` says that the database has them.
 * @param copyName name of the local copy
 * @param skips whether a change needs no journal: what comes from the database or the server
 * @returns how to stop
 */
export function keepJournal(
  store: Store,
  copyName: string,
  doc: Y.Doc,
  written: Written,
  skips: (origin: unknown) => boolean,
): () => void {
  const key = `${prefixOf(copyName)}${doc.clientID}`;
  let waiting: Uint8Array[] = [];
  let confirming = false;

  const save = () => {
    try {
      const text = waiting.length === 0 ? '' : toBase64(Y.mergeUpdates(waiting));
      if (text === '' || text.length > MAX_JOURNAL) store.removeItem(key);
      else store.setItem(key, text);
    } catch {
      // Storage full or closed: the database alone keeps the change, as it would without a journal.
    }
  };
  const confirm = async () => {
    confirming = true;
    while (waiting.length > 0) {
      const count = waiting.length;
      try {
        await written();
      } catch {
        break;
      }
      waiting = waiting.slice(count);
      save();
    }
    confirming = false;
  };
  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (skips(origin)) return;
    waiting.push(update);
    save();
    if (!confirming) void confirm();
  };
  doc.on('update', onUpdate);
  return () => doc.off('update', onUpdate);
}

/** @returns true when a journal of that local copy holds something that the database may lack */
export function hasJournal(store: Store, copyName: string): boolean {
  for (let index = 0; index < store.length; index += 1)
    if (store.key(index)?.startsWith(prefixOf(copyName)) === true) return true;
  return false;
}

/**
 * Puts what dead pages journalled back into the document, which hands it to the database; then forgets it once
 * `written` says that it is there.
 * @param origin of the changes
 */
export async function replayJournals(
  store: Store,
  copyName: string,
  doc: Y.Doc,
  written: Written,
  origin: unknown,
): Promise<void> {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index)).filter(
    (key) => key?.startsWith(prefixOf(copyName)) === true,
  );
  const applied: string[] = [];
  for (const key of keys) {
    const text = key === null ? null : store.getItem(key);
    if (key === null || text === null) continue;
    try {
      Y.applyUpdate(doc, fromBase64(text), origin);
    } catch {
      // Cut short by the browser: what the database has is all there is.
    }
    applied.push(key);
  }
  if (applied.length === 0) return;
  await written();
  for (const key of applied) store.removeItem(key);
}
