import { Button, TextInput } from '@mantine/core';
import { IconFileOff, IconPlus } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { ApiFailure } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { SignedInOnly } from '#client/identity/signed-in-only.tsx';
import { Empty } from '#client/ui/empty.tsx';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import { LoadingRows } from '#client/ui/loading.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { MAX_PARTIES, type ModeleSummary } from '#shared/drafting/wire.ts';
import type { Me } from '#shared/identity/wire.ts';
import { useBeginAct, useModeles } from '../queries.ts';
import {
  checkDraft,
  type Draft,
  type DraftErrors,
  emptyParty,
  errorsFromServer,
  keepDraft,
  moveParty,
  newDraft,
  readDraft,
  requestOf,
  shownValue,
  suggestedTitle,
} from './draft.ts';
import { ModeleChoice } from './modele-choice.tsx';
import classes from './new-act.module.css';
import { PartyCard } from './party-card.tsx';
import { VariableField } from './variable-field.tsx';

/** `/actes/nouveau`: a modèle, the parties, the few variables; out comes a draft with everything filled in. */
export default function NewActScreen() {
  return <SignedInOnly>{(me) => <NewAct me={me} />}</SignedInOnly>;
}

function NewAct({ me }: { readonly me: Me }) {
  const modeles = useModeles();
  return (
    <Screen
      title="Nouvelle convention"
      lead="Trois étapes, puis un premier texte complet que vous écrirez ensemble. Tout reste modifiable."
      width="narrow"
    >
      {modeles.isPending ? (
        <div role="status" aria-label="Chargement des modèles">
          <LoadingRows rows={2} />
        </div>
      ) : null}
      {modeles.isError ? <Failure error={modeles.error} onRetry={() => void modeles.refetch()} /> : null}
      {modeles.data?.length === 0 ? (
        <Empty
          icon={<IconFileOff size={28} />}
          title="Ce serveur n’a aucun modèle"
          actions={<ButtonLink href="/actes/importer">Importer un texte</ButtonLink>}
        >
          <p>Vous pouvez partir du texte d’une convention existante.</p>
        </Empty>
      ) : null}
      {modeles.data && modeles.data.length > 0 ? <NewActForm me={me} modeles={modeles.data} /> : null}
    </Screen>
  );
}

interface NewActFormProps {
  readonly me: Me;
  readonly modeles: readonly ModeleSummary[];
}

function NewActForm({ me, modeles }: NewActFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [, navigate] = useLocation();
  const begin = useBeginAct();
  const [draft, setDraft] = useState<Draft>(() => readDraft() ?? newDraft(me.organisation));
  const [errors, setErrors] = useState<DraftErrors>({});
  const chosen = draft.modele ?? (modeles.length === 1 ? (modeles[0]?.id ?? null) : null);
  const modele = modeles.find(({ id }) => id === chosen) ?? null;

  useEffect(() => {
    if (!begin.isSuccess) keepDraft(draft);
  }, [draft, begin.isSuccess]);

  const change = (next: Partial<Draft>, ...corrected: readonly string[]) => {
    setDraft((before) => ({ ...before, ...next }));
    setErrors((before) =>
      Object.fromEntries(
        Object.entries(before).filter(([field]) => !corrected.some((start) => field.startsWith(start))),
      ),
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkDraft(draft, modele);
    setErrors(found);
    if (Object.keys(found).length > 0 || modele === null) return focusFirstInvalid(form.current);
    begin.mutate(requestOf(draft, modele), {
      onSuccess: ({ id }) => {
        keepDraft(null);
        navigate(`/actes/${id}`);
      },
      onError: (error) => {
        if (!(error instanceof ApiFailure)) return;
        const told = errorsFromServer(error.details, modele.variables).errors;
        setErrors(told);
        if (Object.keys(told).length > 0) focusFirstInvalid(form.current);
      },
    });
  };
  const startAgain = () => {
    begin.reset();
    setErrors({});
    setDraft(newDraft(me.organisation));
  };
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <section className={classes.section} aria-labelledby="etape-modele">
        <h2 id="etape-modele">
          <span className={classes.step}>1</span> Le modèle
        </h2>
        <ModeleChoice
          modeles={modeles}
          value={chosen}
          error={errors.modele}
          onChange={(id) => change({ modele: id }, 'modele', 'valeur')}
        />
      </section>
      <PartiesSection
        draft={draft}
        modele={modele}
        errors={errors}
        onChange={(parties, ...corrected) => change({ parties }, 'parties', ...corrected)}
      />
      <section className={classes.section} aria-labelledby="etape-contenu">
        <h2 id="etape-contenu">
          <span className={classes.step}>3</span> Le contenu
        </h2>
        <p className={classes.help}>
          Ces valeurs paraîtront partout où le texte les emploie. Laissez vide ce qui n’est pas encore décidé.
        </p>
        <div className={classes.card}>
          <TextInput
            className={classes.wide}
            label="Titre"
            description="C’est lui que les parties verront dans leur portefeuille."
            error={errors.titre}
            value={draft.titre ?? (modele ? suggestedTitle(modele, draft.parties) : '')}
            onChange={(event) => change({ titre: event.currentTarget.value }, 'titre')}
          />
          {modele?.variables.map((variable) => (
            <VariableField
              key={variable.chemin}
              variable={variable}
              value={shownValue(draft, variable)}
              error={errors[`valeur.${variable.chemin}`]}
              onChange={(value) =>
                change(
                  { valeurs: { ...draft.valeurs, [variable.chemin]: value } },
                  `valeur.${variable.chemin}`,
                )
              }
            />
          ))}
        </div>
      </section>
      <div className={classes.submit}>
        {begin.isError ? (
          <Failure takesFocus title="La convention n’a pas été créée." error={begin.error} detailed />
        ) : null}
        {Object.keys(errors).length > 0 ? (
          <p role="alert">
            {Object.keys(errors).length > 1
              ? `${Object.keys(errors).length} champs sont à corriger.`
              : 'Un champ est à corriger.'}
          </p>
        ) : null}
        <div className={classes.buttons}>
          <Button type="submit" size="md" loading={begin.isPending || begin.isSuccess}>
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

interface PartiesSectionProps {
  readonly draft: Draft;
  readonly modele: ModeleSummary | null;
  readonly errors: DraftErrors;
  readonly onChange: (parties: Draft['parties'], ...corrected: readonly string[]) => void;
}

function PartiesSection({ draft, modele, errors, onChange }: PartiesSectionProps) {
  const { parties } = draft;
  const min = modele?.partiesMin ?? 2;
  const max = Math.min(modele?.partiesMax ?? MAX_PARTIES, MAX_PARTIES);
  return (
    <section className={classes.section} aria-labelledby="etape-parties">
      <h2 id="etape-parties">
        <span className={classes.step}>2</span> Les parties
      </h2>
      <p className={classes.help}>
        Dans l’ordre où le texte les présente. Seule la dénomination est nécessaire pour commencer.
      </p>
      <ol className={classes.parties}>
        {parties.map((party, rank) => (
          <PartyCard
            key={party.cle}
            party={party}
            rank={rank}
            count={parties.length}
            removable={parties.length > min}
            errors={errors}
            onChange={(next) => onChange(parties.with(rank, next), `partie.${party.cle}.`)}
            onMove={(to) => onChange(moveParty(parties, rank, to))}
            onRemove={() => onChange(parties.toSpliced(rank, 1), `partie.${party.cle}.`)}
          />
        ))}
      </ol>
      {errors.parties ? <p className={classes.error}>{errors.parties}</p> : null}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          disabled={parties.length >= max}
          onClick={() => onChange([...parties, emptyParty(parties)])}
        >
          Ajouter une partie
        </Button>
      </div>
    </section>
  );
}
