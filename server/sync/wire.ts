import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { binaryFrame } from './binaryFrame.ts';
import type { Wire } from './session.ts';

/** The last message sent and its frame: what is relayed goes to many sockets in a row, and is framed once. */
let framed: { readonly bytes: Uint8Array; readonly frame: Buffer } | null = null;
/** Sockets that hold what they were given in this turn, to hand it to the system in one call each. */
let corked: Duplex[] = [];

function frameOf(bytes: Uint8Array): Buffer {
  if (framed?.bytes !== bytes) framed = { bytes, frame: binaryFrame(bytes) };
  return framed.frame;
}

function flush(): void {
  const sockets = corked;
  corked = [];
  framed = null;
  for (const socket of sockets) socket.uncork();
}

/**
 * The session's side of a websocket. Frames are written straight to the socket, which `ws` shares: it compresses
 * nothing here and writes its own frames whole, so the two never mix.
 */
export function wireOf(ws: WebSocket, socket: Duplex): Wire {
  return {
    send: (bytes) => {
      if (ws.readyState !== ws.OPEN) return;
      if (socket.writableCorked === 0) {
        socket.cork();
        if (corked.push(socket) === 1) process.nextTick(flush);
      }
      socket.write(frameOf(bytes));
    },
    get bufferedAmount() {
      return socket.writableLength;
    },
    close: (code, reason) => ws.close(code, reason),
    terminate: () => ws.terminate(),
  };
}
