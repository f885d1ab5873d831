import { ActionIcon, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { DraftErrors, PartyDraft } from './draft.ts';
import classes from './new-act.module.css';

interface PartyCardProps {
  readonly party: PartyDraft;
  readonly rank: number;
  readonly count: number;
  readonly removable: boolean;
  readonly errors: DraftErrors;
  readonly onChange: (party: PartyDraft) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** One party: what its block in the act will say. Only its name is needed to begin. */
export function PartyCard(props: PartyCardProps) {
  const { party, rank, count, removable, errors, onChange, onMove, onRemove } = props;
  const name = party.sigle || party.denomination || `partie ${rank + 1}`;
  const bind = (field: 'denomination' | 'sigle' | 'forme' | 'siege' | 'nom' | 'capacite') => ({
    value: party[field],
    error: errors[`partie.${party.cle}.${field}`],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...party, [field]: event.currentTarget.value }),
  });
  return (
    <li className={classes.party}>
      <fieldset className={classes.fields}>
        <legend className={classes.partyTitle}>Partie {rank + 1}</legend>
        <div className={classes.partyTools}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Monter ${name}`}
            disabled={rank === 0}
            onClick={() => onMove(rank - 1)}
          >
            <IconArrowUp size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Descendre ${name}`}
            disabled={rank === count - 1}
            onClick={() => onMove(rank + 1)}
          >
            <IconArrowDown size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Retirer ${name}`}
            disabled={!removable}
            onClick={onRemove}
          >
            <IconTrash size={18} aria-hidden="true" />
          </ActionIcon>
        </div>
        <TextInput label="Dénomination" required {...bind('denomination')} />
        <div className={classes.grid}>
          <TextInput label="Sigle" {...bind('sigle')} />
          <TextInput label="Forme juridique" placeholder="association loi 1901…" {...bind('forme')} />
        </div>
        <TextInput label="Siège" placeholder="numéro, rue, code postal, ville" {...bind('siege')} />
        <Checkbox
          label="Personne publique"
          description="État, collectivité, établissement public : cela change la clause de litige."
          checked={party.personnePublique}
          onChange={(event) => onChange({ ...party, personnePublique: event.currentTarget.checked })}
        />
        <div className={classes.representative}>
          <NativeSelect
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
          <TextInput label="Représentée par" placeholder="prénom et nom" {...bind('nom')} />
          <TextInput label="Qualité" placeholder="présidente, directeur…" {...bind('capacite')} />
        </div>
      </fieldset>
    </li>
  );
}
