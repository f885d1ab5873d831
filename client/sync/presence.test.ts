import { expect, test } from 'vitest';
import { presentPeople } from './presence.tsx';

const user = (name: string, organisation = 'Réseau') => ({ user: { name, organisation, color: '#1d4ed8' } });
const names = (states: ReadonlyMap<number, unknown>) =>
  presentPeople(states, 1).map(({ name, me }) => `${name}${me ? ' (moi)' : ''}`);

test('oneself comes first, the others by name', () => {
  expect(
    names(
      new Map([
        [3, user('Zoé')],
        [2, user('Émile')],
        [1, user('Noé')],
      ]),
    ),
  ).toEqual(['Noé (moi)', 'Émile', 'Zoé']);
});
test('a person with two pages is one, and is oneself if one of the pages is this one', () => {
  expect(
    names(
      new Map([
        [1, user('Noé')],
        [2, user('Noé')],
      ]),
    ),
  ).toEqual(['Noé (moi)']);
});
test('two people of one name in two organisations are two', () => {
  expect(
    names(
      new Map([
        [2, user('Noé', 'A')],
        [3, user('Noé', 'B')],
      ]),
    ),
  ).toEqual(['Noé', 'Noé']);
});
test('a state of another shape is left out', () => {
  expect(
    names(
      new Map<number, unknown>([
        [2, { user: { name: 'X' } }],
        [3, null],
        [4, { user: { name: 'X', organisation: 'Y', color: 'red' } }],
      ]),
    ),
  ).toEqual([]);
});
