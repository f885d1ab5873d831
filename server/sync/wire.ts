import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { binaryFrame } from './binaryFrame.ts';
import type { Wire } from './session.ts';

/** The last message sent and its frame: what is relayed goes to many sockets in a row, and is framed once. */
let framed: { readonly bytes: Uint8Array; readonly frame: Buffer } | null = null;
/** What holds frames that it was given in this turn, to hand them to the system in one call each. */
let holding: (() => void)[] = [];
/** Frames of at most so many bytes, all together, are put in one buffer: a copy costs less than a list of buffers. */
const SMALL_BYTES = 4_096;

function frameOf(bytes: Uint8Array): Buffer {
  if (framed?.bytes !== bytes) framed = { bytes, frame: binaryFrame(bytes) };
  return framed.frame;
}

function flush(): void {
  const all = holding;
  holding = [];
  framed = null;
  for (const release of all) release();
}

/**
 * The session's side of a websocket. Frames are written straight to the socket, which `ws` shares: it compresses
 * nothing here and writes its own frames whole, so the two never mix.
 */
export function wireOf(ws: WebSocket, socket: Duplex): Wire {
  let held: Buffer[] = [];
  let bytes = 0;
  const release = () => {
    const frames = held;
    const [only] = frames;
    if (only === undefined) return;
    held = [];
    if (frames.length === 1) socket.write(only);
    else if (bytes <= SMALL_BYTES) socket.write(Buffer.concat(frames, bytes));
    else {
      socket.cork();
      for (const frame of frames) socket.write(frame);
      socket.uncork();
    }
    bytes = 0;
  };
  return {
    send: (message) => {
      if (ws.readyState !== ws.OPEN) return;
      const frame = frameOf(message);
      bytes += frame.byteLength;
      if (held.push(frame) === 1 && holding.push(release) === 1) process.nextTick(flush);
    },
    get bufferedAmount() {
      return socket.writableLength + bytes;
    },
    close: (code, reason) => {
      // `ws` writes its last frame at once: what was said before goes before.
      release();
      ws.close(code, reason);
    },
    terminate: () => ws.terminate(),
  };
}
