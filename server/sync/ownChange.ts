import { uint32 } from 'lib0/random';
import * as Y from 'yjs';

/** @returns a Yjs client id for what the server itself changes in an act, as long as it keeps it in memory */
export function newOwnClient(): number {
  return uint32();
}

/**
 * @param change makes the server's change on a copy of the text; it returns false when there is nothing to change
 * @param client one id for all such changes of an act in memory: a new one each time would stay in the text for ever
 * @returns the change as an update of `doc`, or `null` for none
 */
export function ownChange(doc: Y.Doc, client: number, change: (doc: Y.Doc) => boolean): Uint8Array | null {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  // What waits for an earlier change is somebody's: it must not be said again in the server's name.
  copy.store.pendingStructs = null;
  copy.store.pendingDs = null;
  copy.clientID = client;
  const before = Y.encodeStateVector(copy);
  const update = change(copy) ? Y.encodeStateAsUpdate(copy, before) : null;
  copy.destroy();
  return update;
}
