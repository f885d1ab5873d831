import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { printDocument } from '#shared/document/text.ts';
import { readContent } from '#shared/document/yjs.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { keepJournal, replayJournals } from './journal.ts';

/** Longest wait for the browser's database before going on without it, in ms. */
const OPENING_TIMEOUT_MS = 4000;

/** @returns the name of the database that keeps one person's copy of one act in this browser */
export function localCopyName(personId: PersonId, actId: ActId): string {
  return `clausier:${personId}:${actId}`;
}

/** Resolves to whether the browser lets this page keep a database; private windows may refuse. */
async function databaseAllowed(name: string): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false;
  return new Promise((resolve) => {
    const settle = (allowed: boolean) => {
      clearTimeout(timer);
      resolve(allowed);
    };
    const timer = setTimeout(() => settle(false), OPENING_TIMEOUT_MS);
    try {
      const request = indexedDB.open(`${name}:essai`);
      request.onerror = () => settle(false);
      request.onblocked = () => settle(false);
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase(`${name}:essai`);
        settle(true);
      };
    } catch {
      // Some browsers throw instead of firing an error where storage is closed to the page.
      settle(false);
    }
  });
}

/** Reading `localStorage` throws where storage is closed to the page. */
function storageAllowed(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** A copy of the act kept in this browser, loaded into the document, then fed by it. */
export interface LocalCopy {
  /** Origin of the updates that come from the copy. */
  readonly origin: unknown;
  readonly close: () => Promise<void>;
}

/**
 * Loads the local copy into `doc` and keeps it fed from then on [E13].
 * @param onFailure told if the browser stops taking writes (disk full)
 * @param fromServer whether a change came from the server, which has it already
 * @returns the copy, or `null` when the browser keeps none
 */
export async function openLocalCopy(
  name: string,
  doc: Y.Doc,
  onFailure: () => void,
  fromServer: (origin: unknown) => boolean,
): Promise<LocalCopy | null> {
  if (!(await databaseAllowed(name))) return null;
  const persistence = new IndexeddbPersistence(name, doc);
  const db = await persistence._db;
  db.addEventListener('error', onFailure);
  db.addEventListener('abort', onFailure);
  await persistence.whenSynced;
  // A transaction starts once the earlier ones on the same store have ended.
  const written = () =>
    new Promise<void>((resolve, reject) => {
      const barrier = db.transaction(['updates'], 'readonly');
      barrier.oncomplete = () => resolve();
      barrier.onabort = () => reject(barrier.error);
    });
  const store = storageAllowed();
  if (store) await replayJournals(store, name, doc, written, 'clausier:journal');
  const stop = store
    ? keepJournal(store, name, doc, written, (origin) => origin === persistence || fromServer(origin))
    : () => undefined;
  return {
    origin: persistence,
    close: async () => {
      stop();
      await persistence.destroy();
    },
  };
}

/**
 * The text of a local copy, without opening the act: for somebody who may no longer write in it.
 * @returns the whole text as printed, or `null` when there is none or it can't be read
 */
export async function textOfLocalCopy(name: string): Promise<string | null> {
  const doc = new Y.Doc();
  const copy = await openLocalCopy(
    name,
    doc,
    () => undefined,
    () => false,
  );
  const text = textOf(doc);
  await copy?.close();
  doc.destroy();
  return text;
}

/** Forgets a local copy that is not open. */
export async function eraseLocalCopy(name: string): Promise<void> {
  await clearDocument(name);
}

/** @returns the whole text as printed, or `null` when the document is empty or not readable */
export function textOf(doc: Y.Doc): string | null {
  const content = readContent(doc);
  return content.ok ? printDocument(content.value) : null;
}
