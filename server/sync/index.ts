/* What others may use of sync. */
export { doorOf } from './door.ts';
export { FoldThread } from './folding/foldThread.ts';
export { Hub } from './hub.ts';
export { type KnownState, keepKeyframe, knownState, packKeyframe, spacingUpTo } from './keyframes.ts';
export { type Cut, cutMessage } from './large/cut.ts';
export { CutThread } from './large/cutThread.ts';
export type { SyncObserver } from './observer.ts';
export { rankAt, readLog } from './readLog.ts';
export { rehearse } from './rehearsal/rehearsal.ts';
export { attachSockets } from './socket.ts';
export { SqlUpdateLog, type WaysOfWriting } from './sqlUpdateLog.ts';
export { contentOf, unreadableFieldsOf } from './storedText.ts';
