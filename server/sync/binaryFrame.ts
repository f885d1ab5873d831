/** First byte of an unfragmented binary websocket frame (RFC 6455 §5.2). */
const BINARY = 0x82;

/** @returns a whole websocket frame, as a server sends it (unmasked), to be written to any number of sockets */
export function binaryFrame(payload: Uint8Array): Buffer {
  const { byteLength } = payload;
  const head = byteLength < 126 ? 2 : byteLength < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + byteLength);
  frame[0] = BINARY;
  if (head === 2) frame[1] = byteLength;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(byteLength, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(byteLength), 2);
  }
  frame.set(payload, head);
  return frame;
}
