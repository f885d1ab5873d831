import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseForComparison } from '#shared/document/typography.ts';
import { folded, locate } from './fold.ts';

const SIGNS = [
  ' ',
  '\u00a0',
  '\u202f',
  '«',
  '»',
  '“',
  '”',
  '’',
  "'",
  '–',
  '-',
  ';',
  ':',
  '1',
  '234',
  'n°',
  'a',
  'é',
  'œ',
  'ᵉ',
  '…',
  '\u00ad',
  '\n',
  '%',
];

describe('folding', () => {
  it('[W1] is normaliseForComparison of the document', () => {
    const text = fc.oneof(
      fc.array(fc.constantFrom(...SIGNS), { maxLength: 14 }).map((signs) => signs.join('')),
      fc.string({ unit: 'grapheme', maxLength: 20 }).map((one) => one.normalize('NFC')),
    );
    fc.assert(
      fc.property(text, (one) => {
        expect(folded(one)).toBe(normaliseForComparison(one));
      }),
      { seed: 20251121, numRuns: 500 },
    );
  });

  it.each([
    ['la durée de 3 mois', '3 mois', ['3 mois']],
    ['13 mois et 3 mois', '3 mois', ['3 mois']],
    ['au taux de 3,5 %', '3', []],
    ['l’« objet »', 'l\'"objet"', ['l’« objet »']],
    ['le mot «\u00a0Parties\u00a0» et les Parties', 'Parties', ['Parties', 'Parties']],
    ['13\u202f000 salariés', '13 000', ['13\u202f000']],
    ['une année', 'an', []],
  ])('[W2] in %s, the words %s', (text, words, found) => {
    expect(locate(text, words).map(({ start, end }) => text.slice(start, end).trim())).toEqual(found);
  });
});
