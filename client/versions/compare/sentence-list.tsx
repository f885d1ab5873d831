import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { memo, useEffect, useMemo, useRef } from 'react';
import type { Sentence } from '#shared/compare/sentences.ts';
import { toldGroups, VALUES_TITLE } from '#shared/compare/told-groups.ts';
import type { ComparisonView } from '#shared/compare/view.ts';
import classes from './compare.module.css';
import { KindTag } from './kinds.tsx';
import { Facts } from './margin.tsx';
import type { Stop } from './stops.ts';
import { useInTurns } from './use-in-turns.ts';

interface SentenceListProps {
  readonly view: ComparisonView;
  readonly sentences: readonly Sentence[];
  /** Those to show. */
  readonly stops: readonly Stop[];
  readonly current: string | null;
  /** Shows a change in the text; absent where there is no text to go to. */
  readonly onGo?: ((change: number) => void) | undefined;
}

/** What changed, told one change a sentence, article by article. */
export function SentenceList({ view, sentences, stops, current, onGo }: SentenceListProps) {
  const groups = useMemo(() => {
    const shown = new Set(stops.map(({ key }) => key));
    return toldGroups(view, sentences)
      .map(({ group, sentences: told }) => ({
        group,
        told: told.filter(({ rank }) => shown.has(`phrase:${rank}`)),
      }))
      .filter(({ told }) => told.length > 0);
  }, [view, sentences, stops]);
  const go = useRef(onGo);
  useEffect(() => {
    go.current = onGo;
  });
  const goes = onGo !== undefined;
  const steady = useMemo(() => (goes ? (change: number) => go.current?.(change) : undefined), [goes]);
  const drawn = useInTurns(groups.length, view);
  return (
    <div className={classes.sentences}>
      {groups.map(({ group, told }, rank) => {
        const here = told.some((one) => `phrase:${one.rank}` === current);
        if (rank >= drawn && !here) return null;
        return (
          <section key={group?.key ?? 'valeurs'} data-groupe={group?.key}>
            <h2 className={classes.sentencesTitle}>{group?.title ?? VALUES_TITLE}</h2>
            <ol className={classes.list}>
              {told.map((one) => (
                <Told
                  key={one.rank}
                  rank={one.rank}
                  sentence={one.sentence}
                  current={current === `phrase:${one.rank}`}
                  onGo={steady}
                />
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}

interface ToldProps extends Pick<SentenceListProps, 'onGo'> {
  readonly rank: number;
  readonly sentence: Sentence;
  readonly current: boolean;
}

/** Only two sentences are drawn again when one goes from one to the next. */
const Told = memo(function Told({ rank, sentence, current, onGo }: ToldProps) {
  const [change] = sentence.changes;
  return (
    <li
      className={classes.sentence}
      data-arret={`phrase:${rank}`}
      data-courant={current ? 'true' : undefined}
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
});
