import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { ApiFailure, sentenceOf } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { today } from '#client/identity/annuaire/days.ts';
import { useAddOrganisation, useCompleteOrganisation } from '#client/identity/annuaire/queries.ts';
import { planDraft } from '#shared/drafting/plan.ts';
import type { ModeleSummary } from '#shared/drafting/wire.ts';
import type { OrganisationSummary } from '#shared/identity/annuaire-wire.ts';
import type { Me } from '#shared/identity/wire.ts';
import { useBeginAct } from '../queries.ts';
import { type Attention, attentionFromServer, attentionOf, underField } from './attention.ts';
import { AttentionList } from './attention-list.tsx';
import { ClausesSection } from './clauses-section.tsx';
import {
  completedFiche,
  type Draft,
  ficheOf,
  keepDraft,
  newDraft,
  readDraft,
  requestOf,
  signsByDelegation,
  suggestedTitle,
  withEnoughParties,
} from './draft.ts';
import { ModeleChoice } from './modele-choice.tsx';
import classes from './new-act.module.css';
import { PartiesSection } from './parties-section.tsx';
import { fieldId, revealNearest } from './reveal.ts';

interface NewActFormProps {
  readonly me: Me;
  readonly modeles: readonly ModeleSummary[];
  readonly annuaire: readonly OrganisationSummary[];
  readonly mayAdd: boolean;
}

const NO_MODELE: readonly Attention[] = [
  { genre: 'erreur', champ: 'modele', message: 'Choisissez un modèle.' },
];

/** The whole form; what is typed survives a reload, and a refusal. */
export function NewActForm({ me, modeles, annuaire, mayAdd }: NewActFormProps) {
  const [, navigate] = useLocation();
  const begin = useBeginAct();
  const addOrganisation = useAddOrganisation();
  const complete = useCompleteOrganisation();
  const day = today();
  const fresh = () => newDraft(me.organisation, annuaire, day);
  const [draft, setDraft] = useState<Draft>(() => readDraft() ?? fresh());
  // Fields that were left once, or all after a submit: only these show their error in place.
  const [seen, setSeen] = useState<ReadonlySet<string> | 'tous'>(new Set<string>());
  const [refused, setRefused] = useState<readonly Attention[]>([]);
  const chosen = draft.modele ?? (modeles.length === 1 ? (modeles[0]?.id ?? null) : null);
  const modele = modeles.find(({ id }) => id === chosen) ?? null;

  useEffect(() => {
    if (!begin.isSuccess) keepDraft(draft);
  }, [draft, begin.isSuccess]);

  const request = useMemo(() => (modele === null ? null : requestOf(draft, modele)), [draft, modele]);
  const plan = useMemo(
    () => (modele === null || request === null ? null : planDraft(modele, request)),
    [modele, request],
  );
  const attention = useMemo(
    () => (modele === null || request === null ? null : attentionOf(request, modele, day)),
    [modele, request, day],
  );
  const errors = [...(attention ?? NO_MODELE).filter(({ genre }) => genre === 'erreur'), ...refused];
  const errorOf = (champ: string) => {
    const found = errors.find((each) => each.champ === champ);
    if (found === undefined || (seen !== 'tous' && !seen.has(champ))) return undefined;
    return underField(found.message);
  };
  const onBlur = (champ: string) =>
    setSeen((before) => (before === 'tous' ? before : new Set([...before, champ])));
  const change = (next: Partial<Draft>) => {
    setRefused([]);
    setDraft((before) => ({ ...before, ...next }));
  };

  const send = async () => {
    if (modele === null) return;
    let current = draft;
    for (const [rank, party] of draft.parties.entries()) {
      if (!party.garder || party.organisation !== null) continue;
      const { id } = await addOrganisation.mutateAsync(ficheOf(party));
      // Kept at once: should the rest fail, it is not added twice.
      current = {
        ...current,
        parties: current.parties.with(rank, { ...party, organisation: id, garder: false }),
      };
      setDraft(current);
    }
    const { id } = await begin.mutateAsync(requestOf(current, modele));
    keepDraft(null);
    for (const party of current.parties) {
      const sheet = annuaire.find((one) => one.id === party.organisation);
      if (sheet === undefined || completedFiche(sheet.fiche, party) === null) continue;
      // The act is there already: a sheet that can't be completed is said, and holds nobody up.
      await complete
        .mutateAsync({ id: sheet.id, filled: (fiche) => completedFiche(fiche, party) })
        .catch((error: unknown) =>
          notifications.show({
            color: 'red',
            title: `La fiche «\u00a0${sheet.fiche.denomination}\u00a0» n’a pas été complétée.`,
            message: sentenceOf(error),
          }),
        );
    }
    navigate(`/actes/${id}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSeen('tous');
    const first = errors.find((each) => !refused.includes(each));
    if (first !== undefined) return void requestAnimationFrame(() => revealNearest(first.champ));
    setRefused([]);
    send().catch((error: unknown) => {
      if (!(error instanceof ApiFailure)) return;
      const told = attentionFromServer(error.details).errors;
      setRefused(told);
      const place = told[0]?.champ;
      if (place !== undefined) requestAnimationFrame(() => revealNearest(place));
    });
  };
  const startAgain = () => {
    begin.reset();
    addOrganisation.reset();
    setRefused([]);
    setSeen(new Set());
    setDraft(fresh());
    window.scrollTo({ top: 0 });
  };
  const accept = ({ champ, proposition }: Attention) => {
    const rank = Number(/^partie\.p(\d+)\.representant\.capacite$/.exec(champ)?.[1] ?? '0') - 1;
    const party = draft.parties[rank];
    if (party === undefined || proposition === undefined) return;
    change({ parties: draft.parties.with(rank, { ...party, capacite: proposition }) });
  };
  const failure = addOrganisation.error ?? begin.error;
  const wantsEngagements = plan?.etapes.some(({ variante }) => variante.engagements) ?? false;

  return (
    <form className={classes.layout} onSubmit={submit} noValidate>
      <div className={classes.form}>
        <section className={classes.section} aria-labelledby="etape-modele">
          <h2 id="etape-modele">
            <span className={classes.step}>1</span> Le modèle
          </h2>
          <ModeleChoice
            modeles={modeles}
            value={chosen}
            error={errorOf('modele')}
            onChange={(id) => {
              const min = modeles.find((each) => each.id === id)?.partiesMin ?? 2;
              change({ modele: id, variantes: {}, parties: withEnoughParties(draft.parties, min) });
            }}
          />
        </section>
        <PartiesSection
          parties={draft.parties}
          modele={modele}
          annuaire={annuaire}
          mayAdd={mayAdd}
          today={day}
          delegation={modele !== null && signsByDelegation(draft, modele)}
          withEngagements={wantsEngagements}
          errorOf={errorOf}
          onBlur={onBlur}
          onChange={(parties) => change({ parties })}
        />
        <section className={classes.section} aria-labelledby="etape-contenu">
          <h2 id="etape-contenu">
            <span className={classes.step}>3</span> Les clauses
          </h2>
          <p className={classes.help}>
            Dans l’ordre du texte. Chaque valeur paraîtra partout où le texte l’emploie{'\u202f'}; laissez
            vide ce qui n’est pas encore décidé.
          </p>
          <div className={classes.card}>
            <TextInput
              id={fieldId('titre')}
              className={classes.wide}
              label="Titre"
              description="C’est lui que les parties verront dans leur portefeuille."
              error={errorOf('titre')}
              value={draft.titre ?? (modele ? suggestedTitle(modele, draft.parties) : '')}
              onChange={(event) => change({ titre: event.currentTarget.value })}
            />
          </div>
          {modele !== null && plan !== null ? (
            <ClausesSection
              draft={draft}
              modele={modele}
              plan={plan}
              errorOf={errorOf}
              onBlur={onBlur}
              onVariant={(cle, variante) => change({ variantes: { ...draft.variantes, [cle]: variante } })}
              onValue={(chemin, value) => change({ valeurs: { ...draft.valeurs, [chemin]: value } })}
            />
          ) : (
            <p className={classes.help}>Choisissez d’abord un modèle.</p>
          )}
        </section>
      </div>
      <AttentionList items={attention} onAccept={accept} />
      <div className={classes.submit}>
        {failure !== null ? (
          <Failure takesFocus title="La convention n’a pas été créée." error={failure} detailed />
        ) : null}
        {seen === 'tous' && errors.length > 0 ? (
          <p role="alert">
            {errors.length > 1 ? `${errors.length} champs sont à corriger.` : 'Un champ est à corriger.'}
          </p>
        ) : null}
        <div className={classes.buttons}>
          <Button
            type="submit"
            size="md"
            loading={addOrganisation.isPending || begin.isPending || begin.isSuccess}
          >
            Créer la convention
          </Button>
          <Button variant="subtle" size="md" onClick={startAgain}>
            Tout effacer
          </Button>
        </div>
      </div>
    </form>
  );
}
