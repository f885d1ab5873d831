import { Button, Skeleton, Textarea, TextInput } from '@mantine/core';
import { IconArrowLeft, IconClipboardText, IconFilePlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { failedWith, sentenceOf } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { useAct } from '#client/drafting/queries.ts';
import { SignedOut } from '#client/identity/signed-out.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { printField } from '#shared/document/variables.ts';
import { ACT_STATE_NAMES } from '#shared/identity/roles.ts';
import classes from './avenants.module.css';
import { CompareForm } from './compare-form.tsx';
import { InForce } from './in-force.tsx';
import { useAvenants, useBeginAvenant } from './queries.ts';

const dayOf = (day: string) => printField({ type: 'date', libelle: '', valeur: day }, 'texte');

/** `/actes/:id/avenants`: the avenants of a signed act, how one begins, and the text in force on a day. */
export default function AvenantsScreen({ id }: { readonly id: string }) {
  const act = useAct(id);
  const list = useAvenants(id);
  if (failedWith(act.error ?? list.error, 'session.absente')) return <SignedOut />;
  return (
    <Screen
      title="Avenants et texte en vigueur"
      lead={act.data?.title ?? '\u00a0'}
      actions={
        <ButtonLink
          href={`/actes/${id}`}
          variant="default"
          leftSection={<IconArrowLeft size={17} aria-hidden="true" />}
        >
          L’acte signé
        </ButtonLink>
      }
    >
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <Skeleton height={160} />
      ) : (
        <section className={classes.card} aria-labelledby="avenants-liste">
          <h2 id="avenants-liste">Avenants</h2>
          {list.data.avenants.length === 0 ? (
            <p className={classes.soft}>Aucun avenant pour l’instant.</p>
          ) : (
            <ul className={classes.list}>
              {list.data.avenants.map((each) => (
                <li key={each.id}>
                  {each.readable ? <Link href={`/actes/${each.id}`}>{each.title}</Link> : each.title}
                  <span className={classes.soft}>
                    {ACT_STATE_NAMES[each.state]}
                    {each.effect === null ? '' : `, effet au ${dayOf(each.effect)}`}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {list.data.avenants.length > 0 ? <CompareForm id={id} avenants={list.data.avenants} /> : null}
          {list.data.canBegin ? <BeginForm id={id} /> : null}
        </section>
      )}
      <InForce id={id} />
    </Screen>
  );
}

function BeginForm({ id }: { readonly id: string }) {
  const begin = useBeginAvenant(id);
  const [, navigate] = useLocation();
  const [motif, setMotif] = useState('');
  const [effet, setEffet] = useState('');
  const start = (page: string) =>
    begin.mutate(
      { motif: motif.trim(), effet: effet === '' ? null : effet },
      { onSuccess: (created) => navigate(`/actes/${created.id}${page}`) },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start('');
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-labelledby="avenants-nouveau">
      <h3 id="avenants-nouveau">Nouvel avenant</h3>
      <Textarea
        label="Pourquoi cet avenant"
        description="Une ou deux phrases, imprimées dans son préambule. Elles se modifient ensuite."
        autosize
        minRows={2}
        maxLength={1000}
        value={motif}
        onChange={(event) => setMotif(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="Date d’effet"
        description="Facultatif. À défaut, la date de la dernière signature."
        value={effet}
        onChange={(event) => setEffet(event.currentTarget.value)}
      />
      {begin.error ? <Problem message={sentenceOf(begin.error)} /> : null}
      <Button
        type="submit"
        loading={begin.isPending}
        leftSection={<IconFilePlus size={17} aria-hidden="true" />}
      >
        Commencer l’avenant
      </Button>
      <p className={classes.soft}>
        Un avenant existe déjà, sur papier ou dans un fichier{'\u202f'}? Son texte collé devient des
        modifications à accepter une à une.
      </p>
      <Button
        variant="default"
        loading={begin.isPending}
        onClick={() => start('/reprise')}
        leftSection={<IconClipboardText size={17} aria-hidden="true" />}
      >
        Lire un avenant existant
      </Button>
    </form>
  );
}
