import { describe, expect, it } from 'vitest';
import { numberInWords, ordinalInWords } from './french.ts';
import type { FieldType } from './model.ts';
import type { VariableFormat } from './schema/vocabulary.ts';
import { parseFieldInput, printField, printsBold, printVariable } from './variables.ts';

const N = '\u00a0';
const F = '\u202f';
const print = (type: FieldType, valeur: string | null, format: VariableFormat) =>
  printField({ type, libelle: 'Durée', valeur }, format, 'duree.mois');

describe('numbers in letters', () => {
  it.each([
    [0, 'zéro'],
    [16, 'seize'],
    [17, 'dix-sept'],
    [21, 'vingt et un'],
    [22, 'vingt-deux'],
    [61, 'soixante et un'],
    [70, 'soixante-dix'],
    [71, 'soixante et onze'],
    [77, 'soixante-dix-sept'],
    [80, 'quatre-vingts'],
    [81, 'quatre-vingt-un'],
    [91, 'quatre-vingt-onze'],
    [99, 'quatre-vingt-dix-neuf'],
    [100, 'cent'],
    [101, 'cent un'],
    [200, 'deux cents'],
    [201, 'deux cent un'],
    [280, 'deux cent quatre-vingts'],
    [1000, 'mille'],
    [1001, 'mille un'],
    [2000, 'deux mille'],
    [80_000, 'quatre-vingt mille'],
    [200_000, 'deux cent mille'],
    [1_000_000, 'un million'],
    [80_000_000, 'quatre-vingts millions'],
    [2_300_500, 'deux millions trois cent mille cinq cents'],
    [1_000_000_000, 'un milliard'],
  ])('[V3] %d is %s', (n, words) => {
    expect(numberInWords(n)).toBe(words);
  });

  it.each([
    [1, 'premier', 'première'],
    [2, 'deuxième', 'deuxième'],
    [4, 'quatrième', 'quatrième'],
    [5, 'cinquième', 'cinquième'],
    [9, 'neuvième', 'neuvième'],
    [11, 'onzième', 'onzième'],
    [21, 'vingt et unième', 'vingt et unième'],
    [80, 'quatre-vingtième', 'quatre-vingtième'],
    [100, 'centième', 'centième'],
    [200, 'deux centième', 'deux centième'],
    [1000, 'millième', 'millième'],
  ])('[A4] rank %d is %s, %s', (n, masculine, feminine) => {
    expect([ordinalInWords(n, 'm'), ordinalInWords(n, 'f')]).toEqual([masculine, feminine]);
  });
});

describe('printing a variable', () => {
  it.each<[FieldType, string, VariableFormat, string]>([
    ['date', '2025-01-01', 'date', `1er${N}janvier 2025`],
    ['date', '2023-05-24', 'texte', `24${N}mai 2023`],
    ['date', '2025-01-01', 'lettres', 'premier janvier deux mille vingt-cinq'],
    ['date', '2025-02-29', 'date', '2025-02-29'],
    ['entier', '21', 'lettres', 'vingt et un'],
    ['entier', '33000', 'chiffres', `33${F}000`],
    ['entier', '3', 'lettres-chiffres', 'trois (3)'],
    ['entier', '1234567', 'texte', `1${F}234${F}567`],
    ['montant', '1500.00', 'montant', `1${F}500,00${N}€`],
    ['montant', '500', 'texte', `500,00${N}€`],
    ['montant', '1500.50', 'lettres', 'mille cinq cents euros et cinquante centimes'],
    ['montant', '1.01', 'lettres', 'un euro et un centime'],
    ['montant', '2000000', 'lettres', 'deux millions d’euros'],
    ['montant', '500', 'lettres-chiffres', `cinq cents euros (500,00${N}€)`],
    ['texte', 'Départements de France', 'capitales', 'DÉPARTEMENTS DE FRANCE'],
    ['texte', 'deux', 'lettres', 'deux'],
    ['texte', '75010', 'texte', '75010'],
    ['booleen', 'oui', 'texte', 'oui'],
  ])('[V1] %s %s as %s: %s', (type, valeur, format, expected) => {
    expect(print(type, valeur, format)).toBe(expected);
  });

  it('[V5] an empty one prints its name in brackets', () => {
    expect(print('entier', null, 'lettres')).toBe('[Durée]');
    expect(print('entier', ' ', 'texte')).toBe('[Durée]');
    expect(printField(undefined, 'texte')).toBe('[à compléter]');
    expect(printVariable({}, 'duree.mois', 'texte')).toBe('[duree.mois]');
    expect(printVariable({}, 'constructor', 'texte')).toBe('[constructor]');
  });
});

describe('reading what a person types', () => {
  it.each<[FieldType, string, string | null]>([
    ['date', '24/05/2023', '2023-05-24'],
    ['date', '2023-05-24', '2023-05-24'],
    ['date', '1er janvier 2025', '2025-01-01'],
    ['date', `le 24${N}Mai  2023`, '2023-05-24'],
    ['date', '3 aout 2024', '2024-08-03'],
    ['date', '29/02/2024', '2024-02-29'],
    ['entier', '33 000', '33000'],
    ['entier', '007', '7'],
    ['montant', `1${F}500,5 €`, '1500.50'],
    ['montant', '500 euros', '500.00'],
    ['booleen', 'Oui', 'oui'],
    ['texte', '  e\u0301te\u0301 ', 'été'],
    ['enum', '', null],
    ['date', '  ', null],
  ])('[V6] %s « %s » is stored as %s', (type, raw, value) => {
    expect(parseFieldInput(type, raw)).toEqual({ ok: true, value });
  });

  it.each<[FieldType, string]>([
    ['date', '29/02/2023'],
    ['date', '31 avril 2024'],
    ['date', '2023-13-01'],
    ['date', 'demain'],
    ['entier', '-3'],
    ['entier', '3,5'],
    ['entier', 'trois'],
    ['montant', '1,234'],
    ['montant', '-5'],
    ['booleen', 'peut-être'],
  ])('[V6] %s « %s » is refused with a sentence', (type, raw) => {
    const result = parseFieldInput(type, raw);
    expect(!result.ok && result.error).toMatch(/^\p{Lu}.*\.$/u);
  });
});

describe('places', () => {
  it.each([
    ['Paris', 'à Paris', 'de Paris'],
    ['Le Havre', 'au Havre', 'du Havre'],
    ['le Mans', 'au Mans', 'du Mans'],
    ['Les Ulis', 'aux Ulis', 'des Ulis'],
    ['La Rochelle', 'à La Rochelle', 'de La Rochelle'],
    ['L’Isle-Adam', 'à L’Isle-Adam', 'de L’Isle-Adam'],
    ['Évry', 'à Évry', 'd’Évry'],
    ['Yvetot', 'à Yvetot', 'd’Yvetot'],
    ['Hyères', 'à Hyères', 'd’Hyères'],
    ['Haguenau', 'à Haguenau', 'de Haguenau'],
    ['Lens', 'à Lens', 'de Lens'],
    ['Lesparre-Médoc', 'à Lesparre-Médoc', 'de Lesparre-Médoc'],
  ])('[V7] %s', (name, withA, withDe) => {
    expect([print('texte', name, 'a'), print('texte', name, 'de')]).toEqual([withA, withDe]);
  });

  it('[V7] keeps the preposition before an empty place', () => {
    expect([print('texte', null, 'a'), print('texte', null, 'de')]).toEqual(['à [Durée]', 'de [Durée]']);
  });

  it('[V7] bold changes no word', () => {
    expect(print('texte', 'Paris', 'gras')).toBe('Paris');
    expect([printsBold('gras'), printsBold('texte')]).toEqual([true, false]);
  });
});
