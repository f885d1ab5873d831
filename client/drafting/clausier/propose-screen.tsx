import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { ApiFailure, sentenceOf } from '#client/app/api.ts';
import { SignedInOnly } from '#client/identity/signed-in-only.tsx';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import { LoadingScreen } from '#client/ui/loading.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { previewClause, readProposedClause } from '#shared/drafting/clausier.ts';
import { FAMILY_NAMES } from '#shared/drafting/families.ts';
import type { TendedDetail } from '#shared/drafting/house-wire.ts';
import type { Me } from '#shared/identity/wire.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { parisDay } from '#shared/kernel/paris.ts';
import { BodyField } from './body-field.tsx';
import { ClauseProblem } from './clause-screen.tsx';
import classes from './clausier.module.css';
import { blankDraft, type ClauseDraft, completed, draftOf, missingHead, sourceOf } from './draft.ts';
import { HeadFields } from './head-fields.tsx';
import { PagePreview } from './page-preview.tsx';
import { placeProblems } from './problems.ts';
import { useClause, usePropose } from './queries.ts';

const makePreviewId = blockIdsFrom(Math.random);

/**
 * `/clausier/nouvelle` for a clause that the clausier does not have (`id` is `null`); `/clausier/:id/proposer` for a
 * version of one, from the one offered, or with `?version=2` from that one.
 */
export default function ProposeScreen({ id }: { readonly id: string | null }) {
  return (
    <SignedInOnly>
      {(me) =>
        id === null ? (
          <ProposeForm me={me} of={null} initial={blankDraft()} back="/clausier" />
        ) : (
          <ProposeVersion me={me} id={id} />
        )
      }
    </SignedInOnly>
  );
}

function ProposeVersion({ me, id }: { readonly me: Me; readonly id: string }) {
  const asked = Number(new URLSearchParams(useSearch()).get('version') ?? Number.NaN);
  const clause = useClause(id, Number.isInteger(asked) ? asked : null);
  if (clause.isPending) return <LoadingScreen />;
  if (clause.isError) return <ClauseProblem error={clause.error} onRetry={() => void clause.refetch()} />;
  const back = `/clausier/${id}`;
  return <ProposeForm me={me} of={clause.data} initial={draftOf(clause.data.source)} back={back} />;
}

interface ProposeFormProps {
  readonly me: Me;
  /** The clause that gets a version; `null` for a new clause. */
  readonly of: TendedDetail | null;
  readonly initial: ClauseDraft;
  readonly back: string;
}

/** What a draft gives: its problems, and its preview when its text can be read. */
function examine(draft: ClauseDraft, stamp: { readonly date: string; readonly auteur: string }) {
  const missing = missingHead(draft);
  const source = sourceOf(completed(draft), stamp);
  const read = readProposedClause(source);
  if (!read.ok) {
    const messages = read.error.map(({ message }) => message);
    return { problems: [...missing, ...placeProblems(source, messages)], content: null };
  }
  const preview = previewClause(read.value, makePreviewId);
  if (preview.ok) return { problems: missing, content: preview.value };
  const problems = preview.error.map(({ message }) => ({ place: 'En-tête, variables', message, line: null }));
  return { problems: [...missing, ...problems], content: null };
}

function ProposeForm({ me, of, initial, back }: ProposeFormProps) {
  const [, navigate] = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const propose = usePropose();
  const [draft, setDraft] = useState(initial);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const stamp = useMemo(() => ({ date: parisDay(Date.now()), auteur: me.person.name }), [me]);
  const source = sourceOf(draft, stamp);
  const settled = useDeferredValue(draft);
  const examined = useMemo(() => examine(settled, stamp), [settled, stamp]);
  // The last text that could be read stays in sight while one types the next.
  const [last, setLast] = useState(initial.corps === '' ? null : examined.content);
  if (examined.content !== null && examined.content !== last && settled.corps.trim() !== '')
    setLast(examined.content);
  const untouched = draft.corps.trim() === '' && !tried;
  const problems = untouched ? [] : examined.problems;
  const failure = propose.error instanceof ApiFailure ? placeProblems(source, propose.error.details) : [];

  const change = (next: Partial<ClauseDraft>) => {
    setDraft((before) => ({ ...before, ...next }));
    if (propose.isError) propose.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (examine(draft, stamp).problems.length > 0) return focusFirstInvalid(form.current);
    propose.mutate(
      { source, note: note.trim() },
      { onSuccess: ({ id, version }) => navigate(`/clausier/${id}?version=${version}`) },
    );
  };
  return (
    <Screen
      title={of === null ? 'Proposer une clause' : 'Proposer une version'}
      lead={
        of === null
          ? 'Une fois approuvée, elle sera offerte aux nouvelles conventions de la même famille.'
          : `${FAMILY_NAMES[of.famille]} (${of.variante.replaceAll('-', ' ')}), à partir de la version ${of.version}. Elle servira une fois approuvée.`
      }
    >
      <form ref={form} className={classes.propose} onSubmit={submit} noValidate>
        <div className={classes.column}>
          <BodyField
            draft={draft}
            invalid={problems.some(({ line }) => line !== null) || (tried && draft.corps.trim() === '')}
            onChange={change}
          />
          <HeadFields draft={draft} known={of !== null} tried={tried} onChange={change} />
          <Textarea
            label="Pourquoi cette proposition"
            description="Facultatif ; se lit dans l’historique."
            maxLength={1000}
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {propose.isError ? (
            <Problem takesFocus message={sentenceOf(propose.error)}>
              {failure.length > 0 ? (
                <ul>
                  {failure.map(({ place, message }) => (
                    <li key={place + message}>
                      <strong>{place}.</strong> {message}
                    </li>
                  ))}
                </ul>
              ) : null}
            </Problem>
          ) : null}
          <div className={classes.buttons}>
            <Button type="submit" size="md" loading={propose.isPending}>
              Proposer
            </Button>
            <ButtonLink href={back} size="md" variant="default">
              Annuler
            </ButtonLink>
          </div>
        </div>
        <div className={classes.previewColumn}>
          <section className={classes.problems} aria-labelledby="a-corriger">
            <h2 id="a-corriger">
              {problems.length === 0
                ? 'Rien à corriger'
                : `${problems.length} ${problems.length > 1 ? 'points' : 'point'} à corriger`}
            </h2>
            <div role="status">
              {problems.length === 0 ? (
                <p className={classes.none}>
                  {untouched ? 'Écrivez le texte : l’aperçu suivra.' : 'Le texte se lit et se remplit.'}
                </p>
              ) : (
                <ul>
                  {problems.map(({ place, message }) => (
                    <li key={place + message}>
                      <strong>{place}.</strong> {message}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </section>
          {last === null || draft.corps.trim() === '' ? null : (
            <section className={classes.column} aria-label="Aperçu">
              {examined.content === null ? (
                <p className={classes.none}>Aperçu du dernier texte lisible :</p>
              ) : null}
              <PagePreview content={last} />
            </section>
          )}
        </div>
      </form>
    </Screen>
  );
}
