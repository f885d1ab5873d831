import { expect, test } from 'vitest';
import { sinceWhen } from './moment.tsx';

// Noon where the test runs, since days change at the reader's midnight.
const NOW = new Date(2026, 10, 21, 12).getTime();
const MINUTE = 60_000;

test.each([
  [0, 'à l’instant'],
  [-5 * MINUTE, 'à l’instant'],
  [MINUTE, 'il y a 1 minute'],
  [59 * MINUTE, 'il y a 59 minutes'],
  [60 * MINUTE, 'il y a 1 heure'],
  [25 * 60 * MINUTE, 'hier'],
  [47 * 60 * MINUTE, 'avant-hier'],
  [40 * 24 * 60 * MINUTE, 'le mois dernier'],
  [800 * 24 * 60 * MINUTE, 'il y a 2 ans'],
])('an instant %d ms ago is told « %s »', (ago, told) => {
  expect(sinceWhen(NOW - ago, NOW).replaceAll('\u00a0', ' ')).toBe(told);
});
