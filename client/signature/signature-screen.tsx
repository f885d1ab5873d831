import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { useAct } from '#client/drafting/queries.ts';
import { SignedOut } from '#client/identity/signed-out.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { SealCard } from '#client/verification/seal-card.tsx';
import type { CeremonyAnswer } from '#shared/signature/wire.ts';
import { CeremonyCard } from './ceremony-card.tsx';
import { LifeCard, LifeSteps } from './life-card.tsx';
import { OpenForm } from './open-form.tsx';
import { useCeremony, useLife } from './queries.ts';
import classes from './signature.module.css';
import { dayOf } from './words.ts';

/** `/actes/:id/signature`: the act's life, from the text being frozen to its last signature. */
export default function SignatureScreen({ id }: { readonly id: string }) {
  const act = useAct(id);
  const life = useLife(id);
  const ceremony = useCeremony(id);
  const [links, setLinks] = useState<CeremonyAnswer['links']>([]);
  const error = act.error ?? life.error ?? ceremony.error;
  if (failedWith(error, 'session.absente')) return <SignedOut />;
  const answer = ceremony.data;
  return (
    <Screen
      title="État et signature"
      lead={act.data?.title ?? '\u00a0'}
      actions={
        <>
          <ButtonLink
            href={`/actes/${id}`}
            variant="default"
            leftSection={<IconArrowLeft size={17} aria-hidden="true" />}
          >
            Revenir à l’acte
          </ButtonLink>
          <ButtonLink href={`/actes/${id}/journal`} variant="default">
            Journal
          </ButtonLink>
        </>
      }
    >
      {error ? (
        <Failure
          error={error}
          onRetry={() => {
            void act.refetch();
            void life.refetch();
            void ceremony.refetch();
          }}
        />
      ) : life.data === undefined || answer === undefined ? (
        <LoadingRows />
      ) : (
        <div className={classes.stack}>
          <LifeSteps life={life.data} />
          <SealCard actId={id} />
          {answer.again.length > 0 ? <Again again={answer.again} /> : null}
          {answer.ceremony === null ? null : (
            <CeremonyCard
              actId={id}
              ceremony={answer.ceremony}
              answer={answer}
              links={links}
              onLinks={setLinks}
            />
          )}
          {answer.can.open ? (
            <OpenForm
              key={life.data.frozen?.versionId}
              actId={id}
              answer={answer}
              onOpened={(opened) => setLinks(opened.links)}
            />
          ) : null}
          <LifeCard actId={id} life={life.data} ceremony={answer} />
        </div>
      )}
    </Screen>
  );
}

/** Rule G6: who signs again, and why. */
function Again({ again }: Pick<CeremonyAnswer, 'again'>) {
  return (
    <section className={classes.card} aria-labelledby="signer-de-nouveau">
      <h2 id="signer-de-nouveau">À signer de nouveau</h2>
      <p>Le texte a été rouvert après ces signatures{'\u00a0'}: elles ne valent pas pour le nouveau.</p>
      <ul className={classes.reasons}>
        {again.map((one) => (
          <li key={`${one.party} ${one.nom}`}>
            <strong>{one.nom}</strong>, {one.party} – avait signé le {dayOf(one.signedAt)}. Rouvert le{' '}
            {dayOf(one.voidedAt)}
            {'\u00a0'}: {one.motif}
          </li>
        ))}
      </ul>
    </section>
  );
}
