import { describe, expect, test } from 'vitest';
import { alinea, article, contentOf, idOf, table } from '#shared/document/builders.ts';
import { sizeOfChange } from './size.ts';

const line = (name: string, text: string) => alinea(text, { id: idOf(name) });
const NONE = { blocksAdded: 0, blocksRemoved: 0, blocksChanged: 0, added: 0, removed: 0 };
const a = line('a', 'La durée est de deux ans.');
const b = line('b', 'Les parties se réunissent.');
const ARTICLES = contentOf([article('Objet', 'Un.'), article('Durée', 'Deux.')]).document.content;

describe('the size of a change', () => {
  test.each([
    ['nothing', [a, b], [a, b], {}],
    [
      'a word replaced',
      [a],
      [line('a', 'La durée est de trois ans.')],
      { blocksChanged: 1, added: 5, removed: 4 },
    ],
    ['a block more', [a], [a, b], { blocksAdded: 1, added: 26 }],
    ['a block less', [a, b], [a], { blocksRemoved: 1, removed: 26 }],
    ['a move alone, as the comparison does', [a, b], [b, a], { blocksChanged: 1 }],
    ['nothing of another writing of the same letters', [line('a', 'e\u0301tat')], [line('a', 'état')], {}],
    [
      'a new number, as the comparison does',
      ARTICLES,
      ARTICLES.slice(2),
      { blocksRemoved: 2, blocksChanged: 1, removed: 8 },
    ],
    [
      'an attribute alone',
      [a],
      [alinea('La durée est de deux ans.', { id: idOf('a'), retrait: 1 })],
      { blocksChanged: 1 },
    ],
    [
      'a cell',
      [table([['un']], idOf('t'))],
      [table([['un seul']], idOf('t'))],
      { blocksChanged: 1, added: 5 },
    ],
  ])('[V8] tells %s', (_, before, after, expected) => {
    expect(sizeOfChange(contentOf([...before]), contentOf([...after]))).toEqual({ ...NONE, ...expected });
  });
});
