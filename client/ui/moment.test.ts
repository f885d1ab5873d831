import { expect, test } from 'vitest';
import { exactDate, sinceWhen } from './moment.tsx';

// Noon in Paris, since days change at its midnight, wherever the test runs.
const NOW = Date.parse('2026-11-21T11:00:00Z');
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

test('an exact instant is told in Paris, and says so to whoever is elsewhere', () => {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const label = zone === 'Europe/Paris' ? '' : ' (heure de Paris)';
  expect(exactDate(NOW)).toBe(`21 novembre 2026 à 12:00${label}`);
});
