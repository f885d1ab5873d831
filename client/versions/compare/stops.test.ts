import { describe, expect, it } from 'vitest';
import { compareContents } from '#shared/compare/contents.ts';
import { sentences } from '#shared/compare/sentences.ts';
import { PAIRS } from '#shared/compare/testing/pairs/index.ts';
import { toldGroups } from '#shared/compare/told-groups.ts';
import { viewOf } from '#shared/compare/view.ts';
import { countKinds, ofKinds, sentenceStops, textStops } from './stops.ts';

const compared = PAIRS.map((pair) => {
  const comparison = compareContents(pair.old, pair.new);
  return { comparison, view: viewOf(comparison), told: sentences(comparison) };
});

describe('stops of a comparison', () => {
  it('name every change of the text but those of ids alone, once', () => {
    for (const { comparison, view } of compared) {
      const wanted = comparison.blocks.changes.flatMap((change, rank) =>
        change.kinds.join() === 'identite' ? [] : [rank],
      );
      const stops = textStops(view);
      expect(stops.flatMap(({ changes }) => changes).toSorted((a, b) => a - b)).toEqual(wanted);
      expect(new Set(stops.map(({ key }) => key)).size).toBe(stops.length);
    }
  });

  it('keep those of the kinds asked for, as many as counted', () => {
    for (const { view } of compared) {
      const stops = textStops(view);
      expect(ofKinds(stops, new Set())).toBe(stops);
      for (const [kind, count] of countKinds(stops))
        expect(ofKinds(stops, new Set([kind]))).toHaveLength(count);
    }
  });

  it('share every sentence out, once', () => {
    for (const { view, told } of compared) {
      const shared = toldGroups(view, told).flatMap((group) => group.sentences.map(({ rank }) => rank));
      expect(shared.toSorted((a, b) => a - b)).toEqual(sentenceStops(told).map((_, rank) => rank));
    }
  });
});
