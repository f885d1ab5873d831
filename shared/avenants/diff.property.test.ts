import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActContent } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { applyInstructions, checkInstructions } from './apply.ts';
import { diffToInstructions } from './diff.ts';
import type { Instruction } from './model.ts';
import { parseInstructions } from './parse/parse.ts';
import { avenantText, printInstructions } from './print.ts';
import { arbitraryAvenantEdits, editForAvenant } from './testing/edits.ts';
import { readingHash } from './text/reading.ts';

/** Some 2,5 edits each. */
const RUNS = process.env.NIGHTLY === undefined ? 150 : 4_000;

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

const carriedOut = (base: ActContent, instructions: readonly Instruction[], seed = 1): string => {
  const result = applyInstructions(base, instructions, ids(seed));
  return result.ok ? readingHash(result.value) : result.error.map((one) => one.message).join('\n');
};

/** What a reader makes of the printed avenant. */
function throughFrench(base: ActContent, instructions: readonly Instruction[]): readonly Instruction[] {
  const text = avenantText(printInstructions(instructions, base));
  return parseInstructions(text, base, { wrapped: false }).instructions.map((one) => one.instruction);
}

/** A permutation of a list, from a list of shares. */
const shuffled = <T>(list: readonly T[], shares: readonly number[]): readonly T[] =>
  list
    .map((one, rank) => ({ one, at: shares[rank % shares.length] ?? 0, rank }))
    .sort((a, b) => a.at - b.at || b.rank - a.rank)
    .map(({ one }) => one);

describe('instructions of generated acts', () => {
  it('[R2] [X3] apply(parse(print(diff))) is the edited text, in any order, or a refusal says why', () => {
    let expressed = 0;
    const shares = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(edited, shares, ({ base, fresh }, order) => {
        const found = diffToInstructions(base, fresh);
        for (const refusal of found.refusals) expect(refusal.remedy).not.toBe('');
        if (found.refusals.length > 0) return;
        expressed += 1;
        const wanted = readingHash(found.edited);
        expect(carriedOut(base, found.instructions)).toBe(wanted);
        expect(carriedOut(base, shuffled(found.instructions, order), 2)).toBe(wanted);
        expect(carriedOut(base, throughFrench(base, found.instructions), 3)).toBe(wanted);
      }),
      { seed: 20251121, numRuns: RUNS },
    );
    expect(expressed).toBeGreaterThan(0.5 * RUNS);
  }, 600_000);

  it('[R5] a text that only changed its typography needs none', () => {
    fc.assert(
      fc.property(arbitraryContent(), (base) => {
        const spaced = JSON.parse(
          JSON.stringify(base.document).replaceAll('l’', "l'"),
        ) as ActContent['document'];
        expect(diffToInstructions(base, base).instructions).toEqual([]);
        expect(diffToInstructions(base, { ...base, document: spaced })).toMatchObject({
          instructions: [],
          refusals: [],
        });
      }),
      { seed: 20251122, numRuns: 40 },
    );
  });

  it('[R8] what is remembered of the changes before gives what a first reading gives', () => {
    fc.assert(
      fc.property(arbitraryContent(), fc.array(arbitraryAvenantEdits(2), { maxLength: 5 }), (base, steps) => {
        let text = base;
        for (const edits of steps) {
          text = structuredClone(editForAvenant(text, edits));
          const found = diffToInstructions(base, text);
          const fresh = structuredClone({ base, text });
          const anew = diffToInstructions(fresh.base, fresh.text);
          expect(found).toEqual(anew);
          expect(avenantText(printInstructions(found.instructions, base))).toBe(
            avenantText(printInstructions(anew.instructions, fresh.base)),
          );
        }
      }),
      { seed: 20251124, numRuns: Math.ceil(RUNS / 10) },
    );
  }, 120_000);

  it('[X3] the same instruction twice overlaps itself', () => {
    fc.assert(
      fc.property(edited, ({ base, fresh }) => {
        const { instructions, refusals } = diffToInstructions(base, fresh);
        const [one] = instructions;
        if (one === undefined || refusals.length > 0) return;
        expect(checkInstructions(base, [one, one]).some(({ code }) => code === 'overlap')).toBe(true);
      }),
      { seed: 20251123, numRuns: 60 },
    );
  });
});
