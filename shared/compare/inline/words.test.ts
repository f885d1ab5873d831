import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordKey, wordsOf } from './words.ts';

const units = (text: string) => wordsOf(text).map((word) => word.text);
const classes = (text: string) => wordsOf(text).map((word) => word.class);

describe('French units', () => {
  it.each([
    ['l’Union et d’autres, qu’elle', ['l’Union', 'et', 'd’autres', ',', 'qu’elle']],
    ['le 31 décembre 2008.', ['le', '31 décembre 2008', '.']],
    ['au 1er\u00a0juillet\u00a0;', ['au', '1er\u00a0juillet', ';']],
    ['1\u202f500,50\u00a0€ par an', ['1\u202f500,50\u00a0€', 'par', 'an']],
    ['33 000 euros', ['33 000 euros']],
    ['176 867 + 170 200', ['176 867', '+', '170 200']],
    ['trois (3) mois', ['trois', '(3)', 'mois']],
    ['(1 500 euros)', ['(1 500 euros)']],
    ['loi n°\u00a02008-126', ['loi', 'n', '°', '2008-126']],
    ['article L. 5314-1 du code', ['article', 'L. 5314-1', 'du', 'code']],
    ['la 2e réunion, le XIXe siècle', ['la', '2e', 'réunion', ',', 'le', 'XIXe', 'siècle']],
    ['U.N.M.L. et S.A.', ['U.N.M.L.', 'et', 'S.A.']],
    ['l’«\u00a0Union\u00a0»', ['l’', '«', 'Union', '»']],
    ['aujourd’hui, ci-après, salarié·e·s', ['aujourd’hui', ',', 'ci-après', ',', 'salarié·e·s']],
    ['voir https://exemple.fr/a?b=c.', ['voir', 'https://exemple.fr/a?b=c', '.']],
    ['contact@exemple.fr;', ['contact@exemple.fr', ';']],
    ['12/05/2024 à 10 %', ['12/05/2024', 'à', '10 %']],
    ['fin...', ['fin', '...']],
    ['mille cinq cents euros', ['mille cinq cents', 'euros']],
    ['vingt et un ans, quatre-vingt-dix-neuf', ['vingt et un', 'ans', ',', 'quatre-vingt-dix-neuf']],
    ['un centre, deuxième, dixit', ['un', 'centre', ',', 'deuxième', ',', 'dixit']],
  ])('[K7] « %s »', (text, expected) => {
    expect(units(text)).toEqual(expected);
  });

  it('[K7] says which units are facts', () => {
    expect(classes('deux mois, le 3 mai 2024, 5 €')).toEqual([
      'number',
      'word',
      'punctuation',
      'stop',
      'date',
      'punctuation',
      'amount',
    ]);
  });

  it('[K7] loses nothing of any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(' ', '\u00a0', 'l’', '1 500', ' €', '«', '3 mai', ' 2024', '\n', 'qu’', '(', ')', '.'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(
          wordsOf(text)
            .map((word) => word.space + word.text)
            .join(''),
        ).toBe(text);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('[K8] folds typography, not letters', () => {
    expect(wordKey('l’Union')).toBe(wordKey("l'Union"));
    expect(wordKey('1\u202f500')).toBe(wordKey('1500'));
    expect(wordKey('Partie')).not.toBe(wordKey('partie'));
    expect(wordKey('delai')).not.toBe(wordKey('délai'));
  });
});
