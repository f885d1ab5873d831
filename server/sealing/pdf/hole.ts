/** A PDF that can't be sealed; the message is for the log. */
export class SealRefused extends Error {
  override readonly name = 'SealRefused';
}

/** Where a seal stands in a file, `<` and `>` included: all the rest is what it seals. */
export interface SealHole {
  readonly start: number;
  readonly end: number;
}

/**
 * Puts a seal in its place.
 * @returns the same file with the hole filled: lower-case hexadecimal, then zeros
 * @throws SealRefused when the seal is larger than the place
 */
export function fillHole(bytes: Uint8Array, hole: SealHole, cms: Uint8Array): Uint8Array {
  const room = hole.end - hole.start - 2;
  const hex = Buffer.from(cms).toString('hex');
  if (hex.length > room) throw new SealRefused(`a seal of ${cms.length} bytes in a place of ${room / 2}`);
  const filled = Buffer.from(bytes);
  filled.write(hex.padEnd(room, '0'), hole.start + 1, 'latin1');
  return filled;
}
