import { NativeSelect } from '@mantine/core';
import { Link } from 'wouter';
import { sentenceOf } from '#client/app/api.ts';
import { Problem } from '#client/ui/problem.tsx';
import { GRAINS } from '#shared/avenants/model.ts';
import type { AvenantDetail } from '#shared/avenants/wire.ts';
import classes from './avenants.module.css';
import { useChooseGrain } from './queries.ts';
import { passageHref } from './working-text.tsx';

const GRAIN_NAMES = [
  { value: 'words', label: 'Par mots' },
  { value: 'alinea', label: 'Par alinéas entiers' },
  { value: 'division', label: 'L’article entier' },
];

interface InstructionsProps {
  readonly avenant: AvenantDetail;
  /** A passage of the consolidated text is about to be shown. */
  readonly onGo: () => void;
}

/** What an avenant says now, as it will be signed, and what is to be settled before. */
export function Instructions({ avenant, onGo }: InstructionsProps) {
  const { articles, refusals, findings, target } = avenant;
  const choose = useChooseGrain(avenant.id);
  return (
    <div className={classes.read}>
      <p className={classes.soft}>
        Cet avenant modifie{' '}
        {target.readable ? <Link href={`/actes/${target.id}`}>{target.title}</Link> : target.title}. Les
        instructions s’écrivent d’elles-mêmes pendant que le texte consolidé est modifié.
      </p>
      {refusals.length > 0 ? (
        <section aria-labelledby="avenant-refus">
          <h3 id="avenant-refus">Ce qu’aucune instruction n’exprime</h3>
          <ul>
            {refusals.map(({ address, reason, remedy }) => (
              <li key={`${address} ${reason}`}>
                {address === null ? null : <strong>{address}. </strong>}
                {reason} {remedy}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {findings.length > 0 ? (
        <section aria-labelledby="avenant-avant">
          <h3 id="avenant-avant">Avant de signer</h3>
          <ul>
            {findings.map(({ blocking, message, block }) => (
              <li key={message}>
                <strong>{blocking ? 'Bloquant. ' : 'À vérifier. '}</strong>
                {message}{' '}
                {block === null ? null : (
                  <Link href={passageHref(avenant.workingId, block)} onClick={onGo}>
                    Voir le passage
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="avenant-instructions" aria-live="polite">
        <h3 id="avenant-instructions">Instructions</h3>
        {choose.error ? <Problem message={sentenceOf(choose.error)} /> : null}
        {articles.length === 0 ? (
          <p className={classes.soft}>
            Aucune pour l’instant. Ouvrez le texte consolidé et modifiez-le comme un texte ordinaire.
          </p>
        ) : (
          articles.map(({ title, lines, about }) => (
            <article key={`${title} ${lines.join()}`} className={classes.article}>
              <h4>{title}</h4>
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
              {about !== null && avenant.canWrite ? (
                <NativeSelect
                  className={classes.grain}
                  size="sm"
                  label="Finesse des instructions"
                  data={GRAIN_NAMES}
                  value={about.grain}
                  disabled={choose.isPending}
                  onChange={(event) => {
                    const grain = GRAINS.find((one) => one === event.currentTarget.value);
                    if (grain !== undefined) choose.mutate({ division: about.id, grain });
                  }}
                />
              ) : null}
            </article>
          ))
        )}
      </section>
    </div>
  );
}
