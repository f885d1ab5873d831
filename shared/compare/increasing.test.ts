import fc from 'fast-check';
import { expect, it } from 'vitest';
import { heaviestIncreasing } from './increasing.ts';

/** The weight of the heaviest increasing subsequence, by trying every one. */
function heaviest(values: readonly number[], weights: readonly number[], above = -1, from = 0): number {
  let best = 0;
  for (let i = from; i < values.length; i += 1)
    if ((values[i] ?? 0) > above)
      best = Math.max(best, (weights[i] ?? 0) + heaviest(values, weights, values[i], i + 1));
  return best;
}

it('[K6] what stays is the heaviest set that keeps its order', () => {
  const lists = fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 9 });
  fc.assert(
    fc.property(
      lists,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 9, maxLength: 9 }),
      (values, weights) => {
        const kept = heaviestIncreasing(values, (rank) => weights[rank] ?? 1);
        const chosen = kept.map((rank) => values[rank] ?? 0);
        expect(chosen).toEqual([...chosen].sort((a, b) => a - b));
        expect(kept).toEqual([...kept].sort((a, b) => a - b));
        expect(kept.reduce((sum, rank) => sum + (weights[rank] ?? 0), 0)).toBe(heaviest(values, weights));
      },
    ),
    { seed: 6, numRuns: 300 },
  );
});
