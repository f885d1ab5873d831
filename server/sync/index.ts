/* What others may use of sync. */
export { Hub } from './hub.ts';
export { attachSockets, type Sockets } from './socket.ts';
export { SqlUpdateLog } from './sqlUpdateLog.ts';
export { contentOf } from './storedText.ts';
export type { LogHealth, StoredAct, UpdateLog } from './updateLog.ts';
