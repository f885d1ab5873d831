import { expect, it } from 'vitest';
import { oneLine } from './one-line.ts';

it.each([
  ['Convention  AMF', 'Convention  AMF'],
  ['Objet\r\nBcc: x@y.example', 'Objet Bcc: x@y.example'],
  ['a\u2028b\u0000c\ud800d', 'a b c d'],
  ['Signé \u202Eegru\u202C par Alice', 'Signé  egru  par Alice'],
  ['famille 👩‍👧 n° 1', 'famille 👩‍👧 n° 1'],
])('%j stands on one line as %j', (typed, line) => {
  expect(oneLine(typed, 40)).toBe(line);
});

it('a line is cut between two signs', () => {
  expect(oneLine(`${'x'.repeat(39)}🖋`, 40)).toBe('x'.repeat(39));
  expect(oneLine(`${'x'.repeat(38)}🖋`, 40)).toBe(`${'x'.repeat(38)}🖋`);
});
