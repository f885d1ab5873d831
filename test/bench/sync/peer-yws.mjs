// The peer « yws »: @y/websocket-server as it comes, in memory, or with LevelDB when YPERSISTENCE is set.
import '../peers/node_modules/@y/websocket-server/src/server.js';
