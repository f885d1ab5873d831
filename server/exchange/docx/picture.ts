import { ImageRun } from 'docx';

/** One tracked change: a number of its own, who made it, when (ISO 8601). */
interface Revision {
  readonly id: number;
  readonly author: string;
  readonly date: string;
}

/** A picture of an act, as a DOCX file can hold it. */
interface Picture {
  readonly type: 'png' | 'jpg' | 'gif';
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

const TYPES = { png: 'png', jpeg: 'jpg', gif: 'gif' } as const;

/** @returns width and height in pixels, as the file's own header gives them; null when it has none that reads */
function sizeOf(type: Picture['type'], bytes: Buffer): { width: number; height: number } | null {
  if (type === 'png')
    return bytes.length < 24 ? null : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (type === 'gif')
    return bytes.length < 10 ? null : { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return null;
}

/** Widest and tallest that a logo is drawn, in pixels of 1/96 inch. */
const LOGO = { width: 150, height: 68 };

/** @returns the run that draws a logo; null for bytes that have no size */
export function logoRun(
  { type, bytes }: { readonly type: 'png' | 'jpg'; readonly bytes: Uint8Array },
  alt: string,
): ImageRun | null {
  const data = Buffer.from(bytes);
  const size = sizeOf(type, data);
  if (size === null || size.width === 0 || size.height === 0) return null;
  const scale = Math.min(LOGO.width / size.width, LOGO.height / size.height);
  const drawn = (side: number) => Math.max(1, Math.round(side * scale));
  return new ImageRun({
    type,
    data,
    transformation: { width: drawn(size.width), height: drawn(size.height) },
    altText: { name: alt, description: alt, title: alt },
  });
}

function readPicture(src: string): Picture | null {
  const match = /^data:image\/(png|jpeg|gif);base64,([A-Za-z0-9+/=\s]*)$/.exec(src);
  const kind = match?.[1];
  if (kind !== 'png' && kind !== 'jpeg' && kind !== 'gif') return null;
  const type = TYPES[kind];
  const bytes = Buffer.from(match?.[2] ?? '', 'base64');
  const size = sizeOf(type, bytes);
  return size === null || size.width === 0 || size.height === 0 ? null : { type, bytes, ...size };
}

/** Widest and tallest that a picture is drawn, in pixels of 1/96 inch: the text's width, half a page. */
const WIDEST = 600;
const TALLEST = 450;

/**
 * @param tracked when the picture comes or goes
 * @returns the run that draws a picture; null for one that a DOCX file can't hold (WebP, unreadable bytes)
 */
export function pictureRun(
  { src, alt }: { readonly src: string; readonly alt: string },
  tracked: {
    readonly insertion?: Revision;
    readonly deletion?: Revision;
  } = {},
): ImageRun | null {
  const picture = readPicture(src);
  if (picture === null) return null;
  const scale = Math.min(1, WIDEST / picture.width, TALLEST / picture.height);
  return new ImageRun({
    type: picture.type,
    data: picture.bytes,
    transformation: {
      width: Math.round(picture.width * scale),
      height: Math.round(picture.height * scale),
    },
    altText: { name: alt, description: alt, title: alt },
    ...tracked,
  });
}
