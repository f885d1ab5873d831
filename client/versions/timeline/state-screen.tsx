import '#client/editor/page/fonts.ts';
import '#client/editor/page/page.css';
import { ActionIcon, Skeleton, Slider, Switch } from '@mantine/core';
import { IconArrowLeft, IconChevronLeft, IconChevronRight, IconGitCompare } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { useAct } from '#client/drafting/queries.ts';
import { SignedOut } from '#client/identity/signed-out.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { PRESENT } from '#shared/versions/side.ts';
import printed from '../compare/printed.module.css';
import { PrintedBlock } from '../compare/printed-block.tsx';
import { Redline } from '../compare/redline.tsx';
import { showsOf } from '../compare/shows.ts';
import { stateName } from '../compare/sides.tsx';
import { useComparison } from '../comparer.ts';
import { momentName } from '../labels.ts';
import { useActState, useHistory } from '../queries.ts';
import { compareHref } from '../refs.ts';
import classes from './timeline.module.css';

interface StateScreenProps {
  readonly id: string;
  /** `actuel`, a version, or `seq-<n>`. */
  readonly state: string;
}

/** `/actes/:id/versions/:state`: the text as it stood, to be read only, and the way through its history. */
export default function StateScreen({ id, state: ref }: StateScreenProps) {
  const act = useAct(id);
  const state = useActState({ actId: id, ref });
  const history = useHistory(id);
  const [changes, setChanges] = useState(false);
  const moments = history.data ?? [];
  const seq = state.data?.seq;
  const at = seq === undefined ? -1 : moments.findLastIndex((moment) => moment.seq <= seq);
  const before = moments[at - 1];
  const previous = useActState(
    changes && before !== undefined ? { actId: id, ref: `seq-${before.seq}` } : null,
  );
  const content = state.data?.content;
  const old = changes && before !== undefined ? previous.data?.content : content;
  const job = useComparison(old, content);
  const shows = useMemo(
    () => showsOf(new Set(), false, job.kind === 'fait' ? job.compared.sentences : []),
    [job],
  );
  if (failedWith(act.error ?? state.error, 'session.absente')) return <SignedOut />;
  const error = state.error ?? previous.error;
  return (
    <Screen
      title={state.data?.version?.label ?? stateName(ref, state.data)}
      lead={
        <>
          {act.data?.title ?? ' '}
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
      {before === undefined ? null : (
        <Switch
          className={classes.switch}
          label="Montrer ce qui venait de changer"
          checked={changes}
          onChange={(event) => setChanges(event.currentTarget.checked)}
        />
      )}
      {error ? (
        <Failure error={error} onRetry={() => void state.refetch()} />
      ) : job.kind !== 'fait' ? (
        <div role="status" aria-label="Le texte arrive">
          <Skeleton height="70vh" maw="21cm" mx="auto" />
        </div>
      ) : changes ? (
        <Redline view={job.compared.view} shows={shows} current={null} />
      ) : (
        <div className={`feuille ${printed.sheet}`}>
          <div className="acte">
            {job.compared.view.rows.map((row) => (
              <PrintedBlock key={row.key} row={row} shown="new" />
            ))}
          </div>
        </div>
      )}
    </Screen>
  );
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
  const [held, setHeld] = useState(at);
  useEffect(() => setHeld(at), [at]);
  const last = moments.length - 1;
  const go = (rank: number) => {
    const moment = moments[rank];
    if (moment) navigate(`/actes/${id}/versions/seq-${moment.seq}`, { replace: true });
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
