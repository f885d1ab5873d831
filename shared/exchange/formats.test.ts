import { describe, expect, it } from 'vitest';
import { asciiFileName } from '../kernel/file-name.ts';
import { exportFileName } from './formats.ts';

describe('names of exported files', () => {
  it.each([
    [
      'Convention AMF',
      'Version 12 – Proposée à l’AMF',
      'Convention AMF – Version 12 – Proposée à l’AMF.pdf',
      "Convention AMF - Version 12 - Proposee a l'AMF.pdf",
    ],
    ['../../etc/passwd', '', 'etc passwd.pdf', 'etc passwd.pdf'],
    ['a/b\\c:d*e?f"g<h>i|j\u0000\n', 'v', 'a b c d e f g h i j – v.pdf', 'a b c d e f g h i j - v.pdf'],
    ['.caché', '...', 'caché.pdf', 'cache.pdf'],
    ['漢字', '', '漢字.pdf', 'fichier.pdf'],
    ['', '', 'acte.pdf', 'acte.pdf'],
    ['Œuvre', '', 'Œuvre.pdf', 'OEuvre.pdf'],
  ])('[E4] %j, %j', (title, version, full, ascii) => {
    const name = exportFileName(title, version, 'pdf');
    expect([name, asciiFileName(name)]).toEqual([full, ascii]);
  });

  it('[E4] stays short, and cuts no sign in two', () => {
    const name = exportFileName(`${'x'.repeat(79)}🖋🖋`, '🖋'.repeat(500), 'pdf');
    expect(name).toMatch(/^x{79}🖋 – 🖋+\.pdf$/u);
    expect(Buffer.byteLength(name)).toBeLessThan(255);
  });
});
