import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { ApiFailure, failedWith, sentenceOf } from '#client/app/api.ts';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import {
  type Fiche,
  ficheProblems,
  MAX_REPRESENTATIVES,
  type Representative,
} from '#shared/identity/organisation.ts';
import classes from './annuaire.module.css';

interface OrganisationFormProps {
  readonly fiche: Fiche;
  readonly onChange: (fiche: Fiche) => void;
  readonly onSubmit: () => void;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly submitLabel: string;
  /** Where *Annuler* leads. */
  readonly back: string;
}

const NOBODY: Representative = { civilite: '', nom: '', capacite: '', du: null, au: null };

/** The sheet as a form; what it holds is the caller's, so that nothing typed is lost when a save is refused. */
export function OrganisationForm(props: OrganisationFormProps) {
  const { fiche, onChange, onSubmit, pending, error, submitLabel, back } = props;
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const change = (next: Partial<Fiche>, field: string) => {
    onChange({ ...fiche, ...next });
    setErrors((before) =>
      Object.fromEntries(Object.entries(before).filter(([champ]) => !champ.startsWith(field))),
    );
  };
  const bind = (field: 'denomination' | 'sigle' | 'forme' | 'siege' | 'siren' | 'rna') => ({
    value: fiche[field],
    error: errors[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [field]: event.currentTarget.value }, field),
  });
  const { representants } = fiche;
  const people = (next: readonly Representative[]) => change({ representants: next }, 'representants');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = Object.fromEntries(ficheProblems(fiche).map(({ champ, message }) => [champ, message]));
    setErrors(found);
    if (Object.keys(found).length > 0) return focusFirstInvalid(form.current);
    onSubmit();
  };
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <fieldset className={classes.group}>
        <legend>Identité</legend>
        <TextInput
          label="Dénomination"
          required
          description="En toutes lettres, comme dans une convention."
          {...bind('denomination')}
        />
        <div className={classes.pair}>
          <TextInput label="Sigle" {...bind('sigle')} />
          <TextInput
            label="Forme juridique"
            placeholder="association régie par la loi du 1er juillet 1901…"
            {...bind('forme')}
          />
        </div>
        <TextInput label="Siège" placeholder="numéro, rue, code postal, ville" {...bind('siege')} />
        <div className={classes.pair}>
          <TextInput label="SIREN" placeholder="123 456 789" inputMode="numeric" {...bind('siren')} />
          <TextInput label="Numéro RNA" placeholder="W751234567" {...bind('rna')} />
        </div>
        <Checkbox
          label="Personne publique"
          description="État, collectivité, établissement public : cela change la clause de litige."
          checked={fiche.personnePublique}
          onChange={(event) => change({ personnePublique: event.currentTarget.checked }, 'personnePublique')}
        />
      </fieldset>
      <fieldset className={classes.group}>
        <legend>Représentants</legend>
        <p className={classes.none}>Le premier en fonction est proposé dans les actes.</p>
        {representants.map((person, rank) => (
          <RepresentativeFields
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added last, moved or removed as a whole
            key={rank}
            person={person}
            rank={rank}
            errors={errors}
            onChange={(next) => people(representants.with(rank, next))}
            onRaise={() => people(representants.toSpliced(rank, 1).toSpliced(rank - 1, 0, person))}
            onRemove={() => people(representants.toSpliced(rank, 1))}
          />
        ))}
        {representants.length < MAX_REPRESENTATIVES ? (
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={18} aria-hidden="true" />}
              onClick={() => people([...representants, NOBODY])}
            >
              Ajouter un représentant
            </Button>
          </div>
        ) : null}
      </fieldset>
      {error !== null && !failedWith(error, 'organisation.modifiee') ? (
        <Problem
          takesFocus
          message={sentenceOf(error)}
          details={error instanceof ApiFailure ? error.details : []}
        />
      ) : null}
      <div className={classes.buttons}>
        <Button type="submit" size="md" loading={pending}>
          {submitLabel}
        </Button>
        <ButtonLink href={back} size="md" variant="default">
          Annuler
        </ButtonLink>
      </div>
    </form>
  );
}

interface RepresentativeFieldsProps {
  readonly person: Representative;
  readonly rank: number;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (person: Representative) => void;
  readonly onRaise: () => void;
  readonly onRemove: () => void;
}

function RepresentativeFields(props: RepresentativeFieldsProps) {
  const { person, rank, errors, onChange, onRaise, onRemove } = props;
  const name = person.nom || `représentant ${rank + 1}`;
  const error = (field: keyof Representative) => errors[`representants.${rank}.${field}`];
  return (
    <fieldset className={classes.person} aria-label={`Représentant ${rank + 1}`}>
      <div className={classes.personFields}>
        <NativeSelect
          label="Civilité"
          data={[
            { value: '', label: '–' },
            { value: 'Madame', label: 'Madame' },
            { value: 'Monsieur', label: 'Monsieur' },
          ]}
          value={person.civilite}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ ...person, civilite: value === 'Madame' || value === 'Monsieur' ? value : '' });
          }}
        />
        <TextInput
          label="Prénom et nom"
          value={person.nom}
          error={error('nom')}
          autoComplete="off"
          onChange={(event) => onChange({ ...person, nom: event.currentTarget.value })}
        />
        <TextInput
          label="Qualité"
          placeholder="présidente, directeur…"
          value={person.capacite}
          error={error('capacite')}
          autoComplete="off"
          onChange={(event) => onChange({ ...person, capacite: event.currentTarget.value })}
        />
        <TextInput
          label="Mandat depuis le"
          type="date"
          value={person.du ?? ''}
          onChange={(event) => onChange({ ...person, du: event.currentTarget.value || null })}
        />
        <TextInput
          label="Jusqu’au"
          type="date"
          value={person.au ?? ''}
          error={error('au')}
          onChange={(event) => onChange({ ...person, au: event.currentTarget.value || null })}
        />
      </div>
      <div className={classes.personTools}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Monter ${name}`}
          disabled={rank === 0}
          onClick={onRaise}
        >
          <IconArrowUp size={18} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Retirer ${name}`} onClick={onRemove}>
          <IconTrash size={18} aria-hidden="true" />
        </ActionIcon>
      </div>
    </fieldset>
  );
}
