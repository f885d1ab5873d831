import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareContents } from '#shared/compare/contents.ts';
import { arbitraryEdits, editAct } from '#shared/compare/testing/edits.ts';
import { PAIRS } from '#shared/compare/testing/pairs/index.ts';
import { canonicalContent } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { reviseDocument } from './revise.ts';
import { expectedReading, readRevised } from './testing/reading.ts';

function expectBothTexts(old: ActContent, fresh: ActContent): void {
  const revised = reviseDocument(compareContents(old, fresh));
  expect(readRevised(revised, 'old')).toEqual(expectedReading(canonicalContent(old)));
  expect(readRevised(revised, 'new')).toEqual(expectedReading(canonicalContent(fresh)));
}

describe('a comparison as tracked changes', () => {
  it.each(PAIRS.map((pair) => [`${pair.family}: ${pair.name}`, pair] as const))(
    '[W1] rejected, it is the old text; accepted, the new one – %s',
    (_, pair) => {
      expectBothTexts(pair.old, pair.new);
      expectBothTexts(pair.new, pair.old);
    },
  );

  it('[W1] holds of any act and any edits', () => {
    fc.assert(
      fc.property(arbitraryContent(), arbitraryEdits(), (content, edits) => {
        expectBothTexts(content, editAct(content, edits));
      }),
      { seed: 6, numRuns: process.env.NIGHTLY === '1' ? 1500 : 60 },
    );
  });

  it('[W1] holds of two acts that have nothing in common', () => {
    fc.assert(
      fc.property(arbitraryContent(), arbitraryContent(), (a, b) => {
        expectBothTexts(a, b);
      }),
      { seed: 7, numRuns: process.env.NIGHTLY === '1' ? 800 : 30 },
    );
  });
});
