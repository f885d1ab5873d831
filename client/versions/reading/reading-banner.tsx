import { Button, CloseButton, Modal, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBook2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { Moment } from '#client/ui/moment.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import type { Reading, ReadMark } from '#shared/versions/wire.ts';
import { SentenceList } from '../compare/sentence-list.tsx';
import { sentenceStops } from '../compare/stops.ts';
import { useComparison } from '../comparer.ts';
import { authorsName } from '../labels.ts';
import { useActState, useMarkRead, useReading } from '../queries.ts';
import { compareHref } from '../refs.ts';
import classes from './reading.module.css';

/**
 * On an act's page: what others changed since one read it last. Whoever comes for the first time, or finds only their
 * own changes, has read by opening the page.
 */
export function ReadingBanner({ actId }: { readonly actId: string }) {
  const reading = useReading(actId);
  const { mutate: markRead } = useMarkRead(actId);
  const [gone, setGone] = useState(false);
  const known = reading.data;
  const news = known !== undefined && isNews(known);
  const silent = known !== undefined && !news && known.seq > (known.mine?.seq ?? 0) ? known.seq : null;
  useEffect(() => {
    if (silent !== null) markRead(silent);
  }, [silent, markRead]);
  if (!news || gone || known.mine === null) return null;
  return (
    <News
      actId={actId}
      reading={known}
      mine={known.mine}
      onRead={() => markRead(known.seq)}
      onGone={() => setGone(true)}
    />
  );
}

/** Whose changes are told. Those of the reader are among them, and are not said to be another's. */
const byWhom = ({ authors, own }: Reading): string =>
  `par ${authorsName(authors)}${own ? ' et par vous' : ''}`;

/** Somebody else changed the text since the reader's last visit. */
const isNews = ({ mine, seq, authors }: Reading): boolean =>
  mine !== null && mine.seq < seq && authors.length > 0;

interface NewsProps {
  readonly actId: string;
  readonly reading: Reading;
  readonly mine: ReadMark;
  readonly onRead: () => void;
  readonly onGone: () => void;
}

function News({ actId, reading, mine, onRead, onGone }: NewsProps) {
  const [opened, setOpened] = useState(false);
  const since = useSince(actId, mine.seq, reading.seq);
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const count = since.sentences?.length;
  // Everything was undone since: nothing to tell.
  useEffect(() => {
    if (count === 0) onRead();
  }, [count, onRead]);
  if (count === 0) return null;
  const open = () => {
    setOpened(true);
    onRead();
  };
  const title = count === undefined ? 'Du nouveau' : count === 1 ? 'Un changement' : `${count} changements`;
  return (
    <>
      <section className={classes.banner} aria-label="Depuis ma dernière lecture">
        <IconBook2 size={18} aria-hidden="true" className={classes.icon} />
        <p>
          <strong>{title}</strong> depuis votre dernière lecture
          {narrow ? null : `, ${byWhom(reading)}`}
        </p>
        <Button size="compact-sm" variant="default" onClick={open}>
          Lire
        </Button>
        <CloseButton
          size="sm"
          aria-label="Marquer comme lu"
          onClick={() => {
            onRead();
            onGone();
          }}
        />
      </section>
      <Modal
        opened={opened}
        onClose={onGone}
        title="Depuis ma dernière lecture"
        size="xl"
        fullScreen={narrow === true}
      >
        {opened ? <Told actId={actId} reading={reading} mine={mine} /> : null}
      </Modal>
    </>
  );
}

/** What changed between two states of an act, in a worker. */
function useSince(actId: string, from: number, to: number) {
  const old = useActState({ actId, ref: `seq-${from}` });
  const fresh = useActState({ actId, ref: `seq-${to}` });
  const job = useComparison(old.data?.content, fresh.data?.content);
  return {
    job,
    error: old.error ?? fresh.error,
    sentences: job.kind === 'fait' ? job.compared.sentences : undefined,
  };
}

type ToldProps = Pick<NewsProps, 'actId' | 'reading' | 'mine'>;

function Told({ actId, reading, mine }: ToldProps) {
  const { organisation } = reading;
  const [whose, setWhose] = useState<'moi' | 'organisation'>('moi');
  const mark = whose === 'organisation' && organisation !== null ? organisation : mine;
  const { job, error } = useSince(actId, mark.seq, reading.seq);
  const other = organisation !== null && organisation.seq !== mine.seq;
  return (
    <div className={classes.told}>
      {other ? (
        <SegmentedControl
          aria-label="Lecture de départ"
          value={whose}
          onChange={(value) => setWhose(value === 'moi' ? 'moi' : 'organisation')}
          data={[
            { value: 'moi', label: 'Ma lecture' },
            { value: 'organisation', label: 'Celle de mon organisation' },
          ]}
        />
      ) : null}
      <p className={classes.soft}>
        {mark === mine ? 'Vous aviez lu ce texte ' : `${mark.by.name} avait lu ce texte `}
        <Moment at={mark.at} />. Ce qui suit a été écrit {byWhom(reading)}.
      </p>
      {error ? <Failure error={error} /> : null}
      {job.kind === 'panne' ? <p>La comparaison s’est interrompue. Rechargez la page.</p> : null}
      {job.kind === 'attente' && !error ? <p role="status">Lecture de ce qui a changé…</p> : null}
      {job.kind === 'fait' && job.compared.sentences.length === 0 ? (
        <p>Rien n’a changé depuis cette lecture.</p>
      ) : null}
      {job.kind === 'fait' ? (
        <SentenceList
          view={job.compared.view}
          sentences={job.compared.sentences}
          stops={sentenceStops(job.compared.sentences)}
          current={null}
        />
      ) : null}
      <ButtonLink variant="default" href={compareHref(actId, `seq-${mark.seq}`, 'actuel')}>
        Voir dans le texte
      </ButtonLink>
    </div>
  );
}
