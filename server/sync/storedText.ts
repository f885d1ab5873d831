import * as Y from 'yjs';
import type { ActContent } from '#shared/document/model.ts';
import type { DocumentProblem } from '#shared/document/parse.ts';
import { readContent } from '#shared/document/yjs.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { StoredAct } from './updateLog.ts';

/**
 * Reads the text of an act from what is stored, without opening it to anybody.
 * @throws Error when an update can't be applied: the stored bytes are damaged
 */
export function contentOf(stored: StoredAct): Result<ActContent, DocumentProblem> {
  const doc = new Y.Doc();
  try {
    if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
    for (const update of stored.updates) Y.applyUpdate(doc, update);
    return readContent(doc);
  } finally {
    doc.destroy();
  }
}
