import type { Segment } from '#shared/compare/inline/model.ts';

const wordsOf = (pieces: readonly { readonly text: string }[]) => pieces.map(({ text }) => text).join('');

function Run({ segment }: { readonly segment: Segment }) {
  switch (segment.kind) {
    case 'kept':
      return wordsOf(segment.pieces);
    case 'deleted':
      return <del>{wordsOf(segment.pieces)}</del>;
    case 'inserted':
      return <ins>{wordsOf(segment.pieces)}</ins>;
    case 'altered':
      return (
        <>
          <del>{wordsOf(segment.old)}</del>
          <ins>{wordsOf(segment.new)}</ins>
        </>
      );
  }
}

/** Said under a comparison whose work was capped. */
export const CAPPED = 'Ces textes sont très différents\u00a0: la comparaison est donnée à grands traits.';

/** The words of two texts in one: what goes is struck out, what comes is underlined. */
export function RedlineWords({ segments }: { readonly segments: readonly Segment[] }) {
  return segments.map((segment, rank) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity, and are drawn whole
    <Run key={rank} segment={segment} />
  ));
}
