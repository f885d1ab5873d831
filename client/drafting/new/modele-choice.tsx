import { IconCheck } from '@tabler/icons-react';
import { FAMILY_NAMES } from '#shared/drafting/families.ts';
import { NONE } from '#shared/drafting/plan.ts';
import type { ModeleSummary } from '#shared/drafting/wire.ts';
import classes from './new-act.module.css';
import { fieldId } from './reveal.ts';

interface ModeleChoiceProps {
  readonly modeles: readonly ModeleSummary[];
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}

/** Families that every act has, and that tell nothing of a modèle. */
const EVERYWHERE: ReadonlySet<string> = new Set(['titre', 'parties', 'signature']);

/** @returns what the modèle puts in an act unless one chooses otherwise */
function contents(modele: ModeleSummary): string {
  const families = modele.etapes
    .filter(({ famille, defaut }) => defaut !== NONE && !EVERYWHERE.has(famille))
    .map(({ famille }) => FAMILY_NAMES[famille].toLocaleLowerCase('fr'));
  return [...new Set(families)].join(', ');
}

function count({ partiesMin: min, partiesMax: max }: ModeleSummary): string {
  if (min === max) return `${min} parties`;
  return max >= 20 ? `${min} parties ou plus` : `${min} à ${max} parties`;
}

/** The modèles as cards, one of which is chosen: radio buttons, so that arrows move between them. */
export function ModeleChoice({ modeles, value, error, onChange }: ModeleChoiceProps) {
  return (
    <fieldset
      id={fieldId('modele')}
      className={classes.modeles}
      aria-describedby={error ? 'modele-erreur' : undefined}
    >
      <legend className={classes.hidden}>Modèle</legend>
      {error ? (
        <p id="modele-erreur" className={classes.error}>
          {error}
        </p>
      ) : null}
      {modeles.map((modele) => (
        <label key={modele.id} className={classes.modele}>
          <input
            type="radio"
            name="modele"
            value={modele.id}
            checked={value === modele.id}
            aria-invalid={error ? true : undefined}
            onChange={() => onChange(modele.id)}
          />
          <span>
            <strong>{modele.titre}</strong>
            <span>{modele.description}</span>
            <small>
              {count(modele)}.
              <span className={classes.contents}>
                {' '}
                Clauses{'\u00a0'}: {contents(modele)}.
              </span>
            </small>
          </span>
          <IconCheck size={20} className={classes.tick} aria-hidden="true" />
        </label>
      ))}
    </fieldset>
  );
}
