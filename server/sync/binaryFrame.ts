/** First byte of an unfragmented binary websocket frame (RFC 6455 §5.2). */
const BINARY = 0x82;
/** Longest header that a server writes. */
const MAX_HEAD = 10;

/** Payloads of so many bytes are worth it: the states of acts, which are sent to many. */
export const ROOMY_BYTES = 2_048;

/** Payloads that have room for a header before them. */
const roomy = new WeakSet<Uint8Array>();

/** @returns bytes to be filled with a payload, which `binaryFrame` then frames without copying it */
export function roomyPayload(byteLength: number): Buffer {
  const payload = Buffer.allocUnsafeSlow(MAX_HEAD + byteLength).subarray(MAX_HEAD);
  roomy.add(payload);
  return payload;
}

/** @returns a whole websocket frame, as a server sends it (unmasked), to be written to any number of sockets */
export function binaryFrame(payload: Uint8Array): Buffer {
  const { byteLength } = payload;
  const head = byteLength < 126 ? 2 : byteLength < 65_536 ? 4 : 10;
  const inPlace = byteLength >= ROOMY_BYTES && roomy.has(payload);
  const frame = inPlace
    ? Buffer.from(payload.buffer, payload.byteOffset - head, head + byteLength)
    : Buffer.allocUnsafe(head + byteLength);
  frame[0] = BINARY;
  if (head === 2) frame[1] = byteLength;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(byteLength, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(byteLength), 2);
  }
  if (!inPlace) frame.set(payload, head);
  return frame;
}
