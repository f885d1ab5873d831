import { Button } from '@mantine/core';
import { Problem } from '#client/ui/problem.tsx';
import type { Fiche, FicheField } from '#shared/identity/organisation.ts';
import { ERRORS } from '#shared/kernel/errors.ts';
import classes from './annuaire.module.css';

const FIELD_NAMES: Readonly<Record<FicheField, string>> = {
  denomination: 'Dénomination',
  sigle: 'Sigle',
  forme: 'Forme juridique',
  siege: 'Siège',
  siren: 'SIREN',
  rna: 'Numéro RNA',
  personnePublique: 'Personne publique',
  representants: 'Représentants',
};

function shown(fiche: Fiche, field: FicheField): string {
  if (field === 'personnePublique') return fiche.personnePublique ? 'oui' : 'non';
  if (field !== 'representants') return fiche[field] || '(vide)';
  return (
    fiche.representants.map(({ nom, capacite }) => [nom, capacite].filter(Boolean).join(', ')).join(' ; ') ||
    '(aucun)'
  );
}

interface MergePanelProps {
  readonly mine: Fiche;
  readonly theirs: Fiche;
  /** Fields that only the other person changed, already taken over. */
  readonly taken: readonly FicheField[];
  /** Fields that both changed, to choose between. */
  readonly conflicts: readonly FicheField[];
  readonly onTake: (field: FicheField) => void;
  readonly onKeep: (field: FicheField) => void;
}

/** Says that somebody else saved the sheet meanwhile, and lets choose where both changed the same field. */
export function MergePanel({ mine, theirs, taken, conflicts, onTake, onKeep }: MergePanelProps) {
  return (
    <div className={classes.merge}>
      <Problem takesFocus message={ERRORS['organisation.modifiee'].message}>
        {taken.length > 0 ? (
          <p>Repris de l’autre modification : {taken.map((field) => FIELD_NAMES[field]).join(', ')}.</p>
        ) : null}
        {conflicts.map((field) => (
          <div key={field} className={classes.conflict}>
            <h2>{FIELD_NAMES[field]}</h2>
            <p>
              Votre saisie : <strong>{shown(mine, field)}</strong>
            </p>
            <p>
              Enregistré entre-temps : <strong>{shown(theirs, field)}</strong>
            </p>
            <div className={classes.buttons}>
              <Button size="compact-md" onClick={() => onKeep(field)}>
                Garder ma saisie
              </Button>
              <Button size="compact-md" variant="default" onClick={() => onTake(field)}>
                Prendre l’autre
              </Button>
            </div>
          </div>
        ))}
      </Problem>
    </div>
  );
}
