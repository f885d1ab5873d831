import { describe, expect, test } from 'vitest';
import { CONTINUOUS_MS, isDue, QUIET_MS, withChange } from './quiet.ts';

const START = 1_000_000;
const written = (...ats: readonly number[]) =>
  ats.reduce<ReturnType<typeof withChange> | null>((state, at) => withChange(state, START + at), null) ??
  withChange(null, START);

describe('an automatic version', () => {
  test.each([
    ['not while the pause is short', [0], QUIET_MS - 1, false],
    ['once nobody has written for ten minutes', [0], QUIET_MS, true],
    ['counted from the last change', [0, 60_000], QUIET_MS, false],
    ['counted from the last change, reached', [0, 60_000], QUIET_MS + 60_000, true],
  ])('[V1] %s', (_, changes, now, due) => {
    expect(isDue(written(...changes), START + now)).toBe(due);
  });

  test('[V2] comes after thirty minutes of writing without a pause', () => {
    const everyMinute = Array.from({ length: 31 }, (_, minute) => minute * 60_000);
    expect(isDue(written(...everyMinute.slice(0, 30)), START + CONTINUOUS_MS - 1)).toBe(false);
    expect(isDue(written(...everyMinute), START + CONTINUOUS_MS)).toBe(true);
  });

  test('[V1] is taken when the clock is put back, rather than once it has caught up', () => {
    const fiveHours = 5 * 3_600_000;
    expect(isDue(written(0), START - fiveHours)).toBe(true);
    expect(isDue(written(0, -fiveHours), START - fiveHours + 1)).toBe(true);
  });

  test('[V1] is not put off by a change that comes late', () => {
    expect(withChange(withChange(null, 5000), 3000)).toEqual({ first: 5000, last: 5000 });
  });
});
