import { describe, expect, it } from 'vitest';
import { CASES } from './cases/index.ts';
import { readCase } from './testing.ts';

describe('reading set', () => {
  it.each(CASES.map((one) => [one.rule, one.text.split('\n')[0] ?? '', one] as const))(
    '[%s] %s',
    (_rule, _text, one) => {
      expect(readCase(one.base, one.text)).toEqual({ says: one.says, gives: one.gives });
    },
  );

  it('holds at least 800 cases, none twice', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(800);
    expect(new Set(CASES.map((one) => `${one.base} ${one.text}`)).size).toBe(CASES.length);
  });
});
