import { expect, test } from 'vitest';
import { initialsOf } from './monogram.tsx';

test.each([
  ['Anne Dupont', 'AD'],
  ['Marie-Claire de la Tour', 'MT'],
  ['Élise Ménard-Lévêque', 'ÉM'],
  ['élise', 'É'],
  ['  ', '?'],
  ['Jean (invité)', 'J'],
])('the initials of « %s » are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
