import { memo } from 'react';
import type { ChangeKind } from '#shared/compare/model.ts';
import classes from './compare.module.css';
import { FILTER_GROUPS, FILTER_NAMES, KindIcon, kindName } from './kinds.tsx';
import { countKinds, ofKinds, type Stop } from './stops.ts';

interface FiltersProps {
  /** All of them, whatever is chosen. */
  readonly stops: readonly Stop[];
  readonly chosen: ReadonlySet<ChangeKind>;
  readonly onChoose: (kinds: ReadonlySet<ChangeKind>) => void;
}

/** Which kinds of change to see, with how many there are of each; none chosen shows all. */
export const Filters = memo(function Filters({ stops, chosen, onChoose }: FiltersProps) {
  const counts = countKinds(stops);
  const toggle = (kinds: readonly ChangeKind[]) => {
    const all = kinds.every((kind) => chosen.has(kind));
    onChoose(new Set(all ? [...chosen].filter((kind) => !kinds.includes(kind)) : [...chosen, ...kinds]));
  };
  return (
    <fieldset className={classes.filters}>
      <legend>Montrer</legend>
      <button
        type="button"
        className={classes.filter}
        aria-pressed={chosen.size === 0}
        onClick={() => onChoose(new Set())}
      >
        Tout <span className={classes.count}>{stops.length}</span>
      </button>
      {FILTER_GROUPS.map(({ name, kinds }) => {
        const present = kinds.filter((kind) => counts.has(kind));
        if (present.length === 0) return null;
        return (
          <div key={name} className={classes.filterGroup}>
            <button
              type="button"
              className={classes.filter}
              data-group="true"
              aria-pressed={present.every((kind) => chosen.has(kind))}
              onClick={() => toggle(present)}
            >
              {FILTER_NAMES[name]}
              <span className={classes.count}>{ofKinds(stops, new Set(present)).length}</span>
            </button>
            {present.map((kind) => (
              <button
                key={kind}
                type="button"
                className={classes.filter}
                data-kind={kind}
                aria-pressed={chosen.has(kind)}
                onClick={() => toggle([kind])}
              >
                <KindIcon kind={kind} />
                {kindName(kind)}
                <span className={classes.count}>{counts.get(kind)}</span>
              </button>
            ))}
          </div>
        );
      })}
    </fieldset>
  );
});
