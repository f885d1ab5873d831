import { describe, expect, it } from 'vitest';
import { alinea, article, contentOf, idOf, item } from '#shared/document/builders.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { Random } from '#test/fuzz/random.ts';
import { sentence } from '#test/support/french-phrases.ts';
import { applyComparison } from './apply.ts';
import { compareContents, isEmptyComparison } from './contents.ts';
import { told } from './testing/told.ts';

const applies = (a: ActContent, b: ActContent, operations?: number) => {
  const comparison = compareContents(a, b, operations === undefined ? {} : { operations });
  const applied = applyComparison(comparison, a);
  expect(applied.ok && canonicalJson(applied.value)).toBe(canonicalJson(b));
  return comparison;
};

const words = (count: number, seed: number) =>
  Array.from({ length: count }, (_, rank) => `mot${(rank * seed) % 9973}`).join(' ');

describe('which block is which', () => {
  it('[K5] follows the words of a line that a return at its start pushed down', () => {
    const text = 'Les parties se réunissent une fois par an à Lyon.';
    const a = contentOf([article('Suivi', alinea(text, { id: idOf('x') }))]);
    const b = contentOf([article('Suivi', alinea('', { id: idOf('x') }), alinea(text, { id: idOf('n') }))]);
    expect(told(applies(a, b)).map((one) => [one.id, one.kinds.join()])).toEqual([['x', 'insere']]);
  });

  it('[K5] a block wiped and written anew under its id is reworded', () => {
    const a = contentOf([alinea('Le siège est à Lyon.', { id: idOf('x') })]);
    const b = contentOf([alinea('Chacun garde ses archives dix ans.', { id: idOf('x') })]);
    expect(told(applies(a, b)).map((one) => one.kinds.join())).toEqual(['reformule']);
  });

  it('[K6] an addition or a removal moves nothing', () => {
    const lines = (ids: string) => contentOf([...ids].map((id) => item(`tiret ${id}`, { id: idOf(id) })));
    const kinds = (a: string, b: string) =>
      told(applies(lines(a), lines(b))).map((one) => `${one.id} ${one.kinds.join()}`);
    expect(kinds('abcde', 'abxcde')).toEqual(['x insere']);
    expect(kinds('abcde', 'acde')).toEqual(['b supprime']);
    expect(kinds('abcde', 'bcdea')).toEqual(['a deplace']);
  });
});

describe('alinéas cut and joined', () => {
  const random = new Random(3);
  const phrases = Array.from({ length: 5 }, () => sentence(random));
  const whole = contentOf([
    alinea(phrases.join(' '), { id: idOf('x') }),
    alinea('Autre.', { id: idOf('z') }),
  ]);
  const cutAt = (at: number) =>
    contentOf([
      alinea(phrases.slice(0, at).join(' '), { id: idOf('x') }),
      alinea(phrases.slice(at).join(' '), { id: idOf('n') }),
      alinea('Autre.', { id: idOf('z') }),
    ]);

  it.each([1, 2, 3, 4])('[K3] cut after its sentence %i, an alinéa keeps its words', (at) => {
    expect(told(applies(whole, cutAt(at)))).toEqual([
      { id: 'x', kinds: ['scinde'], words: null },
      { id: 'n', kinds: ['scinde'], words: null },
    ]);
  });

  it.each([1, 2, 3, 4])('[K3] joined after sentence %i, they keep theirs', (at) => {
    const comparison = applies(cutAt(at), whole);
    expect(told(comparison)).toEqual([{ id: 'x', kinds: ['fusionne'], words: null }]);
    expect(comparison.blocks.changes[0]?.old.map((place) => place.id)).toEqual([idOf('x'), idOf('n')]);
  });

  it('[K3] a stranger beside a reworded alinéa is no part of it', () => {
    const b = contentOf([
      alinea(phrases.slice(0, 4).join(' '), { id: idOf('x') }),
      alinea('Les frais de déplacement restent à la charge de chacun.', { id: idOf('n') }),
      alinea('Autre.', { id: idOf('z') }),
    ]);
    expect(told(applies(whole, b)).map((one) => one.kinds.join())).toEqual(['reformule', 'insere']);
  });
});

describe('work', () => {
  it('[K11] a text too long to be compared in detail says so, and applies', () => {
    const long = (seed: number) => contentOf([alinea(words(4000, seed), { id: idOf('x') })]);
    const comparison = applies(long(3), long(7), 1000);
    expect(comparison.capped).toBe(true);
    expect(comparison.blocks.changes.map((change) => change.capped)).toEqual([true]);
    expect(compareContents(long(3), long(3), { operations: 0 }).capped).toBe(false);
  });

  it('[K11] too many strangers to look for likeness are said to be rough, and apply', () => {
    const strangers = (prefix: string) =>
      contentOf(
        Array.from({ length: 60 }, (_, rank) =>
          alinea(`Alinéa ${rank} ${prefix === 'a' ? 'ancien' : 'nouveau'}.`, {
            id: idOf(`${prefix}${rank + 100}x`),
          }),
        ),
      );
    const comparison = applies(strangers('a'), strangers('b'), 1000);
    expect(comparison.capped).toBe(true);
    expect(comparison.blocks.changes.every((change) => change.capped)).toBe(true);
    const whole = applies(strangers('a'), strangers('b'));
    expect(whole.capped).toBe(false);
    expect(new Set(told(whole).map((one) => one.kinds.join()))).toEqual(new Set(['reformule']));
  });

  it('[K11] one alinéa of fifty thousand words takes a bounded time', () => {
    const a = contentOf([alinea(words(50_000, 3), { id: idOf('x') })]);
    const b = contentOf([alinea(words(50_000, 7), { id: idOf('x') })]);
    applies(a, b);
  });

  it('[K4] says nothing of two writings of one canonical form', () => {
    const a = contentOf([alinea('e\u0301te\u0301', { id: idOf('x') })]);
    const b = contentOf([alinea('été', { id: idOf('x') })]);
    expect(isEmptyComparison(compareContents(a, b))).toBe(true);
  });
});
