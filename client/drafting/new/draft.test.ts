import { describe, expect, test } from 'vitest';
import { beginActSchema, type ModeleSummary } from '#shared/drafting/wire.ts';
import {
  checkDraft,
  type Draft,
  emptyParty,
  errorsFromServer,
  moveParty,
  newDraft,
  requestOf,
  suggestedTitle,
} from './draft.ts';

const variable = (chemin: string, over: Partial<ModeleSummary['variables'][number]> = {}) => ({
  chemin,
  libelle: chemin,
  type: 'texte' as const,
  aide: null,
  defaut: null,
  choix: [],
  requis: false,
  min: null,
  max: null,
  apres: null,
  si: [],
  ...over,
});
const modele: ModeleSummary = {
  id: 'partenariat',
  titre: 'Convention de partenariat',
  description: '',
  version: 1,
  kind: 'convention',
  etapes: [],
  propres: [],
  partiesMin: 2,
  partiesMax: 3,
  variables: [
    variable('objet'),
    variable('duree', { type: 'entier', defaut: '36', libelle: 'Durée' }),
    variable('effet', { type: 'date' }),
  ],
};
const own = { denomination: 'Réseau Avenir', sigle: 'RA' };
const filled = (over: Partial<Draft> = {}): Draft => {
  const draft = newDraft(own);
  return { ...draft, parties: draft.parties.map((party) => ({ ...party, denomination: 'X' })), ...over };
};

describe('what is checked before the server', () => {
  test('a new draft lacks a partner’s name', () => {
    expect(checkDraft(newDraft(own), modele)).toEqual({
      'partie.2.denomination': 'Indiquez la dénomination.',
    });
  });
  test('no modèle, no further question', () => {
    expect(Object.keys(checkDraft(newDraft(own), null))).toEqual(['modele']);
  });
  test('too many parties for the modèle', () => {
    const parties = ['1', '2', '3', '4'].map((cle) => ({ ...emptyParty([]), cle, denomination: cle }));
    expect(checkDraft(filled({ parties }), modele).parties).toBe('Ce modèle réunit de 2 à 3 parties.');
  });
  test('an integer and a date that are none', () => {
    const errors = checkDraft(filled({ valeurs: { duree: 'trois', effet: '31/02/2026' } }), modele);
    expect(Object.keys(errors)).toEqual(['valeur.duree', 'valeur.effet']);
  });
  test('a filled draft passes', () => {
    expect(checkDraft(filled(), modele)).toEqual({});
  });
});

describe('what is sent', () => {
  test('an untouched default is left to the server, an emptied one is said', () => {
    expect(requestOf(filled(), modele).valeurs).toEqual({});
    expect(requestOf(filled({ valeurs: { duree: '', objet: '' } }), modele).valeurs).toEqual({ duree: '' });
  });
  test('a value of another modèle is not', () => {
    expect(requestOf(filled({ valeurs: { autre: 'x', objet: 'y' } }), modele).valeurs).toEqual({
      objet: 'y',
    });
  });
  test('it is what the server expects', () => {
    expect(beginActSchema.safeParse(requestOf(filled(), modele)).success).toBe(true);
  });
});

test.each([
  [[], 'Convention de partenariat'],
  [['RA'], 'Convention de partenariat'],
  [['RA', 'Ville'], 'Convention de partenariat entre RA et Ville'],
  [['RA', 'Ville', 'Région'], 'Convention de partenariat entre RA, Ville et Région'],
])('the title suggested for %j', (names, title) => {
  const parties = names.map((denomination) => ({ ...emptyParty([]), denomination }));
  expect(suggestedTitle(modele, parties)).toBe(title);
});

test.each([
  [0, 1, 'bac'],
  [2, 0, 'cab'],
  [0, -1, 'abc'],
  [2, 3, 'abc'],
])('moving party %d to %d', (from, to, order) => {
  const parties = [...'abc'].map((cle) => ({ ...emptyParty([]), cle }));
  expect(
    moveParty(parties, from, to)
      .map(({ cle }) => cle)
      .join(''),
  ).toBe(order);
});

test('a key is never used twice, even after a removal', () => {
  const [first, second] = newDraft(own).parties;
  expect(emptyParty(second ? [second] : []).cle).toBe('3');
  expect(emptyParty(first ? [first] : []).cle).toBe('2');
});

test('the server’s sentences go to the fields they name', () => {
  expect(errorsFromServer(['Durée : donnez une valeur.', 'Autre chose.'], modele.variables)).toEqual({
    errors: { 'valeur.duree': 'Durée : donnez une valeur.' },
    others: ['Autre chose.'],
  });
});
