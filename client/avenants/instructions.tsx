import { Link } from 'wouter';
import type { AvenantDetail } from '#shared/avenants/wire.ts';
import classes from './avenants.module.css';

/** What an avenant says now, as it will be signed, and what is to be settled before. */
export function Instructions({ avenant }: { readonly avenant: AvenantDetail }) {
  const { articles, refusals, findings, target } = avenant;
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
            {findings.map(({ blocking, message }) => (
              <li key={message}>
                <strong>{blocking ? 'Bloquant. ' : 'À vérifier. '}</strong>
                {message}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="avenant-instructions" aria-live="polite">
        <h3 id="avenant-instructions">Instructions</h3>
        {articles.length === 0 ? (
          <p className={classes.soft}>
            Aucune pour l’instant. Ouvrez le texte consolidé et modifiez-le comme un texte ordinaire.
          </p>
        ) : (
          articles.map(({ title, lines }) => (
            <article key={`${title} ${lines.join()}`} className={classes.article}>
              <h4>{title}</h4>
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </article>
          ))
        )}
      </section>
    </div>
  );
}
