import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { printBlock, printContext } from '#shared/document/text.ts';
import { normaliseForComparison } from '#shared/document/typography.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { applyComparison } from './apply.ts';
import { compareContents, isEmptyComparison } from './contents.ts';
import type { Piece } from './inline/model.ts';
import type { BlockChange, ListComparison } from './model.ts';
import { arbitraryEdits, editAct } from './testing/edits.ts';
import { mutationsOf } from './testing/mutations.ts';

const rebuilt = (a: ActContent, b: ActContent, operations?: number): string => {
  const result = applyComparison(compareContents(a, b, operations === undefined ? {} : { operations }), a);
  return result.ok ? canonicalJson(result.value) : result.error;
};

/** The same act under other ids, as an import or another act would have. */
function renamed(content: ActContent): ActContent {
  const rename = (block: BlockJson): BlockJson => {
    const attrs = { ...block.attrs, id: `z${block.attrs.id.slice(1)}` as BlockId };
    if (block.type !== 'table') return { ...block, attrs } as BlockJson;
    const rows = block.content.map((row) => ({
      ...row,
      content: row.content.map((cell) => ({ ...cell, content: cell.content.map((one) => rename(one)) })),
    }));
    return { ...block, attrs, content: rows } as BlockJson;
  };
  return { ...content, document: { type: 'doc', content: content.document.content.map(rename) } };
}

function* allChanges(list: ListComparison): Generator<BlockChange> {
  for (const change of list.changes) {
    yield change;
    if (change.content.kind === 'table')
      for (const row of change.content.table.rows)
        for (const cell of row.cells) yield* allChanges(cell.blocks);
  }
}

const acts = arbitraryContent();
const edited = fc
  .tuple(arbitraryContent(), arbitraryEdits())
  .map(([a, edits]) => ({ a, b: editAct(a, edits) }));

describe('comparing two acts', () => {
  it('[K4] compare(a, a) is empty', () => {
    fc.assert(
      fc.property(arbitraryContent({ messy: true }), (a) => {
        const comparison = compareContents(a, a);
        expect(isEmptyComparison(comparison)).toBe(true);
        expect(comparison.blocks.layout.length).toBeLessThan(2);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('[K4] apply(compare(a, b), a) = b, edited', () => {
    fc.assert(
      fc.property(edited, ({ a, b }) => {
        expect(rebuilt(a, b)).toBe(canonicalJson(b));
      }),
      { seed: 2, numRuns: 120 },
    );
  });

  it('[K4] apply(compare(a, b), a) = b, ids all different, then edited', () => {
    fc.assert(
      fc.property(edited, ({ a, b }) => {
        expect(rebuilt(a, renamed(b))).toBe(canonicalJson(renamed(b)));
      }),
      { seed: 3, numRuns: 80 },
    );
  });

  it('[K4] apply(compare(a, b), a) = b, strangers whose ids meet', () => {
    fc.assert(
      fc.property(acts, acts, (a, b) => {
        expect(rebuilt(a, b)).toBe(canonicalJson(b));
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  it('[K11] apply(compare(a, b), a) = b whatever the work allowed', () => {
    fc.assert(
      fc.property(edited, fc.nat({ max: 3000 }), ({ a, b }, operations) => {
        expect(rebuilt(a, b, operations)).toBe(canonicalJson(b));
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('[K4] refuses another base', () => {
    fc.assert(
      fc.property(edited, ({ a, b }) => {
        fc.pre(canonicalJson(a) !== canonicalJson(b));
        expect(applyComparison(compareContents(a, b), b)).toEqual({ ok: false, error: 'autre-base' });
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it('[K1] sees every mutation of the canonical form, and tells it exactly', () => {
    fc.assert(
      fc.property(acts, (a) => {
        for (const { path, mutated } of mutationsOf(a, 29)) {
          const comparison = compareContents(a, mutated);
          expect(isEmptyComparison(comparison), path).toBe(false);
          const result = applyComparison(comparison, a);
          expect(result.ok && canonicalJson(result.value), path).toBe(canonicalJson(mutated));
        }
      }),
      { seed: 7, numRuns: 5, endOnFailure: true },
    );
  });

  it('[K1] what is not told prints the same', () => {
    fc.assert(
      fc.property(edited, ({ a, b }) => {
        const { old, new: fresh, blocks } = compareContents(a, b);
        const [before, after] = [printContext(old), printContext(fresh)];
        let next = 0;
        for (const item of blocks.layout) {
          if (item.kind === 'change' && blocks.changes[item.change]?.new) next += 1;
          if (item.kind !== 'same') continue;
          for (let rank = 0; rank < item.count; rank += 1) {
            const [one, other] = [old.document.content[item.old + rank], fresh.document.content[next]];
            next += 1;
            if (one === undefined || other === undefined) throw new Error('The layout runs past an end.');
            expect(printBlock(other, after)).toBe(printBlock(one, before));
          }
        }
        expect(next).toBe(fresh.document.content.length);
      }),
      { seed: 9, numRuns: 120 },
    );
  });

  it('[K2] what is not said to be reworded holds no rewording', () => {
    const wording = (pieces: readonly Piece[]) =>
      normaliseForComparison(pieces.map((piece) => piece.text).join(''));
    fc.assert(
      fc.property(edited, ({ a, b }) => {
        for (const change of allChanges(compareContents(a, b).blocks)) {
          if (change.content.kind !== 'text' || change.kinds.includes('reformule')) continue;
          const side = (old: boolean) =>
            change.content.kind !== 'text'
              ? []
              : change.content.comparison.segments.flatMap((one) => {
                  if (one.kind !== 'altered')
                    return one.kind === (old ? 'inserted' : 'deleted') ? [] : one.pieces;
                  const reads = one.why.includes('valeur') || one.why.includes('renumerote');
                  return reads || !old ? one.new : one.old;
                });
          // Blanks at a cut are no words.
          const bare = (old: boolean) => wording(side(old)).replaceAll(' ', '');
          expect(bare(true)).toBe(bare(false));
        }
      }),
      { seed: 8, numRuns: 150 },
    );
  });
});
