import { useMemo } from 'react';
import type { Segment } from '#shared/compare/inline/model.ts';
import { compareText } from '#shared/compare/text.ts';
import classes from './clausier.module.css';
import { comparedParts } from './compared.ts';

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

/** Two versions of a clause as one redline: its words, then whatever changed around them. */
export function ClauseRedline({ from, to }: { readonly from: string; readonly to: string }) {
  const parts = useMemo(
    () =>
      comparedParts(from, to).map(({ name, old, fresh }) => ({ name, comparison: compareText(old, fresh) })),
    [from, to],
  );
  const changed = parts.filter(({ comparison }) => comparison.reworded || comparison.alterations.length > 0);
  if (changed.length === 0)
    return <p className={classes.none}>Ces deux versions disent exactement la même chose.</p>;
  return changed.map(({ name, comparison }) => (
    <section key={name} className={classes.redline} aria-label={name}>
      <h4>{name}</h4>
      <p>
        {comparison.segments.map((segment, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity, and are drawn whole
          <Run key={rank} segment={segment} />
        ))}
      </p>
      {comparison.capped ? (
        <p className={classes.none}>
          Ces textes sont très différents : la comparaison est donnée à grands traits.
        </p>
      ) : null}
    </section>
  ));
}
