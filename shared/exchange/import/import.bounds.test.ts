import { describe, expect, it } from 'vitest';
import { printDocument } from '#shared/document/text.ts';
import { startCost } from '#test/support/cost.ts';
import { importText, MAX_IMPORT_CHARS } from './import.ts';
import { normaliseImported, sourceText } from './source.ts';
import { seededIds } from './support.ts';

const importAll = (source: string) => importText(source, { makeId: seededIds() });
const MEGABYTE = 1_000_000;
/** How long the runs are: what grows with the square of a quarter of a megabyte takes minutes all the same. */
const LONG = process.env.NIGHTLY === '1' ? MEGABYTE : MEGABYTE / 4;

describe('importText within its bounds', () => {
  it.each(['', '   \n\t\n ', '\uFEFF\n\f\n', '---\n\n***\n'])(
    '[B1] refuses %j: nothing to import',
    (source) => {
      const result = importAll(source);
      expect(result.ok ? null : result.error.code).toBe('import.vide');
    },
  );

  it('[B2] refuses a text above the limit, and says which', () => {
    const result = importAll('a'.repeat(MAX_IMPORT_CHARS + 1));
    expect(result.ok ? null : result.error).toMatchObject({ code: 'requete.trop_grande' });
    expect(result.ok ? '' : result.error.detail?.replace(/\s/g, '')).toContain(String(MAX_IMPORT_CHARS));
  });

  // Lines cost more than letters: the suite stays short with fewer of them.
  it.each([
    ...[
      '*',
      '[',
      ' ',
      '_',
      '<',
      '`',
      '|',
      '-',
      '.',
      '(',
      '#',
      '\\',
      '«',
      '1.',
      'A ',
      'a*',
      '](',
      '[^1]',
      'a_b ',
    ],
    ...[
      '\n',
      '\f',
      '\n\n- a',
      '\n1. a',
      '\n| a | b',
      '\n|-|-|',
      'a\tb\n',
      'Vu la \n',
      'et l’X, ',
      '<p>',
      '</li><li> ',
      '« ',
      '«\n',
      '0',
      '. ',
      '.....',
      '…',
      '  ',
      'a  b  ',
      '| ',
      'Article ',
      'P/ ',
      'la Ville, représentée par ',
      'code du travail, notamment ses ',
      '> a\n',
      '12\n\n\f\n',
      'a  1  2\n',
      'Art. 1-1. - A\n',
      'a ',
      '\u00AD',
      '«\u00A0a\u00A0» : ',
      'M. A B ',
      'représentée par ',
    ],
    ...[
      'Article 1\n',
      'ENTRE\n',
      'X\n===\n',
      '\n    - a',
      '(1) a\n',
      'a¹\n',
      'loi n° ',
      'article L. ',
      'ci-après « ',
      'Fait à \n',
    ],
  ])('[B3] reads a long run of %j in linear time', (unit) => {
    const size = unit.includes('\n') || unit === '\f' ? LONG / 5 : LONG;
    const source = unit.repeat(Math.ceil(size / unit.length));
    const spent = startCost();
    importAll(source);
    expect(spent()).toBeLessThan((10_000 * LONG) / MEGABYTE);
  });

  it('[B3] reads five megabytes of an ordinary convention in seconds, and keeps every word', () => {
    const paragraph =
      'La présente convention, conclue selon l’article 1 et la loi du 1er juillet 1901, engage les parties (PAIE) pour trois ans. ';
    const article = (n: number) =>
      `Article ${n} – Objet\n\n${paragraph.repeat(6)}\n\nElles visent :\n\n- l’emploi ;\n- le logement.\n\n`;
    let source = 'CONVENTION\n\n';
    for (let n = 1; source.length < 5 * MEGABYTE; n += 1) source += article(n);
    const spent = startCost();
    const result = importAll(source);
    expect(spent()).toBeLessThan(20_000);
    expect(
      result.ok &&
        normaliseImported(printDocument(result.value.content)) === normaliseImported(sourceText(source)),
    ).toBe(true);
  }, 90_000);
});
