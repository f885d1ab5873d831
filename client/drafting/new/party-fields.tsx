import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { OrganisationSummary } from '#shared/identity/annuaire-wire.ts';
import { type PartyDraft, representedBy } from './draft.ts';
import classes from './new-act.module.css';
import { signatoryName } from './organisation-picker.tsx';
import { fieldId } from './reveal.ts';

export interface PartyFieldsProps {
  readonly party: PartyDraft;
  /** `partie.p1`: how rules name this party. */
  readonly base: string;
  /** Its sheet in the annuaire. */
  readonly sheet: OrganisationSummary | null;
  readonly mayAdd: boolean;
  /** The signature clause chosen lets somebody sign for another. */
  readonly delegation: boolean;
  readonly errorOf: (champ: string) => string | undefined;
  readonly onBlur: (champ: string) => void;
  readonly onChange: (party: PartyDraft) => void;
}

type TextField = 'denomination' | 'sigle' | 'forme' | 'siege' | 'siren' | 'rna' | 'presentation';
type SignatoryField = 'nom' | 'capacite' | 'delegant' | 'acte';

/** What ties an input to a field of the party, under the name that rules give it. */
function binder({ party, base, errorOf, onBlur, onChange }: PartyFieldsProps) {
  return (field: TextField | SignatoryField, champ: string = field) => ({
    id: fieldId(`${base}.${champ}`),
    value: party[field],
    error: errorOf(`${base}.${champ}`),
    autoComplete: 'off',
    onBlur: () => onBlur(`${base}.${champ}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...party, [field]: event.currentTarget.value }),
  });
}

/** What the paragraph of the party says of it. */
export function IdentityFields(props: PartyFieldsProps) {
  const { party, sheet, mayAdd, onChange } = props;
  const bind = binder(props);
  return (
    <>
      <TextInput label="Dénomination" required {...bind('denomination')} />
      <div className={classes.grid}>
        <TextInput label="Sigle" {...bind('sigle')} />
        <TextInput label="Forme juridique" placeholder="association loi 1901…" {...bind('forme')} />
      </div>
      <TextInput label="Siège" placeholder="numéro, rue, code postal, ville" {...bind('siege')} />
      <div className={classes.grid}>
        <TextInput label="SIREN" placeholder="123 456 789" inputMode="numeric" {...bind('siren')} />
        <TextInput label="Numéro RNA" placeholder="W751234567" {...bind('rna')} />
      </div>
      <Checkbox
        label="Personne publique"
        description="État, collectivité, établissement public : cela change la clause de litige."
        checked={party.personnePublique}
        onChange={(event) => onChange({ ...party, personnePublique: event.currentTarget.checked })}
      />
      {sheet === null ? null : (
        <Textarea label="Présentation" autosize minRows={2} maxRows={10} {...bind('presentation')} />
      )}
      {sheet === null && mayAdd ? (
        <Checkbox
          label="Garder cette organisation dans l’annuaire"
          description="Elle sera proposée pour les prochains actes."
          checked={party.garder}
          onChange={(event) => onChange({ ...party, garder: event.currentTarget.checked })}
        />
      ) : null}
    </>
  );
}

/** Who signs, in which capacity, and for whom. */
export function SignatoryFields(props: PartyFieldsProps) {
  const { party, base, sheet, delegation, onChange } = props;
  const bind = binder(props);
  const people = sheet?.fiche.representants ?? [];
  const current = people.findIndex(
    ({ civilite, nom, capacite }) =>
      civilite === party.civilite && nom === party.nom && capacite === party.capacite,
  );
  return (
    <div className={classes.signatory}>
      {people.length > 1 || (people.length > 0 && current === -1) ? (
        <NativeSelect
          label="Qui signe"
          data={[
            ...people.map((person, rank) => ({ value: String(rank), label: signatoryName(person) })),
            { value: '', label: 'Une autre personne' },
          ]}
          value={current === -1 ? '' : String(current)}
          onChange={(event) =>
            onChange(representedBy(party, people[Number(event.currentTarget.value || '-1')] ?? null))
          }
        />
      ) : null}
      <div className={classes.representative}>
        <NativeSelect
          id={fieldId(`${base}.representant.civilite`)}
          label="Civilité"
          data={[
            { value: '', label: '–' },
            { value: 'Madame', label: 'Madame' },
            { value: 'Monsieur', label: 'Monsieur' },
          ]}
          value={party.civilite}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ ...party, civilite: value === 'Madame' || value === 'Monsieur' ? value : '' });
          }}
        />
        <TextInput label="Représentée par" placeholder="prénom et nom" {...bind('nom', 'representant.nom')} />
        <TextInput
          label="Qualité"
          placeholder="présidente, directeur…"
          {...bind('capacite', 'representant.capacite')}
        />
      </div>
      {delegation ? (
        <>
          <Checkbox
            label="Signe par délégation (« P/ »)"
            description="Pour le président ou la présidente, en vertu d’un acte à citer."
            checked={party.delegue}
            onChange={(event) => onChange({ ...party, delegue: event.currentTarget.checked })}
          />
          {party.delegue ? (
            <div className={classes.pair}>
              <TextInput
                label="Pour qui"
                placeholder="la Présidente"
                {...bind('delegant', 'representant.delegant')}
              />
              <TextInput
                label="Acte qui donne délégation"
                placeholder="la délibération du 4 mars 2026"
                {...bind('acte', 'representant.acte')}
              />
            </div>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

/** What this party undertakes, for the clause that prints it. */
export function EngagementsField({ party, base, errorOf, onChange }: PartyFieldsProps) {
  return (
    <Textarea
      id={fieldId(`${base}.engagements`)}
      label="Ses engagements propres"
      description="Un par ligne, à l’infinitif : la clause les met en liste."
      placeholder={'informer ses adhérents\ndésigner une personne référente'}
      autosize
      minRows={2}
      maxRows={12}
      value={party.engagements}
      error={errorOf(`${base}.engagements`)}
      onChange={(event) => onChange({ ...party, engagements: event.currentTarget.value })}
    />
  );
}
