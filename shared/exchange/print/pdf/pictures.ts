import type { PdfPicture } from './model.ts';

/** First bytes of the kinds of picture that the typesetter reads, in hexadecimal. */
const SIGNATURES: readonly (readonly [string, RegExp])[] = [
  ['png', /^89504e470d0a1a0a/],
  ['jpg', /^ffd8ff/],
  ['gif', /^474946383[79]61/],
  ['webp', /^52494646.{8}57454250/],
];

const hex = (bytes: Uint8Array): string =>
  [...bytes.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Reads a picture from its `data:` address.
 * @returns its bytes under a name with the extension of what it really is; `null` when it is no picture that can be
 *   printed, and its alternative text stands in its place
 */
export function readPicture(image: { readonly id: string; readonly src: string }): PdfPicture | null {
  const base64 = /^data:image\/[a-z]+;base64,([A-Za-z0-9+/=]+)$/.exec(image.src)?.[1];
  if (base64 === undefined) return null;
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
  const kind = SIGNATURES.find(([, pattern]) => pattern.test(hex(bytes)))?.[0];
  return kind === undefined ? null : { name: `${image.id}.${kind}`, bytes };
}
