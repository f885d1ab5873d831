import { expect, test } from 'vitest';
import { matchesSearch } from './search.ts';

const act = { title: 'Convention de partenariat', parties: ['Départements de l’Ouest', 'Réseau Avenir'] };

test.each([
  ['', true],
  ['departements', true],
  ['DÉPARTEMENTS', true],
  ['avenir convention', true],
  ["l'ouest", true],
  ['avenir sud', false],
])('searching « %s » finds the act: %s', (search, found) => {
  expect(matchesSearch(act, search)).toBe(found);
});
