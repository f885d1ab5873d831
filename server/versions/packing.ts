import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { applyDelta, deltaOf } from '#shared/versions/delta.ts';

const compress = promisify<Buffer, BrotliOptions, Buffer>(brotliCompress);
const decompress = promisify<Uint8Array, BrotliOptions, Buffer>(brotliDecompress);

/** Longest text that a row may give, in bytes: an altered row must not fill the memory. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;
/** Good and quick: 11 is twenty times slower for a tenth less. */
const QUALITY = 9;

/** @returns SHA-256 in lower-case hexadecimal, as `contentHash` of the document */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Compresses a text, out of the event loop. */
async function pack(text: string): Promise<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  return compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  });
}

async function unpack(bytes: Uint8Array): Promise<string> {
  const text = await decompress(bytes, { maxOutputLength: MAX_TEXT_BYTES });
  return new TextDecoder('utf-8', { fatal: true }).decode(text);
}

/** Keeps a text whole. */
export function packWhole(text: string): Promise<Uint8Array> {
  return pack(text);
}

/** Keeps a text as what it changes in `base`. */
export function packDelta(base: string, text: string): Promise<Uint8Array> {
  return pack(deltaOf(base, text));
}

/**
 * Reads a chain: the first row whole, each other one a delta of the one before it.
 * @param rows compressed bytes, at least one
 * @returns the text of each row
 * @throws Error when a row can't be read
 */
export async function unpackChain(rows: readonly Uint8Array[]): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const bytes of rows) {
    const base = texts.at(-1);
    const text = await unpack(bytes);
    texts.push(base === undefined ? text : applyDelta(base, text));
  }
  return texts;
}
