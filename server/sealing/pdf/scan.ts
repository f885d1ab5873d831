/** A signature dictionary found in a file, read from its bytes and not through the file's own tables. */
export interface FoundSignature {
  /** `a b c d`: the file's bytes from a, b of them, then from c, d of them. */
  readonly range: readonly [number, number, number, number];
  /** True when the two ranges leave out exactly the hexadecimal string of `/Contents`, and begin with the file. */
  readonly fits: boolean;
  /** How the contents are encoded: `ETSI.CAdES.detached`, `ETSI.RFC3161`…; "" when not told. */
  readonly subFilter: string;
  /** What is signed with; the zeros after it are left out. `null` when it can't be read. */
  readonly cms: Uint8Array | null;
  /** True when `cms` is written as this server writes it: lower-case, followed by zeros only. */
  readonly canonical: boolean;
}

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;
/** How far around its `/ByteRange` a dictionary is looked at, contents left out, in bytes. */
const AROUND = 4096;
/** Beyond this, contents belong to something else. */
const FAR = 1024 * 1024;
/** More than any honest file holds. */
const MOST = 64;

/** @returns every signature that the bytes of a PDF show, in their order */
export function scanSignatures(bytes: Uint8Array): readonly FoundSignature[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: FoundSignature[] = [];
  for (let at = buffer.indexOf('/ByteRange'); at !== -1 && found.length < MOST; ) {
    BYTE_RANGE.lastIndex = 0;
    const text = buffer.toString('latin1', at, at + 80);
    const match = BYTE_RANGE.exec(text);
    if (match?.index === 0) found.push(readSignature(buffer, at, match));
    at = buffer.indexOf('/ByteRange', at + 1);
  }
  return found;
}

function readSignature(buffer: Buffer, at: number, match: RegExpExecArray): FoundSignature {
  const [a = 0, b = 0, c = 0, d = 0] = match.slice(1).map(Number);
  const told = isContents(buffer, b, c) ? { start: b, end: c } : null;
  const hole = told ?? contentsNear(buffer, at);
  const fits = told !== null && a === 0 && at < b && c + d <= buffer.length;
  const near = `${buffer.toString('latin1', Math.max(0, at - AROUND), at)}${buffer.toString('latin1', at, at + AROUND)}`;
  const subFilter = /\/SubFilter\s*\/([A-Za-z0-9.]{1,40})/.exec(near)?.[1] ?? '';
  const cms = hole === null ? null : unhex(buffer.toString('latin1', hole.start + 1, hole.end - 1));
  return {
    range: [a, b, c, d],
    fits,
    subFilter,
    cms: cms?.bytes ?? null,
    canonical: cms?.canonical ?? false,
  };
}

const NAME = '/Contents';
const OPEN = 0x3c;
const CLOSE = 0x3e;

/** True when a hexadecimal string of `/Contents` goes from `start` to `end`. */
function isContents(buffer: Buffer, start: number, end: number): boolean {
  if (end - start < 4 || end > buffer.length || buffer[start] !== OPEN || buffer[end - 1] !== CLOSE)
    return false;
  return buffer
    .toString('latin1', Math.max(0, start - 16), start)
    .trimEnd()
    .endsWith(NAME);
}

/** The hexadecimal string of `/Contents` that stands nearest after a byte range, else before it. */
function contentsNear(buffer: Buffer, at: number): { start: number; end: number } | null {
  for (const place of [buffer.indexOf(NAME, at), buffer.lastIndexOf(NAME, at)]) {
    if (place === -1 || Math.abs(place - at) > FAR) continue;
    const start = buffer.indexOf('<', place);
    const close = buffer.indexOf('>', start);
    if (start !== -1 && close !== -1 && isContents(buffer, start, close + 1))
      return { start, end: close + 1 };
  }
  return null;
}

/** Hexadecimal, down to the end of the one DER element that it holds. */
function unhex(hex: string): { bytes: Uint8Array; canonical: boolean } | null {
  if (hex.length === 0 || hex.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(hex)) return null;
  const all = Buffer.from(hex, 'hex');
  const length = derLength(all);
  if (length === null) return null;
  const canonical = hex === hex.toLowerCase() && all.subarray(length).every((byte) => byte === 0);
  return { bytes: all.subarray(0, length), canonical };
}

function derLength(bytes: Buffer): number | null {
  const first = bytes[1];
  if (bytes[0] !== 0x30 || first === undefined) return null;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 4 || bytes.length < 2 + count) return null;
  const length = first < 0x80 ? first : count === 0 ? -1 : bytes.readUIntBE(2, count);
  const whole = 2 + count + length;
  return length < 0 || whole > bytes.length ? null : whole;
}
