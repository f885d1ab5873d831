import * as Y from 'yjs';
import type { ActContent } from '#shared/document/model.ts';
import type { DocumentProblem } from '#shared/document/parse.ts';
import { readContent, unreadableFields } from '#shared/document/yjs.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { StoredAct } from './updateLog.ts';

/**
 * Reads the text of an act from what is stored, without opening it to anybody.
 * @throws Error when an update can't be applied: the stored bytes are damaged
 */
export function contentOf(stored: StoredAct): Result<ActContent, DocumentProblem> {
  return withDoc(stored, readContent);
}

/** @returns the keys of the values that `contentOf` leaves out, since they can't be read */
export function unreadableFieldsOf(stored: StoredAct): readonly string[] {
  return withDoc(stored, unreadableFields);
}

function withDoc<T>(stored: StoredAct, read: (doc: Y.Doc) => T): T {
  const doc = new Y.Doc();
  try {
    if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
    for (const update of stored.updates) Y.applyUpdate(doc, update);
    return read(doc);
  } finally {
    doc.destroy();
  }
}
