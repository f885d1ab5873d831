import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActContent } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { applyInstructions } from '../apply.ts';
import { diffToInstructions } from '../diff.ts';
import type { Instruction } from '../model.ts';
import { avenantText, printInstructions } from '../print.ts';
import { arbitraryAvenantEdits, editForAvenant } from '../testing/edits.ts';
import { readingHash } from '../text/reading.ts';
import { parseInstructions } from './parse.ts';

const RUNS = process.env.NIGHTLY === undefined ? 150 : 5_000;

const ids = (seed: number) => {
  let state = seed;
  return blockIdsFrom(() => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  });
};

const edited = fc
  .tuple(arbitraryContent(), arbitraryAvenantEdits(4))
  .map(([base, edits]) => ({ base, fresh: editForAvenant(base, edits) }));

const carriedOut = (base: ActContent, instructions: readonly Instruction[]): string => {
  const result = applyInstructions(base, instructions, ids(1));
  return result.ok ? readingHash(result.value) : result.error.map((one) => one.message).join('\n');
};

describe('what the printer writes', () => {
  it('[R3] reads back to what it was written from', () => {
    fc.assert(
      fc.property(edited, ({ base, fresh }) => {
        const found = diffToInstructions(base, fresh);
        if (found.refusals.length > 0 || found.instructions.length === 0) return;
        const text = avenantText(printInstructions(found.instructions, base));
        const parsed = parseInstructions(text, base, { wrapped: false });
        expect(
          parsed.problems.map((one) => `${one.message} ${text.slice(one.span.from, one.span.to)}`),
        ).toEqual([]);
        expect(
          carriedOut(
            base,
            parsed.instructions.map(({ instruction }) => instruction),
          ),
          text,
        ).toBe(carriedOut(base, found.instructions));
      }),
      { seed: 20251121, numRuns: RUNS },
    );
  }, 600_000);
});
