// The peer « yws »: @y/websocket-server as it comes, in memory, or with LevelDB when YPERSISTENCE is set. What its earlier
// releases did by themselves with that folder, this one leaves to whoever starts it.
import { setPersistence } from '../peers/node_modules/@y/websocket-server/src/utils.js';
import { LeveldbPersistence } from '../peers/node_modules/y-leveldb/src/y-leveldb.js';
import * as Y from '../peers/node_modules/yjs/dist/yjs.mjs';

const folder = process.env.YPERSISTENCE;
if (folder) {
  const stored = new LeveldbPersistence(folder);
  setPersistence({
    provider: stored,
    bindState: async (name, doc) => {
      const before = await stored.getYDoc(name);
      stored.storeUpdate(name, Y.encodeStateAsUpdate(doc));
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(before));
      doc.on('update', (update) => stored.storeUpdate(name, update));
    },
    writeState: async () => {},
  });
}
await import('../peers/node_modules/@y/websocket-server/src/server.js');
