/* What others may use of sync. */
export { Hub } from './hub.ts';
export { type KnownState, keepKeyframe, knownState, packKeyframe, spacingUpTo } from './keyframes.ts';
export type { SyncObserver } from './observer.ts';
export { rankAt, readLog } from './readLog.ts';
export { attachSockets } from './socket.ts';
export { SqlUpdateLog } from './sqlUpdateLog.ts';
export { contentOf, unreadableFieldsOf } from './storedText.ts';
