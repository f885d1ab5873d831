// The « floor »: appends what comes to a file and forwards it, without ever decoding it. What Node and the kernel cost.
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const rooms = new Map();
const log = createWriteStream(`${process.env.DATA}/floor.log`);
const server = createServer();
const sockets = new WebSocketServer({ server, maxPayload: 200 * 1024 * 1024 });
sockets.on('connection', (ws, request) => {
  const room = rooms.get(request.url) ?? { peers: new Set(), first: null };
  rooms.set(request.url, room);
  room.peers.add(ws);
  ws.on('message', (data) => {
    if (data[0] !== 0 || data[1] === 1) return;
    if (data[1] === 0) {
      // The first update is the whole text: told as an answer, it serves every writer.
      const state = Buffer.from(room.first ?? [0, 1, 2, 0, 0]);
      state[1] = 1;
      ws.send(state);
      return;
    }
    room.first ??= data;
    log.write(data);
    for (const peer of room.peers) if (peer !== ws) peer.send(data);
  });
  ws.on('close', () => room.peers.delete(ws));
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('running'));
