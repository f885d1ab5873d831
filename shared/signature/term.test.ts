import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { article, block, contentOf, texte, variable } from '#shared/document/builders.ts';
import type { Fields, InlineJson } from '#shared/document/model.ts';
import { addMonths } from './days.ts';
import { noticeMonths, termOf } from './term.ts';

const EFFECT = '2027-01-01';
type Words = string | readonly InlineJson[];
const duree = (words: Words, champs: Fields = {}, ...more: Words[]) =>
  contentOf([article('Durée', ...[words, ...more].map((each) => block('alinea', each)))], champs);
const end = (words: Words, champs: Fields = {}, ...more: Words[]) =>
  termOf(duree(words, champs, ...more), EFFECT)?.last ?? null;
const field = (valeur: string) => ({ type: 'entier', libelle: '', valeur }) as const;

describe('[L2] the end that a text says', () => {
  test.each([
    ['La convention prend effet le 1er janvier 2027 et prend fin le 31 décembre 2029.', '2029-12-31'],
    ['Elle expire le 30 juin 2028.', '2028-06-30'],
    ['La convention est conclue pour une durée de trente-six (36) mois.', '2029-12-31'],
    [
      'La présente convention est conclue pour une durée de trois ans à compter de sa signature.',
      '2029-12-31',
    ],
    ['Elle est valable jusqu’au 31 décembre 2028.', '2028-12-31'],
    ['La convention est conclue pour une durée indéterminée.', null],
    ['La convention prend fin le 31 décembre 2028. L’annexe prend fin le 30 juin 2028.', null],
    ['La convention produit ses effets.', null],
    // Before it began: that date is another's.
    ['La convention précédente a pris fin ; la présente prend fin le 31 décembre 2019.', null],
  ])('%s', (words, last) => expect(end(words)).toBe(last));

  test('comes with its sentence', () => {
    const said = termOf(
      duree('Elle entre en vigueur. Elle prend fin le 31 décembre 2028. Un bilan est dressé.'),
      EFFECT,
    );
    expect(said?.sentence).toBe('Elle prend fin le 31 décembre 2028.');
  });

  test('[L4] an act that renews itself ends after its last renewal, or not at all', () => {
    const renewing = 'Elle est reconduite tacitement par périodes de douze mois.';
    const counted = [
      texte('Elle est reconduite tacitement '),
      variable('reconduction.nombre'),
      texte(' fois, par périodes de '),
      variable('reconduction.periode'),
      texte(' mois.'),
    ];
    const fields = { 'reconduction.periode': field('12'), 'reconduction.nombre': field('2') };
    const text = 'La convention prend fin le 31 décembre 2028.';
    expect(end(text, fields, counted)).toBe('2030-12-31');
    // Words of an avenant stand in place of the variables: their values say nothing any more.
    expect(end(text, fields, renewing)).toBeNull();
    expect(end(text, {}, renewing)).toBeNull();
    expect(end(text, fields, 'Elle n’est pas reconduite tacitement.')).toBe('2028-12-31');
  });
});

describe('[L3] months', () => {
  test.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2027-05-15', 3, '2027-08-15'],
    ['2027-11-30', 3, '2028-02-29'],
  ])('%s and %d months are %s', (day, months, after) => expect(addMonths(day, months)).toBe(after));

  test('property: never decrease when the start or the count grows, and keep the day or end the month', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, days, fc.integer({ min: 0, max: 240 }), (a, b, months) => {
        const [first, second] = [a, b].map((day) => day.toISOString().slice(0, 10)).sort();
        const [x, y] = [addMonths(first ?? '', months), addMonths(second ?? '', months)];
        expect(x <= y).toBe(true);
        expect(addMonths(first ?? '', months + 1) > x).toBe(true);
        const next = new Date(Date.parse(x) + 86_400_000).getUTCDate();
        expect(x.slice(8) === first?.slice(8) || next === 1).toBe(true);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

test('[L8] a notice is told while the text prints its variable, not once other words stand there', () => {
  const fields = { 'resiliation.preavis': field('3') };
  const withdrawal = (words: Words) => contentOf([article('Résiliation', block('alinea', words))], fields);
  expect(
    noticeMonths(withdrawal([texte('Un préavis de '), variable('resiliation.preavis'), texte(' mois.')])),
  ).toBe(3);
  expect(noticeMonths(withdrawal('Un préavis de six (6) mois.'))).toBeNull();
});
