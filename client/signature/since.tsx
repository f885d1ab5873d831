import { SentenceList } from '#client/versions/compare/sentence-list.tsx';
import { sentenceStops } from '#client/versions/compare/stops.ts';
import { useComparison } from '#client/versions/comparer.ts';
import type { ActContent } from '#shared/document/model.ts';
import type { SigningPage } from '#shared/signature/wire.ts';
import classes from './signature.module.css';
import { dayOf } from './words.ts';

interface SinceProps {
  readonly since: NonNullable<SigningPage['since']>;
  readonly content: ActContent;
}

/** What changed since somebody signed, or read, last: one sentence per change. */
export function Since({ since, content }: SinceProps) {
  const job = useComparison(since.content, content);
  const from = since.kind === 'signature' ? 'votre signature' : 'votre dernière lecture';
  return (
    <section className={classes.card} aria-labelledby="ce-qui-a-change">
      <h2 id="ce-qui-a-change">Ce qui a changé</h2>
      <p className={classes.soft}>
        Depuis {from}, le {dayOf(since.at)}.
      </p>
      {job.kind === 'attente' ? <p role="status">Lecture de ce qui a changé…</p> : null}
      {job.kind === 'panne' ? <p>La comparaison s’est interrompue. Rechargez la page.</p> : null}
      {job.kind === 'fait' && job.compared.sentences.length === 0 ? (
        <p>Rien n’a changé : c’est le texte que vous connaissez.</p>
      ) : null}
      {job.kind === 'fait' && job.compared.sentences.length > 0 ? (
        <SentenceList
          view={job.compared.view}
          sentences={job.compared.sentences}
          stops={sentenceStops(job.compared.sentences)}
          current={null}
        />
      ) : null}
    </section>
  );
}
