import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { containsWords } from '#client/ui/words.ts';
import type { OrganisationSummary } from '#shared/identity/annuaire-wire.ts';
import { representativeOn } from '#shared/identity/organisation.ts';
import classes from './new-act.module.css';

interface OrganisationPickerProps {
  readonly id: string;
  readonly annuaire: readonly OrganisationSummary[];
  /** Ids of those that are parties already. */
  readonly taken: ReadonlySet<string>;
  readonly today: string;
  readonly error: string | undefined;
  readonly onChoose: (organisation: OrganisationSummary) => void;
  /** @param name what was searched for */
  readonly onNew: (name: string) => void;
}

/** @returns « Madame Hélène Marchetti, Présidente » */
export function signatoryName(person: { civilite: string; nom: string; capacite: string }): string {
  const name = [person.civilite, person.nom].filter(Boolean).join(' ');
  return [name, person.capacite].filter(Boolean).join(', ');
}

/** Where a party is found in the annuaire, by any word of its name, sigle, seat or representative; or added. */
export function OrganisationPicker(props: OrganisationPickerProps) {
  const { id, annuaire, taken, today, error, onChoose, onNew } = props;
  const [search, setSearch] = useState('');
  // Leaving the field empties it: what was typed last is the name of the one to add.
  const [typed, setTyped] = useState('');
  const byId = new Map<string, OrganisationSummary>(annuaire.map((each) => [each.id, each]));
  const told = (value: string) => {
    const fiche = byId.get(value)?.fiche;
    if (fiche === undefined) return null;
    const person = representativeOn(fiche.representants, today);
    return { fiche, person: person === null ? '' : signatoryName(person) };
  };
  return (
    <div className={classes.picker}>
      <Select
        id={id}
        label="Organisation"
        placeholder="Nom, sigle, ville…"
        description="Dans l’annuaire, par n’importe quel mot."
        searchable
        searchValue={search}
        onSearchChange={setSearch}
        onInput={(event) => setTyped(event.currentTarget.value)}
        value={null}
        error={error}
        limit={60}
        maxDropdownHeight={320}
        data={annuaire.map(({ id: value, fiche }) => ({
          value,
          label: fiche.sigle === '' ? fiche.denomination : `${fiche.denomination} (${fiche.sigle})`,
          disabled: taken.has(value),
        }))}
        filter={({ options, search: words }) =>
          options.filter((option) => {
            if (!('value' in option)) return false;
            const { fiche, person } = told(option.value) ?? { fiche: null, person: '' };
            return containsWords(`${option.label} ${fiche?.siege ?? ''} ${person}`, words.trim());
          })
        }
        renderOption={({ option }) => {
          const { fiche, person } = told(option.value) ?? { fiche: null, person: '' };
          return (
            <span className={classes.option}>
              <span>{option.label}</span>
              <small>{taken.has(option.value) ? 'Déjà partie à cet acte' : fiche?.siege}</small>
              {person === '' ? null : <small>{person}</small>}
            </span>
          );
        }}
        // The list opens over the button below: where it finds nothing, it offers the same.
        nothingFoundMessage={
          <Button
            variant="subtle"
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onNew(typed.trim())}
          >
            Aucune de ce nom{'\u00a0'}: l’ajouter
          </Button>
        }
        onChange={(value) => {
          const found = value === null ? undefined : byId.get(value);
          if (found !== undefined) onChoose(found);
        }}
      />
      <Button
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden="true" />}
        onClick={() => onNew(typed.trim())}
      >
        Nouvelle organisation
      </Button>
    </div>
  );
}
