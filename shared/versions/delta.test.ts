import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryEdits, editAct } from '#shared/compare/testing/edits.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { applyDelta, DeltaError, deltaOf } from './delta.ts';

const RUNS = { seed: 6, numRuns: 150 };
/** Texts full of the places where a delta cuts. */
const jagged = fc
  .array(fc.constantFrom('{', '}', ',', '"', 'a', '},{', '{"x":1}', ''), { maxLength: 30 })
  .map((parts) => parts.join(''));

describe('a delta', () => {
  test('[V6] gives the other text back, whatever the two are', () => {
    fc.assert(
      fc.property(jagged, jagged, (base, next) => {
        expect(applyDelta(base, deltaOf(base, next))).toBe(next);
      }),
      RUNS,
    );
  });

  test('[V6] gives an edited act back, and is small beside it', () => {
    fc.assert(
      fc.property(arbitraryContent(), arbitraryEdits(3), (content, edits) => {
        const base = canonicalJson(content);
        const next = canonicalJson(editAct(content, edits));
        expect(applyDelta(base, deltaOf(base, next))).toBe(next);
        expect(deltaOf(base, base).length).toBeLessThan(20);
      }),
      RUNS,
    );
  });

  test.each([
    ['bytes that are not JSON', '{"a":1'],
    ['something else', '{"a":1}'],
    ['a copy beyond the base', '[[0,5]]'],
    ['a copy from before the base', '[[-1,1]]'],
    ['a copy of half a piece', '[[0,0.5]]'],
    ['an unknown operation', '[null]'],
  ])('[V7] refuses %s', (_, delta) => {
    expect(() => applyDelta('{"a":1},{"b":2}', delta)).toThrow(DeltaError);
  });
});
