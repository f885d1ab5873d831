import { expect, test } from 'vitest';
import { containsWords } from './words.ts';

test.each([
  ['', true],
  ['duree', true],
  ['DURÉE fixe', true],
  ['fixe durée', true],
  ["l'objet", true],
  ['durée ailleurs', false],
])('searching « %s » finds the text: %s', (search, found) => {
  expect(containsWords('Durée à dates fixes de l’objet', search)).toBe(found);
});
