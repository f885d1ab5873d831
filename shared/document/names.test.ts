import { expect, test } from 'vitest';
import { partyWords, personWithDe } from './names.ts';

test.each([
  ['Élise', 'd’Élise'],
  ['Hélène', 'd’Hélène'],
  ['Henri', 'd’Henri'],
  ['Odile Roy', 'd’Odile Roy'],
  ['Yves', 'd’Yves'],
  ['Yann', 'de Yann'],
  ['Paul', 'de Paul'],
  ['Madame Élise Roy', 'de Madame Élise Roy'],
])('[W1] « de » before %s', (name, expected) => expect(personWithDe(name)).toBe(expected));

test.each([
  ['Région Normandie', 'la Région Normandie', 'de la Région Normandie'],
  ['Association des maires', 'l’Association des maires', 'de l’Association des maires'],
  ['Hôpital du Val', 'l’Hôpital du Val', 'de l’Hôpital du Val'],
  ['Haut-commissariat au Plan', 'le Haut-commissariat au Plan', 'du Haut-commissariat au Plan'],
  ['ARML', 'l’ARML', 'de l’ARML'],
  ['CNFPT', 'CNFPT', 'de CNFPT'],
  ['Action Logement', 'Action Logement', 'd’Action Logement'],
  ['Le Réseau du Val', 'le Réseau du Val', 'du Réseau du Val'],
  ['L’Union des Quais', 'l’Union des Quais', 'de l’Union des Quais'],
  ['Les Restos', 'Les Restos', 'des Restos'],
  ['La Fabrique', 'La Fabrique', 'de La Fabrique'],
])('[W3] %s in a sentence', (name, le, du) =>
  expect([partyWords(name, 'le'), partyWords(name, 'du')]).toEqual([le, du]),
);

test('[W2] a sigle takes the article of its dénomination', () =>
  expect(partyWords('CNFPT', 'du', 'Centre national de la fonction publique territoriale')).toBe('du CNFPT'));
