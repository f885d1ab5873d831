import { expect, test } from 'vitest';
import { frenchDay } from './days.ts';

test.each([
  ['2026-01-01', '1er janvier 2026'],
  ['2024-10-31', '31 octobre 2024'],
  ['hier', 'hier'],
])('the day %s reads « %s »', (day, read) => {
  expect(frenchDay(day).replaceAll('\u00a0', ' ')).toBe(read);
});
