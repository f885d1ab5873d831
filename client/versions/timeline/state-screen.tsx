import '#client/editor/page/fonts.ts';
import '#client/editor/page/page.css';
import { ActionIcon, SegmentedControl, Skeleton, Slider } from '@mantine/core';
import { IconArrowLeft, IconChevronLeft, IconChevronRight, IconGitCompare } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch, useSearchParams } from 'wouter';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { useAct } from '#client/drafting/queries.ts';
import { SignedOut } from '#client/identity/signed-out.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { PRESENT } from '#shared/versions/side.ts';
import { readStateRef } from '#shared/versions/wire.ts';
import { AuthoredText } from '../authors/authored-text.tsx';
import printed from '../compare/printed.module.css';
import { PrintedBlock } from '../compare/printed-block.tsx';
import { Redline } from '../compare/redline.tsx';
import { showsOf } from '../compare/shows.ts';
import { stateName } from '../compare/sides.tsx';
import { useComparison } from '../comparer.ts';
import { momentName } from '../labels.ts';
import { useActState, useHistory, useStateAuthors } from '../queries.ts';
import { compareHref } from '../refs.ts';
import classes from './timeline.module.css';

/** What is shown of a state: the words, who wrote them, what had just changed. */
const MODES = ['texte', 'auteurs', 'changements'] as const;
const MODE_LABELS: Readonly<Record<(typeof MODES)[number], string>> = {
  texte: 'Texte',
  auteurs: 'Qui a écrit',
  changements: 'Ce qui venait de changer',
};

/** States that the log holds, so that it knows who wrote them. */
const LOGGED: ReadonlySet<string> = new Set<NonNullable<ReturnType<typeof readStateRef>>['kind'] | ''>([
  'current',
  'version',
  'seq',
]);

interface StateScreenProps {
  readonly id: string;
  /** `actuel`, a version, or `seq-<n>`. */
  readonly state: string;
}

/** `/actes/:id/versions/:state`: the text as it stood, to be read only, and the way through its history. */
export default function StateScreen({ id, state: ref }: StateScreenProps) {
  const act = useAct(id);
  const state = useActState({ actId: id, ref }, { keepLast: true });
  const history = useHistory(id);
  const [params, setParams] = useSearchParams();
  const moments = history.data ?? [];
  const seq = state.data?.seq;
  const at = seq === undefined ? -1 : moments.findLastIndex((moment) => moment.seq <= seq);
  const before = moments[at - 1];
  const logged = LOGGED.has(readStateRef(ref)?.kind ?? '');
  const modes = MODES.filter(
    (mode) => mode === 'texte' || (mode === 'auteurs' ? logged : before !== undefined),
  );
  const asked = params.get('montrer') ?? (ref.startsWith('seq-') ? 'auteurs' : 'texte');
  const shown = modes.find((mode) => mode === asked) ?? 'texte';
  const previous = useActState(
    shown === 'changements' && before !== undefined ? { actId: id, ref: `seq-${before.seq}` } : null,
  );
  const authors = useStateAuthors(shown === 'auteurs' ? { actId: id, ref } : null);
  const content = state.data?.content;
  const old = shown === 'changements' ? previous.data?.content : content;
  const job = useComparison(old, content);
  const told = shown === 'auteurs' ? authors.data : null;
  const ready = job.kind === 'fait' && !state.isPlaceholderData && told !== undefined;
  const drawn = useLast(ready ? { ...job.compared, authors: told, shown } : null);
  const shows = useMemo(() => showsOf(new Set(), false, drawn?.sentences ?? []), [drawn?.sentences]);
  if (failedWith(act.error ?? state.error, 'session.absente')) return <SignedOut />;
  const error = state.error ?? previous.error ?? authors.error;
  const text = () => {
    if (drawn === null)
      return (
        <div role="status" aria-label="Le texte arrive">
          <Skeleton height="70vh" maw="21cm" mx="auto" />
        </div>
      );
    if (drawn.authors !== null) return <AuthoredText view={drawn.view} authors={drawn.authors} />;
    if (drawn.shown === 'changements') return <Redline view={drawn.view} shows={shows} current={null} />;
    return (
      <div className={`feuille ${printed.sheet}`}>
        <div className="acte">
          {drawn.view.rows.map((row) => (
            <PrintedBlock key={row.key} row={row} shown="new" />
          ))}
        </div>
      </div>
    );
  };
  return (
    <Screen
      title={state.data?.version?.label ?? stateName(ref, state.data)}
      lead={
        <>
          {act.data?.title ?? ' '}
          {state.data ? ` – état du ${momentName(state.data.at)}` : ''}
          {state.data?.version?.note ? (
            <span className={classes.leadNote}>{state.data.version.note}</span>
          ) : null}
        </>
      }
      actions={
        <>
          <ButtonLink
            href={`/actes/${id}/versions`}
            variant="default"
            leftSection={<IconArrowLeft size={17} aria-hidden="true" />}
          >
            Versions
          </ButtonLink>
          <ButtonLink
            href={compareHref(id, ref, PRESENT)}
            leftSection={<IconGitCompare size={17} aria-hidden="true" />}
          >
            Comparer avec l’actuel
          </ButtonLink>
        </>
      }
    >
      {moments.length > 1 ? <Scrubber id={id} moments={moments} at={at} /> : null}
      {modes.length > 1 ? (
        <div className={classes.modes}>
          <SegmentedControl
            aria-label="Ce que l’on montre"
            value={shown}
            data={modes.map((mode) => ({ value: mode, label: MODE_LABELS[mode] }))}
            onChange={(mode) =>
              setParams(
                (all) => {
                  const next = new URLSearchParams(all);
                  next.set('montrer', mode);
                  return next;
                },
                { replace: true },
              )
            }
          />
        </div>
      ) : null}
      {error ? (
        <Failure error={error} onRetry={() => void Promise.all([state.refetch(), authors.refetch()])} />
      ) : (
        <div aria-busy={!ready}>{text()}</div>
      )}
    </Screen>
  );
}

/** While the next text comes, the last one stays: whoever scrubs must not see a blank page at each step. */
function useLast<T>(value: T | null): T | null {
  const last = useRef(value);
  useEffect(() => {
    if (value !== null) last.current = value;
  });
  return value ?? last.current;
}

interface ScrubberProps {
  readonly id: string;
  readonly moments: readonly {
    readonly name: string;
    readonly organisation: string;
    readonly seq: number;
    readonly at: number;
  }[];
  /** Rank of the moment that is shown. */
  readonly at: number;
}

/** Goes through the history moment by moment: who wrote, and when. */
function Scrubber({ id, moments, at }: ScrubberProps) {
  const [, navigate] = useLocation();
  const search = useSearch();
  const [held, setHeld] = useState(at);
  useEffect(() => setHeld(at), [at]);
  const last = moments.length - 1;
  const go = (rank: number) => {
    const moment = moments[rank];
    if (moment)
      navigate(`/actes/${id}/versions/seq-${moment.seq}${search === '' ? '' : `?${search}`}`, {
        replace: true,
      });
  };
  const moment = moments[held];
  const told = moment
    ? `${momentName(moment.at)}, ${moment.name}${moment.organisation === '' ? '' : ` (${moment.organisation})`}`
    : 'Avant le premier changement';
  return (
    <div className={classes.scrubber}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="Moment précédent"
        disabled={held <= 0}
        onClick={() => go(held - 1)}
      >
        <IconChevronLeft size={18} aria-hidden="true" />
      </ActionIcon>
      <Slider
        className={classes.slider}
        min={0}
        max={last}
        value={Math.max(0, held)}
        label={null}
        thumbLabel="Moment de l’histoire du texte"
        thumbProps={{ 'aria-valuetext': told }}
        onChange={setHeld}
        onChangeEnd={go}
      />
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="Moment suivant"
        disabled={held >= last}
        onClick={() => go(held + 1)}
      >
        <IconChevronRight size={18} aria-hidden="true" />
      </ActionIcon>
      <p className={classes.moment}>{told}</p>
    </div>
  );
}
