import { Button, Skeleton, Textarea } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconArrowLeft, IconCopy } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { failedWith, sentenceOf } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { SignedOut } from '#client/identity/signed-out.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { type HistoricCard, MAX_HISTORIC } from '#shared/avenants/reading/wire.ts';
import classes from './avenants.module.css';
import { HistoricCardView } from './historic-card.tsx';
import { useAvenant, useDecideCard, useHistoric, useReadHistoric } from './queries.ts';

/** What stands in no text yet, whatever was decided. */
const isUnplaced = ({ kind, decision }: HistoricCard): boolean =>
  kind !== 'frame' && decision !== 'acceptee' && decision !== 'gardee' && decision !== 'a-la-main';

/** `/actes/:id/reprise`: a historic avenant, pasted, carried over stipulation by stipulation into an avenant. */
export default function HistoricScreen({ id }: { readonly id: string }) {
  const avenant = useAvenant(id, false);
  const historic = useHistoric(id);
  const error = avenant.error ?? historic.error;
  if (failedWith(error, 'session.absente')) return <SignedOut />;
  return (
    <Screen
      title="Lire un avenant"
      lead="Collez le texte d’un avenant existant. Chaque stipulation devient une carte à accepter ; rien n’en est perdu."
      actions={
        <>
          <ButtonLink
            href={`/actes/${id}`}
            variant="default"
            leftSection={<IconArrowLeft size={17} aria-hidden="true" />}
          >
            L’avenant
          </ButtonLink>
          {avenant.data === undefined ? null : (
            <ButtonLink href={`/actes/${avenant.data.workingId}`} variant="default">
              Texte consolidé
            </ButtonLink>
          )}
        </>
      }
    >
      {error ? (
        <Failure error={error} onRetry={() => void historic.refetch()} />
      ) : historic.data === undefined ? (
        <Skeleton height={240} />
      ) : (
        <>
          {historic.data.canWrite ? (
            <PasteForm key={historic.data.texte ?? ''} id={id} texte={historic.data.texte ?? ''} />
          ) : null}
          {historic.data.cards.length === 0 ? null : (
            <Cards id={id} cards={historic.data.cards} canWrite={historic.data.canWrite} />
          )}
        </>
      )}
    </Screen>
  );
}

function PasteForm({ id, texte }: { readonly id: string; readonly texte: string }) {
  const read = useReadHistoric(id);
  const [text, setText] = useState(texte);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    read.mutate(text);
  };
  return (
    <form className={classes.card} onSubmit={submit}>
      <Textarea
        label="Texte de l’avenant"
        autosize
        minRows={texte === '' ? 10 : 3}
        maxRows={14}
        maxLength={MAX_HISTORIC}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {texte !== '' && text !== texte ? (
        <p>
          Lire un autre texte efface les décisions ci-dessous{'\u202f'}; ce qui est déjà dans les textes y
          reste.
        </p>
      ) : null}
      {read.error ? <Problem message={sentenceOf(read.error)} /> : null}
      <div>
        <Button type="submit" loading={read.isPending} disabled={text === texte}>
          Lire cet avenant
        </Button>
      </div>
    </form>
  );
}

interface CardsProps {
  readonly id: string;
  readonly cards: readonly HistoricCard[];
  readonly canWrite: boolean;
}

function Cards({ id, cards, canWrite }: CardsProps) {
  const decide = useDecideCard(id);
  const shown = cards.filter(({ kind }) => kind !== 'frame');
  const frame = cards.filter(({ kind, text }) => kind === 'frame' && text.trim() !== '');
  const open = shown.filter(({ decision }) => decision === null).length;
  return (
    <>
      <section className={classes.card} aria-labelledby="reprise-cartes">
        <h2 id="reprise-cartes">Stipulations</h2>
        <p role="status">
          {open === 0
            ? 'Tout est décidé.'
            : `${open}\u00a0stipulation${open > 1 ? 's' : ''} à décider sur ${shown.length}.`}
        </p>
        <ol className={classes.cards}>
          {shown.map((card) => (
            <HistoricCardView
              key={card.rank}
              card={card}
              canWrite={canWrite}
              busy={decide.isPending && decide.variables.rank === card.rank}
              refused={decide.error && decide.variables?.rank === card.rank ? sentenceOf(decide.error) : null}
              onDecide={(decision, proposal) =>
                decide.mutate({ rank: card.rank, text: card.text, decision, proposal })
              }
            />
          ))}
        </ol>
      </section>
      <Unplaced cards={shown.filter(isUnplaced)} />
      {frame.length === 0 ? null : (
        <details className={classes.card}>
          <summary>Titre, parties, visas et signatures, laissés de côté</summary>
          <div>
            {frame.map(({ rank, text }) => (
              <p key={rank}>{text.trim()}</p>
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function Unplaced({ cards }: { readonly cards: readonly HistoricCard[] }) {
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <section className={classes.card} aria-labelledby="reprise-reste">
      <h2 id="reprise-reste">Ce qui n’est dans aucun texte</h2>
      {cards.length === 0 ? (
        <p>Rien{'\u00a0'}: chaque stipulation est dans l’un des deux textes.</p>
      ) : (
        <>
          <ul>
            {cards.map(({ rank, text }) => (
              <li key={rank}>
                <a href={`#carte-${rank}`}>{text.trim()}</a>
              </li>
            ))}
          </ul>
          <div>
            <Button
              variant="default"
              leftSection={<IconCopy size={16} aria-hidden="true" />}
              onClick={() => clipboard.copy(cards.map(({ text }) => text.trim()).join('\n'))}
            >
              {clipboard.copied ? 'Copié' : 'Copier ce qui reste'}
            </Button>
          </div>
          <p role="status">
            {clipboard.error ? 'Le navigateur a refusé la copie\u00a0: sélectionnez le texte ci-dessus.' : ''}
          </p>
        </>
      )}
    </section>
  );
}
