import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey, composedKeys } from './key.ts';

describe('keys of addresses', () => {
  it.each([
    ['Le deuxième alinéa de l’article 3', "2e alinéa de l'article 3"],
    ['1re puce de l’article premier', 'première puce de l’article 1er'],
    ['second tiret du 2°', 'deuxième tiret du 2°'],
    ['a) du 1° de l’article 2', 'a du 1° de l’article 2'],
    ['(i) de l’article 2', 'i de l’article 2'],
    ['À l’article 4', 'article 4'],
    ['ARTICLE 4.', 'article 4'],
  ])('[A9] %s = %s', (a, b) => {
    expect(addressKey(a)).toBe(addressKey(b));
  });

  it('[A9] a key made of two halves is the key of the whole', () => {
    const line = fc.constantFrom('premier alinéa', 'a)', '(i)', '2°', 'second tiret du 1.', 'intitulé', '1');
    const place = fc.constantFrom(
      'de l’article 1er',
      'du 1 de l’article 4',
      'de la rubrique «\u00a0Durée ;\u00a0»',
      'de la seconde rubrique «\u00a0Où\u202f?\u00a0»',
      'du 2.1',
    );
    fc.assert(
      fc.property(line, place, (a, b) => {
        expect(composedKeys()(a, b)).toBe(addressKey(`${a} ${b}`));
        expect(composedKeys()(a, null)).toBe(addressKey(a));
      }),
      { seed: 20250528, numRuns: 200 },
    );
  });
});
