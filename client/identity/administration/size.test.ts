import { expect, test } from 'vitest';
import { sizeWords } from './size.ts';

test.each([
  [0, '0\u00a0o'],
  [1023, '1\u202f023\u00a0o'],
  [1024, '1\u00a0Ko'],
  [1536, '1,5\u00a0Ko'],
  [300 * 1024 * 1024, '300\u00a0Mo'],
  [2.25 * 1024 ** 4, '2,3\u00a0To'],
  [5000 * 1024 ** 4, '5\u202f000\u00a0To'],
])('%d bytes read %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});
