/** First byte of an unfragmented binary websocket frame (RFC 6455 §5.2). */
const BINARY = 0x82;
/** Longest header that a server writes. */
export const MAX_HEAD = 10;

/** Payloads of so many bytes are worth it: the states of acts, which are sent to many. */
export const ROOMY_BYTES = 2_048;

/** Room left before the state of an act, for all the headers that it is sent behind. */
export const STATE_ROOM = MAX_HEAD + 8;

/** How many bytes before a payload are free for its headers. */
const rooms = new WeakMap<Uint8Array, number>();

/** @returns bytes to be filled with a payload, which `binaryFrame` then frames without copying it */
export function roomyPayload(byteLength: number, room = MAX_HEAD): Buffer {
  return leftRoom(Buffer.allocUnsafeSlow(room + byteLength), room);
}

/** @returns what follows `room` free bytes, which are written over as it is framed */
export function leftRoom(bytes: Buffer, room: number): Buffer {
  const payload = bytes.subarray(room);
  rooms.set(payload, room);
  return payload;
}

/** @returns a payload and the `head` bytes before it, to be written over; `null` where there is no room for what may follow */
export function extended(payload: Uint8Array, head: number, more = 0): Buffer | null {
  const room = rooms.get(payload) ?? 0;
  if (room < head + more) return null;
  const whole = Buffer.from(payload.buffer, payload.byteOffset - head, head + payload.byteLength);
  if (more > 0) rooms.set(whole, room - head);
  return whole;
}

/** @returns a whole websocket frame, as a server sends it (unmasked), to be written to any number of sockets */
export function binaryFrame(payload: Uint8Array): Buffer {
  const { byteLength } = payload;
  const head = byteLength < 126 ? 2 : byteLength < 65_536 ? 4 : 10;
  const inPlace = byteLength < ROOMY_BYTES ? null : extended(payload, head);
  const frame = inPlace ?? Buffer.allocUnsafe(head + byteLength);
  frame[0] = BINARY;
  if (head === 2) frame[1] = byteLength;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(byteLength, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(byteLength), 2);
  }
  if (inPlace === null) frame.set(payload, head);
  return frame;
}
