import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { Sentence } from '#shared/compare/sentences.ts';
import { toldGroups, VALUES_TITLE } from '#shared/compare/told-groups.ts';
import type { ComparisonView } from '#shared/compare/view.ts';
import classes from './compare.module.css';
import { KindTag } from './kinds.tsx';
import { Facts } from './margin.tsx';
import type { Stop } from './stops.ts';

interface SentenceListProps {
  readonly view: ComparisonView;
  readonly sentences: readonly Sentence[];
  /** Those to show. */
  readonly stops: readonly Stop[];
  readonly current: string | null;
  /** Shows a change in the text; absent where there is no text to go to. */
  readonly onGo?: (change: number) => void;
}

/** What changed, told one change a sentence, article by article. */
export function SentenceList({ view, sentences, stops, current, onGo }: SentenceListProps) {
  const shown = new Set(stops.map(({ key }) => key));
  const groups = toldGroups(view, sentences)
    .map(({ group, sentences: told }) => ({
      group,
      told: told.filter(({ rank }) => shown.has(`phrase:${rank}`)),
    }))
    .filter(({ told }) => told.length > 0);
  return (
    <div className={classes.sentences}>
      {groups.map(({ group, told }) => (
        <section key={group?.key ?? 'valeurs'} data-groupe={group?.key}>
          <h2 className={classes.sentencesTitle}>{group?.title ?? VALUES_TITLE}</h2>
          <ol className={classes.list}>
            {told.map(({ rank, sentence }) => {
              const key = `phrase:${rank}`;
              const [change] = sentence.changes;
              return (
                <li
                  key={key}
                  className={classes.sentence}
                  data-arret={key}
                  data-courant={current === key ? 'true' : undefined}
                >
                  <div className={classes.sentenceHead}>
                    <KindTag kinds={sentence.kinds.filter((kind) => kind !== 'identite')} />
                    {onGo && change !== undefined ? (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        className={classes.go}
                        rightSection={<IconArrowRight size={15} aria-hidden="true" />}
                        onClick={() => onGo(change)}
                      >
                        Voir dans le texte
                      </Button>
                    ) : null}
                  </div>
                  <p>{sentence.text}</p>
                  <Facts facts={sentence.facts} />
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}
