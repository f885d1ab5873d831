import { describe, expect, test } from 'vitest';
import type { PersonId } from '#shared/kernel/ids.ts';
import { momentsOf } from './moments.ts';

const ANNE = 'per_01HZZZZZZZZZZZZZZZZZZZZZZA' as PersonId;
const LOU = 'per_01HZZZZZZZZZZZZZZZZZZZZZZB' as PersonId;
const lines = (...sent: readonly (readonly [PersonId | null, number])[]) =>
  sent.map(([personId, seconds], index) => ({ seq: index + 1, personId, at: seconds * 1000 }));
const told = (...sent: readonly (readonly [PersonId | null, number])[]) =>
  momentsOf(lines(...sent)).map(({ from, seq }) => [from, seq]);

describe('moments of the history', () => {
  test('[H3] join what one person wrote without a pause', () => {
    expect(told([ANNE, 0], [ANNE, 30], [ANNE, 90])).toEqual([[1, 3]]);
  });
  test('[H3] end when somebody else writes', () => {
    expect(told([ANNE, 0], [LOU, 1], [ANNE, 2])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });
  test('[H3] end at a pause of more than a minute', () => {
    expect(told([ANNE, 0], [ANNE, 61])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });
  test('[H3] last five minutes at most', () => {
    const minutes = Array.from({ length: 8 }, (_, minute) => [ANNE, minute * 60] as const);
    expect(told(...minutes)).toEqual([
      [1, 6],
      [7, 8],
    ]);
  });
  test('[H3] end when the clock is put back, in the order of the log, and go on from there', () => {
    expect(told([ANNE, 20_000], [ANNE, 2_000], [ANNE, 2_030], [ANNE, 27_000])).toEqual([
      [1, 1],
      [2, 3],
      [4, 4],
    ]);
  });
  test('[H3] go on when two machines’ clocks differ by seconds', () => {
    expect(told([ANNE, 10], [ANNE, 7], [ANNE, 12])).toEqual([[1, 3]]);
  });
  test('[H3] are dated by their first and last updates', () => {
    expect(momentsOf(lines([null, 5], [null, 7]))).toEqual([
      { personId: null, from: 1, seq: 2, since: 5000, at: 7000 },
    ]);
  });
});
