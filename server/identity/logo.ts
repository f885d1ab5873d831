import { ClausierError } from '#shared/kernel/errors.ts';

/** Largest logo, in bytes, and its longest side in pixels (rule O15). */
export const MAX_LOGO_BYTES = 512 * 1024;
const MAX_SIDE = 4_000;

export interface Logo {
  readonly type: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @returns the sides that a PNG's first block gives, which the format wants to be IHDR; `null` without it */
function pngSides(bytes: Buffer): readonly [number, number] | null {
  if (bytes.length < 33 || !PNG.every((byte, at) => bytes[at] === byte)) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** @returns the sides that the frame header of a JPEG gives; `null` for bytes that lead to none */
function jpegSides(bytes: Buffer): readonly [number, number] | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  }
  return null;
}

/**
 * Tells what a logo is by its bytes, whatever it was sent as (rule O15).
 * @throws ClausierError `organisation.logo` with the reason
 */
export function readLogo(sent: Uint8Array): Logo {
  const bytes = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
  if (bytes.length > MAX_LOGO_BYTES) throw new ClausierError('organisation.logo', ['l’image dépasse 512 Ko']);
  const png = pngSides(bytes);
  const sides = png ?? jpegSides(bytes);
  if (sides === null) {
    const isSvg = /<svg[\s>]/i.test(bytes.toString('latin1', 0, 4096));
    throw new ClausierError('organisation.logo', [
      isSvg
        ? 'un SVG peut contenir un programme\u00a0: enregistrez-le en PNG'
        : 'ce n’est ni un PNG, ni un JPEG',
    ]);
  }
  if (sides.some((side) => side < 1 || side > MAX_SIDE))
    throw new ClausierError('organisation.logo', [
      `${sides[0]}\u00a0×\u00a0${sides[1]} pixels\u00a0: 4\u202f000 de côté au plus`,
    ]);
  return { type: png === null ? 'image/jpeg' : 'image/png', bytes: sent };
}
