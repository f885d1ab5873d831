import { Button } from '@mantine/core';
import { IconCheck, IconPoint } from '@tabler/icons-react';
import { useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { CopyField } from '#client/ui/copy-field.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { exactDate } from '#client/ui/moment.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { ACT_STATE_NAMES } from '#shared/identity/roles.ts';
import { WRITABLE_STATES } from '#shared/identity/states.ts';
import type { ActStateAnswer, CeremonyAnswer } from '#shared/signature/wire.ts';
import { EndingDialog } from './ending-dialog.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import { LifeFacts, Succession } from './life-facts.tsx';
import { MotifDialog } from './motif-dialog.tsx';
import { useFreezeReasons, useMove } from './queries.ts';
import classes from './signature.module.css';
import { dayOf, LIFE } from './words.ts';

/** Where the act is among the states of its life. */
export function LifeSteps({ life }: { readonly life: Pick<ActStateAnswer, 'state' | 'negotiated'> }) {
  const { state, negotiated } = life;
  const whole = LIFE.filter(
    (one) => one !== 'negociation' || negotiated || state === 'brouillon' || state === one,
  );
  const at = whole.indexOf(state);
  const steps = at === -1 ? [state] : whole;
  return (
    <ol className={classes.life} aria-label="Vie de l’acte">
      {steps.map((one, rank) => {
        const past = at !== -1 && rank < at;
        return (
          <li
            key={one}
            className={classes.step}
            data-etape={past ? 'passee' : undefined}
            aria-current={one === state ? 'step' : undefined}
          >
            <span className={classes.mark} aria-hidden="true">
              {past ? <IconCheck size={16} /> : <IconPoint size={16} />}
            </span>
            {ACT_STATE_NAMES[one]}
          </li>
        );
      })}
    </ol>
  );
}

interface LifeCardProps {
  readonly actId: string;
  readonly life: ActStateAnswer;
  readonly ceremony: CeremonyAnswer | undefined;
}

/** The text and its state: what keeps it from being frozen, or its fingerprint; how it is reopened. */
export function LifeCard({ actId, life, ceremony }: LifeCardProps) {
  const writable = WRITABLE_STATES.has(life.state);
  return (
    <section className={classes.card} aria-labelledby="etat-du-texte">
      <h2 id="etat-du-texte">
        {writable ? 'Arrêter le texte' : life.signedOn === null ? 'Texte arrêté' : 'Texte signé'}
      </h2>
      {life.motif === null || life.ending !== null ? null : (
        <p>
          <strong>
            {life.motif.move === 'rouvrir' ? 'Rouvert' : ACT_STATE_NAMES[life.state]} le{' '}
            {dayOf(life.motif.at)} par {life.motif.by.name} ({life.motif.by.organisation}).
          </strong>{' '}
          Motif{'\u00a0'}: {life.motif.motif}
        </p>
      )}
      {writable ? <Freezing actId={actId} life={life} /> : <Frozen actId={actId} life={life} />}
      <LifeFacts actId={actId} life={life} />
      <Succession key={life.replaces.map(({ id }) => id).join()} actId={actId} life={life} />
      <Moves actId={actId} life={life} ceremony={ceremony} />
    </section>
  );
}

function Freezing({ actId, life }: Pick<LifeCardProps, 'actId' | 'life'>) {
  const mayFreeze = life.moves.includes('arreter');
  const reasons = useFreezeReasons(actId, mayFreeze);
  const move = useMove(actId);
  const [asking, setAsking] = useState(false);
  if (!mayFreeze)
    return <p>Le texte s’écrit encore. Son pilote l’arrêtera quand les parties seront d’accord.</p>;
  if (reasons.error) return <Failure error={reasons.error} onRetry={() => void reasons.refetch()} />;
  if (reasons.data === undefined) return <LoadingRows />;
  const blocked = reasons.data.reasons.length > 0;
  const close = () => {
    setAsking(false);
    move.reset();
  };
  return (
    <>
      {blocked ? (
        <>
          <p>
            <strong>
              {reasons.data.reasons.length > 1
                ? `${reasons.data.reasons.length} contrôles bloquants sont ouverts.`
                : 'Un contrôle bloquant est ouvert.'}
            </strong>{' '}
            Corrigez ce qui suit dans le texte, puis revenez ici.
          </p>
          <ul className={classes.reasons}>
            {reasons.data.reasons.map((reason) => (
              <li key={`${reason.rule} ${reason.address} ${reason.message}`}>
                {reason.address === null ? null : <strong>{sentenceCase(reason.address)} – </strong>}
                {reason.message}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          Aucun contrôle bloquant n’est ouvert. Une fois arrêté, le texte ne se modifie plus{'\u00a0'}: chaque
          partie voit la même empreinte, et peut le signer.
        </p>
      )}
      <div className={classes.buttons}>
        <Button disabled={blocked} onClick={() => setAsking(true)}>
          Arrêter le texte…
        </Button>
        {blocked ? (
          <>
            <Button variant="default" loading={reasons.isFetching} onClick={() => void reasons.refetch()}>
              Vérifier de nouveau
            </Button>
            <ButtonLink variant="default" href={`/actes/${actId}`}>
              Ouvrir le texte
            </ButtonLink>
          </>
        ) : null}
        {life.moves.includes('negocier') ? (
          <Button
            variant="subtle"
            loading={move.isPending && !asking}
            onClick={() => move.mutate({ move: 'negocier' })}
          >
            Passer en négociation
          </Button>
        ) : null}
      </div>
      {move.isError && !asking ? <Failure takesFocus error={move.error} /> : null}
      <FreezeDialog
        opened={asking}
        questions={reasons.data.questions}
        pending={move.isPending}
        error={move.error}
        onConfirm={(reponses) => move.mutate({ move: 'arreter', reponses }, { onSuccess: close })}
        onClose={close}
      />
    </>
  );
}

function Frozen({ actId, life }: Pick<LifeCardProps, 'actId' | 'life'>) {
  const { frozen } = life;
  if (frozen === null) return <p>Ce texte n’a pas été arrêté.</p>;
  return (
    <>
      <p>
        Arrêté par {frozen.by.name} ({frozen.by.organisation}), le {exactDate(frozen.at)}. Son empreinte est
        la même pour toutes les parties{'\u00a0'}: un seul mot changé en donnerait une autre.
      </p>
      <CopyField label="Empreinte SHA-256" value={frozen.hash} />
      <div className={classes.buttons}>
        <ButtonLink variant="default" href={`/actes/${actId}/versions/${frozen.versionId}`}>
          Lire le texte arrêté
        </ButtonLink>
        <ButtonLink variant="default" href={`/actes/${actId}/exporter?etat=${frozen.versionId}&format=pdf`}>
          Imprimer ou exporter
        </ButtonLink>
      </div>
    </>
  );
}

const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What undoes: reopening, abandoning, ending. */
function Moves({ actId, life, ceremony }: LifeCardProps) {
  const move = useMove(actId);
  const [asked, setAsked] = useState<'rouvrir' | 'abandonner' | 'resilier' | null>(null);
  const close = () => {
    setAsked(null);
    move.reset();
  };
  const signed = ceremony?.ceremony?.signatories.filter(({ status }) => status === 'signe') ?? [];
  const shared = {
    pending: move.isPending,
    error: move.error,
    onClose: close,
    onConfirm: (motif: string) => {
      if (asked !== null) move.mutate({ move: asked, motif }, { onSuccess: close });
    },
  };
  const may = (name: 'rouvrir' | 'abandonner' | 'resilier') =>
    life.moves.includes(name) && !(name === 'resilier' && life.ending !== null);
  if (!may('rouvrir') && !may('abandonner') && !may('resilier')) return null;
  return (
    <div className={classes.buttons}>
      {may('rouvrir') ? (
        <Button variant="default" onClick={() => setAsked('rouvrir')}>
          Rouvrir le texte…
        </Button>
      ) : null}
      {may('abandonner') ? (
        <Button variant="subtle" color="red" onClick={() => setAsked('abandonner')}>
          Abandonner l’acte…
        </Button>
      ) : null}
      {may('resilier') ? (
        <Button variant="subtle" color="red" onClick={() => setAsked('resilier')}>
          Résilier l’acte…
        </Button>
      ) : null}
      <MotifDialog
        {...shared}
        title="Rouvrir le texte"
        confirm="Rouvrir le texte"
        opened={asked === 'rouvrir'}
      >
        <p>
          Le texte pourra de nouveau être écrit. Tous les liens de signature seront annulés, et leurs
          destinataires prévenus.
        </p>
        {signed.length > 0 ? (
          <div>
            <p>
              <strong>Devront signer de nouveau</strong>, puisque leur signature porte sur le texte
              d’aujourd’hui{'\u00a0'}:
            </p>
            <ul className={classes.reasons}>
              {signed.map((one) => (
                <li key={one.id}>
                  {one.nom}, {one.party}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </MotifDialog>
      <MotifDialog
        {...shared}
        title="Abandonner l’acte"
        confirm="Abandonner l’acte"
        opened={asked === 'abandonner'}
      >
        <p>Il restera lisible, mais ne pourra plus être ni écrit ni signé. C’est définitif.</p>
      </MotifDialog>
      <EndingDialog
        {...shared}
        opened={asked === 'resilier'}
        notice={life.notice}
        onConfirm={(ending) => move.mutate({ move: 'resilier', ...ending }, { onSuccess: close })}
      />
    </div>
  );
}
