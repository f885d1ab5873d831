import { expect, test } from 'vitest';
import { tokenIn } from './fragment-token.ts';

const TOKEN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN-_0';

test.each([
  [`https://exemple.fr/entrer#${TOKEN}`, TOKEN],
  [`  https://exemple.fr/entrer#${TOKEN}\n`, TOKEN],
  [`#${TOKEN}`, TOKEN],
  [TOKEN, TOKEN],
  [`https://exemple.fr/entrer#${TOKEN.slice(1)}`, null],
  ['https://exemple.fr/entrer', null],
  ['', null],
])('the secret in « %s »', (text, token) => {
  expect(tokenIn(text)).toBe(token);
});
