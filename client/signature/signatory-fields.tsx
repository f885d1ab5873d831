import { Checkbox, Radio, Select, TextInput } from '@mantine/core';
import type { DraftField, SignatoryDraft } from './draft.ts';
import classes from './signature.module.css';

interface SignatoryFieldsProps {
  readonly draft: SignatoryDraft;
  readonly errors: Partial<Record<DraftField, string>>;
  /** Whether the party itself is typed, where the text does not name it. */
  readonly asksParty: boolean;
  readonly onChange: (changed: SignatoryDraft) => void;
}

/** Who signs, in which capacity, by which means, and for whom. */
export function SignatoryFields({ draft, errors, asksParty, onChange }: SignatoryFieldsProps) {
  const set = (part: Partial<SignatoryDraft>) => onChange({ ...draft, ...part });
  const bind = (field: keyof SignatoryDraft & string) => ({
    value: String(draft[field]),
    error: errors[field as DraftField] ?? null,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      set({ [field]: event.currentTarget.value }),
  });
  return (
    <>
      {asksParty ? (
        <TextInput label="Partie" required autoComplete="off" maxLength={300} {...bind('party')} />
      ) : null}
      <div className={classes.pair}>
        <Select
          label="Civilité"
          data={[
            { value: '', label: 'Aucune' },
            { value: 'Madame', label: 'Madame' },
            { value: 'Monsieur', label: 'Monsieur' },
          ]}
          allowDeselect={false}
          value={draft.civilite}
          onChange={(value) => set({ civilite: value === 'Madame' || value === 'Monsieur' ? value : '' })}
        />
        <TextInput label="Prénom et nom" required autoComplete="off" maxLength={300} {...bind('nom')} />
        <TextInput
          label="Signe en qualité de"
          placeholder="Présidente"
          required
          autoComplete="off"
          maxLength={300}
          {...bind('capacite')}
        />
      </div>
      <Radio.Group
        label="Moyen de signature"
        value={draft.method}
        onChange={(value) => set({ method: value === 'papier' ? 'papier' : 'electronique' })}
      >
        <div className={classes.pair}>
          <Radio
            value="electronique"
            label="Par un lien personnel"
            description="Sur ordinateur ou téléphone."
          />
          <Radio
            value="papier"
            label="Sur papier"
            description="Imprimé, signé, puis numérisé et joint ici."
          />
        </div>
      </Radio.Group>
      <TextInput
        label="Adresse électronique"
        type="email"
        required={draft.method === 'electronique'}
        autoComplete="off"
        maxLength={254}
        {...bind('email')}
      />
      <Checkbox
        label="Signe pour une autre personne, par délégation (« P/ »)"
        checked={draft.acting}
        onChange={(event) => set({ acting: event.currentTarget.checked })}
      />
      {draft.acting ? (
        <>
          <div className={classes.pair}>
            <TextInput
              label="Pour"
              placeholder="le Président"
              required
              autoComplete="off"
              maxLength={300}
              {...bind('delegant')}
            />
            <TextInput
              label="Acte de délégation"
              placeholder="décision n° 2026-12"
              required
              autoComplete="off"
              maxLength={300}
              {...bind('reference')}
            />
            <TextInput label="Date de l’acte" type="date" required {...bind('date')} />
          </div>
          <div className={classes.pair}>
            <TextInput label="Délégation à partir du" type="date" {...bind('du')} />
            <TextInput label="Jusqu’au" type="date" {...bind('au')} />
          </div>
        </>
      ) : null}
    </>
  );
}
