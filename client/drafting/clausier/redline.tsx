import { useMemo } from 'react';
import { compareText } from '#shared/compare/text.ts';
import { CAPPED, RedlineWords } from '../redline-words.tsx';
import classes from './clausier.module.css';
import { comparedParts } from './compared.ts';

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
        <RedlineWords segments={comparison.segments} />
      </p>
      {comparison.capped ? <p className={classes.none}>{CAPPED}</p> : null}
    </section>
  ));
}
