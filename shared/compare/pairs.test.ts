import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/document/canonical.ts';
import { applyComparison } from './apply.ts';
import { compareContents } from './contents.ts';
import { PAIRS } from './testing/pairs/index.ts';
import { told } from './testing/told.ts';

const sorted = (list: ReturnType<typeof told>) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('[K12] pairs judged by hand', () => {
  it('are at least sixty, of many families', () => {
    expect(PAIRS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(PAIRS.map((pair) => pair.family)).size).toBeGreaterThanOrEqual(12);
  });

  it.each(PAIRS.map((pair) => [pair.family, pair.name, pair] as const))('%s: %s', (_family, _name, pair) => {
    const comparison = compareContents(pair.old, pair.new);
    expect(sorted(told(comparison))).toEqual(sorted(pair.expected));
    const applied = applyComparison(comparison, pair.old);
    expect(applied.ok && canonicalJson(applied.value)).toBe(canonicalJson(pair.new));
  });
});
