import type * as Y from 'yjs';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { FieldValue } from '../model.ts';
import { FIELDS_MAP } from '../schema/vocabulary.ts';
import type { OperationProblem } from './problem.ts';

/** Gives a variable its value; every place of the text that prints it follows. The last writer wins. */
export function setField(
  doc: Y.Doc,
  key: string,
  value: FieldValue,
  origin: unknown,
): Result<null, OperationProblem> {
  doc.transact(() => doc.getMap(FIELDS_MAP).set(key, { ...value }), origin);
  return ok(null);
}

/** Removes a variable; the places that print it then show it as unknown. Nothing happens when there is none. */
export function deleteField(doc: Y.Doc, key: string, origin: unknown): Result<null, OperationProblem> {
  const fields = doc.getMap(FIELDS_MAP);
  if (fields.has(key)) doc.transact(() => fields.delete(key), origin);
  return ok(null);
}
