import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiFileName, fileName, fileNamePart } from './file-name.ts';

/** What a name is made of, the worst of it more often than people type it. */
const typed = fc
  .array(fc.constantFrom(...'aé.. -/\\:"\r\n\0\t\u0301\u00a0\u200b\u202e\ufeff\u2028漢🖋'), { maxLength: 40 })
  .map((signs) => signs.join(''));

describe('names of files', () => {
  it.each([
    ['Délibération du 12 mars.pdf', 'Délibération du 12 mars.pdf'],
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\fakepath\\scan.PDF', 'C fakepath scan.PDF'],
    ['a\r\nX-Vol: 1.pdf', 'a X-Vol 1.pdf'],
    ['acte\u202Efdp.exe', 'acte fdp.exe'],
    ['a\u0000.pdf', 'a.pdf'],
    ['a\u200Bb\uFEFF.pdf', 'a b.pdf'],
    ['\ud800.pdf', 'fichier.pdf'],
    ['.htaccess', 'fichier.htaccess'],
    ['...', 'fichier'],
    ['nom. . .', 'nom'],
    ['  ', 'fichier'],
  ])('%j is kept as %j', (name, kept) => {
    expect(fileName(name)).toBe(kept);
  });

  it('cut nothing in two, and leave room on every system', () => {
    for (const sign of ['x', 'é', '漢', '🖋']) {
      const name = fileName(`${sign.repeat(400)}.pdf`);
      expect(Buffer.from(name).toString()).toBe(name);
      expect(name).toMatch(/\.pdf$/);
      expect(Buffer.byteLength(name)).toBeLessThan(250);
    }
  });

  it('whatever was typed, hold no path, control or hidden sign, and stay what they are', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const name = fileName(text);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]|^[.\s]|[.\s]$/u);
        expect(fileName(name)).toBe(name);
        expect(asciiFileName(name)).toMatch(/^[\x20-\x7e]+$/);
        expect(() => encodeURIComponent(name + fileNamePart(text))).not.toThrow();
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
