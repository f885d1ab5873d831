/*
 * Just enough of DER (X.690) for CMS, X.509 and RFC 3161: written so that a structure has one encoding only, and
 * read so that any other is refused. A seal is then one string of bytes, not a family of them.
 */

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bits: 0x03,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One element, read: `bytes` is the whole of it, header included. */
export interface Der {
  readonly tag: number;
  readonly value: Uint8Array;
  readonly bytes: Uint8Array;
}

/** What cannot be read as DER. */
class DerError extends Error {
  override readonly name = 'DerError';
}

/** @returns one element of `tag` over the concatenation of `parts` */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(value.length)]), value]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

export const sequence = (...parts: readonly Uint8Array[]) => der(TAG.sequence, ...parts);
/** SET OF: its members in the order of their encodings, as DER wants. */
export const setOf = (...parts: readonly Uint8Array[]) => der(TAG.set, ...[...parts].sort(Buffer.compare));
export const octets = (bytes: Uint8Array) => der(TAG.octets, bytes);
export const bits = (bytes: Uint8Array) => der(TAG.bits, Buffer.from([0]), bytes);
export const utf8 = (text: string) => der(TAG.utf8, Buffer.from(text, 'utf8'));
export const nothing = der(TAG.null);
export const yes = der(TAG.boolean, Buffer.from([0xff]));

/** @param bytes a positive number, most significant byte first */
export function integer(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start === -1 ? Buffer.from([0]) : bytes.subarray(start);
  const sign = (digits[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0);
  return der(TAG.integer, sign, digits);
}

/** @param dotted such as `1.2.840.113549.1.7.2` */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const groups = [first * 40 + second, ...rest].map((arc) => {
    const bytes = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      bytes.unshift((left % 128) | 0x80);
    return bytes;
  });
  return der(TAG.oid, Buffer.from(groups.flat()));
}

/** @param at milliseconds since 1970; the year lies between 1950 and 2049 for UTCTime, GeneralizedTime otherwise */
export function time(at: number): Uint8Array {
  const digits = new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  const year = Number(digits.slice(0, 4));
  return year >= 1950 && year < 2050
    ? der(TAG.utcTime, Buffer.from(digits.slice(2), 'latin1'))
    : der(TAG.generalizedTime, Buffer.from(digits, 'latin1'));
}

/** @returns milliseconds since 1970 of a UTCTime or a GeneralizedTime, `null` when it is none in UTC */
export function readTime({ tag, value }: Der): number | null {
  if (tag !== TAG.utcTime && tag !== TAG.generalizedTime) return null;
  const text = Buffer.from(value).toString('latin1');
  // A year of two figures lies between 1950 and 2049 (RFC 5280, 4.1.2.5.1).
  const full = tag === TAG.generalizedTime ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(full);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '0'] = parts;
  return Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`,
  );
}

/**
 * Reads the elements that follow each other in `bytes`.
 * @throws DerError when they are not DER to the last byte
 */
export function readAll(bytes: Uint8Array): readonly Der[] {
  const found: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const one = readAt(bytes, at);
    found.push(one);
    at += one.bytes.length;
  }
  return found;
}

/** Reads the element at the start of `bytes`; what follows it is left alone. @throws DerError */
export function readFirst(bytes: Uint8Array): Der {
  return readAt(bytes, 0);
}

function readAt(bytes: Uint8Array, at: number): Der {
  const tag = byteAt(bytes, at);
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of several bytes');
  const first = byteAt(bytes, at + 1);
  let length = first;
  let header = 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new DerError('an indefinite or enormous length');
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + byteAt(bytes, at + 2 + i);
    header += count;
    if (length < 0x80 || (count > 1 && byteAt(bytes, at + 2) === 0)) throw new DerError('a length too long');
  }
  const end = at + header + length;
  if (end > bytes.length) throw new DerError('cut short');
  return { tag, value: bytes.subarray(at + header, end), bytes: bytes.subarray(at, end) };
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new DerError('cut short');
  return byte;
}

/** @returns the elements inside `one`, which must be of `tag` @throws DerError */
export function inside(one: Der | undefined, tag: number): readonly Der[] {
  return readAll(contentsOf(one, tag));
}

/** @returns the value of `one`, which must be of `tag` @throws DerError */
export function contentsOf(one: Der | undefined, tag: number): Uint8Array {
  if (one?.tag !== tag) throw new DerError(`tag ${one?.tag ?? 'absent'} where ${tag} was due`);
  return one.value;
}

/** @returns true when both hold the same bytes */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
