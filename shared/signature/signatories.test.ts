import { describe, expect, test } from 'vitest';
import type { ActContent } from '#shared/document/model.ts';
import { type NamedSignatory, partiesOf, signatoriesProblems } from './signatories.ts';

const TODAY = '2026-11-21';
const named = (key: string, over: Partial<NamedSignatory> = {}): NamedSignatory => ({
  party: { key, denomination: `Partie ${key}` },
  civilite: 'Madame',
  nom: 'Ève Essai',
  email: 'eve@essai.example',
  capacite: 'Présidente',
  delegation: null,
  method: 'electronique',
  ...over,
});
const delegation = { delegant: 'le Président', reference: 'n° 12', date: '2026-01-10', du: null, au: null };
const value = (valeur: string) => ({ type: 'texte' as const, libelle: '', valeur });
const content = (champs: ActContent['champs']): ActContent => ({
  document: { type: 'doc', content: [] },
  champs,
});
const act = content({
  'partie.p10.denomination': value('Dix'),
  'partie.p2.denomination': value('Deux'),
  'partie.p2.representant.nom': value('Ada Deux'),
  'partie.p2.representant.capacite': value('membre du bureau'),
  'partie.p2.representant.delegant': value('le Président'),
  'partie.p3.denomination': value(' '),
});

test('the parties come from the variables, in their order, with who signs for them', () => {
  expect(partiesOf(act).map(({ key, denomination }) => [key, denomination])).toEqual([
    ['p2', 'Deux'],
    ['p10', 'Dix'],
  ]);
  expect(partiesOf(act)[0]?.representative).toMatchObject({ nom: 'Ada Deux', delegant: 'le Président' });
});

describe('a list of signatories', () => {
  test('is whole when each party has one, with a capacity and a way to sign', () => {
    expect(signatoriesProblems(partiesOf(act), [named('p2'), named('p10')], TODAY)).toEqual([]);
    const onPaper = named('p10', { method: 'papier', email: null });
    expect(signatoriesProblems(partiesOf(act), [named('p2'), onPaper], TODAY)).toEqual([]);
  });

  test.each([
    ['[G2] no capacity', { capacite: ' ' }, 'qualité'],
    ['no name', { nom: '' }, 'le nom'],
    [
      '[G13] a name that no font draws',
      { nom: '李 李 Wei' },
      '«\u00a0李\u00a0» (U+674E) ne peut pas être imprimé',
    ],
    ['[G13] a capacity that no font draws', { capacite: 'Présidente 🙂' }, 'qualité. Le signe'],
    [
      '[G13] a delegation that no font draws',
      { delegation: { ...delegation, reference: 'n° 漢' } },
      'U+6F22',
    ],
    ['no address', { email: null }, 'adresse électronique'],
    ['[G5] an act to come', { delegation: { ...delegation, date: '2026-12-01' } }, 'date à venir'],
    ['[G5] over', { delegation: { ...delegation, au: '2026-11-20' } }, 'a pris fin'],
    ['[G5] before its act', { delegation: { ...delegation, du: '2026-01-09' } }, 'avant l’acte'],
    ['[G5] upside down', { delegation: { ...delegation, au: '2026-01-09' } }, 'avant de commencer'],
  ])('is not: %s', (_, over, told) => {
    const problems = signatoriesProblems(partiesOf(act), [named('p2', over), named('p10')], TODAY);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(told);
  });

  test('is not when a party has nobody, or there is only one', () => {
    expect(signatoriesProblems(partiesOf(act), [named('p2'), named('p2')], TODAY)).toHaveLength(2);
  });
});
