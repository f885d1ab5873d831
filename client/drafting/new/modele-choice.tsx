import { IconCheck, IconFileText } from '@tabler/icons-react';
import type { ModeleSummary } from '#shared/drafting/wire.ts';
import classes from './new-act.module.css';

interface ModeleChoiceProps {
  readonly modeles: readonly ModeleSummary[];
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}

/** The modèles as cards, one of which is chosen: radio buttons, so that arrows move between them. */
export function ModeleChoice({ modeles, value, error, onChange }: ModeleChoiceProps) {
  return (
    <fieldset className={classes.modeles} aria-describedby={error ? 'modele-erreur' : undefined}>
      <legend className={classes.hidden}>Modèle</legend>
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
          <IconFileText size={24} aria-hidden="true" />
          <span>
            <strong>{modele.titre}</strong>
            <span>{modele.description}</span>
            <small>
              {modele.partiesMin === modele.partiesMax
                ? `${modele.partiesMin} parties`
                : `${modele.partiesMin} à ${modele.partiesMax} parties`}
            </small>
          </span>
          <IconCheck size={20} className={classes.tick} aria-hidden="true" />
        </label>
      ))}
      {error ? (
        <p id="modele-erreur" className={classes.error}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
