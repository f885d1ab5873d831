import type { DraftingProblem } from '#shared/drafting/problems.ts';
import { defaultOf } from '#shared/drafting/values.ts';
import { underField } from '../new/attention.ts';
import { VariableField } from '../new/variable-field.tsx';
import type { ClauseQuestions } from './asked.ts';
import classes from './clauses.module.css';

interface ClauseFormProps {
  readonly questions: ClauseQuestions;
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly DraftingProblem[];
  /** What the clause refers to and the act does not have. */
  readonly broken: readonly string[];
  readonly onType: (chemin: string, value: string) => void;
}

/** The values that a clause needs and the act does not hold, and what to be sure of before using it. */
export function ClauseForm({ questions, typed, problems, broken, onType }: ClauseFormProps) {
  const { variables, parties, doubts } = questions;
  const own = new Set(variables.map(({ chemin }) => chemin));
  const others = problems.filter(({ champ }) => !own.has(champ));
  const remarks = [
    ...others.map(({ message }) => message),
    ...doubts,
    ...(broken.length > 0
      ? [`Cette clause renvoie à ce que l’acte n’a pas\u00a0: ${broken.join(', ')}. Le renvoi sera signalé.`]
      : []),
  ];
  return (
    <>
      {variables.length > 0 ? (
        <fieldset className={classes.values}>
          <legend>Ce que l’acte ne dit pas encore</legend>
          {variables.map((variable) => (
            <VariableField
              key={variable.chemin}
              id={`clause-${variable.chemin}`}
              variable={variable}
              value={typed[variable.chemin] ?? defaultOf(variable, parties)}
              error={errorFor(problems, variable.chemin, typed)}
              onChange={(value) => onType(variable.chemin, value)}
            />
          ))}
        </fieldset>
      ) : null}
      {remarks.length > 0 ? (
        <ul className={classes.remarks}>
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** A value that is missing is only an error once one has typed. */
function errorFor(
  problems: readonly DraftingProblem[],
  chemin: string,
  typed: Readonly<Record<string, string>>,
): string | undefined {
  const found = problems.find(({ champ }) => champ === chemin);
  if (found === undefined || (found.code === 'valeur.manquante' && !Object.hasOwn(typed, chemin)))
    return undefined;
  return underField(found.message);
}
