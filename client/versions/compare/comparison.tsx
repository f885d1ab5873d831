import { ActionIcon, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconEqual } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { Empty } from '#client/ui/empty.tsx';
import { kindsLabel } from '#shared/compare/labels.ts';
import type { ChangeKind } from '#shared/compare/model.ts';
import { toldGroups } from '#shared/compare/told-groups.ts';
import type { Compared } from '../comparer.ts';
import { Articles } from './articles.tsx';
import classes from './compare.module.css';
import { Filters } from './filters.tsx';
import { Capped } from './margin.tsx';
import { Redline } from './redline.tsx';
import { SentenceList } from './sentence-list.tsx';
import { showsOf } from './shows.ts';
import { SideBySide } from './side-by-side.tsx';
import { ofKinds, sentenceStops, textStops } from './stops.ts';
import { useStops } from './use-stops.ts';

const VIEWS = ['texte', 'regard', 'phrases'] as const;
type ViewName = (typeof VIEWS)[number];
const VIEW_LABELS: Readonly<Record<ViewName, string>> = {
  texte: 'Texte annoté',
  regard: 'Côte à côte',
  phrases: 'En phrases',
};

interface ComparisonProps {
  readonly compared: Compared;
  readonly names: { readonly old: string; readonly new: string };
}

function goToGroup(key: string): void {
  document
    .querySelector<HTMLElement>(`[data-groupe="${CSS.escape(key)}"]`)
    ?.scrollIntoView({ block: 'start' });
}

/** A comparison in its three views, with the way from change to change. */
export function Comparison({ compared, names }: ComparisonProps) {
  const { view, sentences, capped } = compared;
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [params, setParams] = useSearchParams();
  const shown = VIEWS.find((name) => name === params.get('vue')) ?? (narrow ? 'phrases' : 'texte');
  const [kinds, setKinds] = useState<ReadonlySet<ChangeKind>>(new Set());
  const [onlyChanges, setOnlyChanges] = useState(false);
  const inText = useMemo(() => textStops(view), [view]);
  const told = useMemo(() => sentenceStops(sentences), [sentences]);
  const toldKeys = useMemo(
    () => new Set(toldGroups(view, sentences).flatMap(({ group }) => group?.key ?? [])),
    [view, sentences],
  );
  const all = shown === 'phrases' ? told : inText;
  const stops = useMemo(() => ofKinds(all, kinds), [all, kinds]);
  const walk = useStops(stops);
  const shows = useDeferredValue(
    useMemo(() => showsOf(kinds, onlyChanges, sentences), [kinds, onlyChanges, sentences]),
  );
  const show = (name: ViewName) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set('vue', name);
        return next;
      },
      { replace: true },
    );
  const goToChange = (change: number) => {
    const stop = inText.find(({ changes }) => changes.includes(change));
    setKinds(new Set());
    show('texte');
    if (stop) walk.goTo(stop.key);
  };
  if (inText.length === 0)
    return (
      <Empty icon={<IconEqual size={28} />} title="Ces deux textes sont identiques">
        <p>Aucun mot, aucun numéro, aucune valeur ni aucune mise en forme ne les distingue.</p>
      </Empty>
    );

  const current = stops[walk.rank];
  return (
    <div className={classes.layout}>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="Manière de comparer"
          value={shown}
          onChange={(value) => show(VIEWS.find((name) => name === value) ?? 'texte')}
          data={VIEWS.map((name) => ({ value: name, label: VIEW_LABELS[name] }))}
          className={classes.views}
        />
        {shown === 'phrases' ? null : (
          <Switch
            label="Seulement ce qui change"
            checked={onlyChanges}
            onChange={(event) => setOnlyChanges(event.currentTarget.checked)}
          />
        )}
        <div className={classes.walk}>
          <Tooltip label="Changement précédent (touche p)">
            <ActionIcon variant="default" size="lg" aria-label="Changement précédent" onClick={walk.previous}>
              <IconChevronUp size={18} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
          <p role="status" className={classes.position}>
            {walk.rank === -1
              ? `${stops.length} ${shown === 'phrases' ? 'phrase' : 'changement'}${stops.length > 1 ? 's' : ''}`
              : `${walk.rank + 1} sur ${stops.length}`}
            {current ? <span className={classes.hidden}>, {kindsLabel(current.kinds)}</span> : null}
          </p>
          <Tooltip label="Changement suivant (touche n)">
            <ActionIcon variant="default" size="lg" aria-label="Changement suivant" onClick={walk.next}>
              <IconChevronDown size={18} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <details className={classes.aside} open={!narrow}>
        <summary>Filtres et articles changés</summary>
        <Filters stops={all} chosen={kinds} onChoose={setKinds} />
        <h2 className={classes.asideTitle}>Articles changés</h2>
        <Articles view={view} told={shown === 'phrases' ? toldKeys : null} onGo={goToGroup} />
      </details>
      <div className={classes.content} data-vue={shown}>
        {capped ? <Capped /> : null}
        {shown === 'texte' ? <Redline view={view} shows={shows} current={walk.current} /> : null}
        {shown === 'regard' ? (
          <SideBySide view={view} shows={shows} current={walk.current} names={names} />
        ) : null}
        {shown === 'phrases' ? (
          <SentenceList
            view={view}
            sentences={sentences}
            stops={stops}
            current={walk.current}
            onGo={goToChange}
          />
        ) : null}
      </div>
    </div>
  );
}
