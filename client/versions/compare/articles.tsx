import { memo } from 'react';
import { kindsLabel } from '#shared/compare/labels.ts';
import type { ComparisonView } from '#shared/compare/view.ts';
import classes from './compare.module.css';

interface ArticlesProps {
  readonly view: ComparisonView;
  /** Keys of the divisions that can be gone to; all of them when null. */
  readonly told: ReadonlySet<string> | null;
  readonly onGo: (key: string) => void;
}

/** The divisions that changed, with what happened in each: the summary of a comparison. */
export const Articles = memo(function Articles({ view, told, onGo }: ArticlesProps) {
  const changed = view.groups.filter((group) => group.changed > 0);
  const shown = told === null ? changed : changed.filter(({ key }) => told.has(key));
  const still = view.groups.length - changed.length;
  return (
    <nav aria-label="Articles changés" className={classes.articles}>
      <ul>
        {shown.map((group) => (
          <li key={group.key}>
            <button type="button" className={classes.article} onClick={() => onGo(group.key)}>
              <span className={classes.articleTitle}>{group.title}</span>
              <span className={classes.articleKinds}>{kindsLabel(group.kinds)}</span>
              <span className={classes.count} title="Passages changés">
                {group.changed}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {still > 0 ? (
        <p className={classes.still}>
          {still === 1 ? 'Une autre division est inchangée.' : `${still} autres divisions sont inchangées.`}
        </p>
      ) : null}
    </nav>
  );
});
