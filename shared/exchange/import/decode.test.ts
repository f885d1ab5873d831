import { describe, expect, it } from 'vitest';
import { decodeTextFile } from './decode.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const ascii = (text: string) => Uint8Array.from([...text].map((char) => char.charCodeAt(0)));
const decoded = (file: Uint8Array) => {
  const result = decodeTextFile(file);
  return result.ok ? result.value : result.error;
};

describe('decodeTextFile', () => {
  it('[B4] reads UTF-8, with and without its mark', () => {
    const text = new TextEncoder().encode('Préambule « été »');
    expect(decoded(text)).toBe('Préambule « été »');
    expect(decoded(Uint8Array.from([0xef, 0xbb, 0xbf, ...text]))).toBe('Préambule « été »');
  });

  it('[B4] reads UTF-16 of both orders by its mark', () => {
    expect(decoded(bytes(0xff, 0xfe, 0xe9, 0x00, 0x74, 0x00))).toBe('ét');
    expect(decoded(bytes(0xfe, 0xff, 0x00, 0xe9, 0x00, 0x74))).toBe('ét');
  });

  it('[B4] reads Windows-1252 where the bytes are no UTF-8', () => {
    expect(decoded(bytes(0x4c, 0x92, 0xc9, 0x74, 0x61, 0x74, 0x20, 0x9c))).toBe('L’État œ');
  });

  it.each([
    ['un fichier PDF', ascii('%PDF-1.7 ...')],
    ['Word', ascii('PK\u0003\u0004...')],
    ['RTF', ascii('{\\rtf1 x}')],
    ['ancien document Word', bytes(0xd0, 0xcf, 0x11, 0xe0, 0x01)],
    ['PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d)],
    ['octets nuls', ascii('abc\u0000def')],
    ['caractères de commande', Uint8Array.from({ length: 200 }, (_, i) => (i % 8) + 1)],
  ])('[B5] refuses a file that looks like « %s », and says what to do', (what, file) => {
    const problem = decoded(file);
    expect(problem).toMatchObject({ code: 'import.illisible', detail: expect.stringContaining(what) });
  });

  it('[B1] refuses an empty file', () => {
    expect(decoded(bytes())).toMatchObject({ code: 'import.vide' });
  });
});
