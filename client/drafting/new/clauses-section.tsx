import { Checkbox, Radio } from '@mantine/core';
import { FAMILY_NAMES } from '#shared/drafting/families.ts';
import { type DraftPlan, NONE } from '#shared/drafting/plan.ts';
import type { ModeleStepSummary, ModeleSummary, VariableSummary } from '#shared/drafting/wire.ts';
import { variantName } from '../clauses/variant-name.ts';
import { chosenVariant, type Draft, shownValue } from './draft.ts';
import classes from './new-act.module.css';
import { fieldId } from './reveal.ts';
import { VariableField } from './variable-field.tsx';

interface ClausesSectionProps {
  readonly draft: Draft;
  readonly modele: ModeleSummary;
  readonly plan: DraftPlan;
  readonly errorOf: (champ: string) => string | undefined;
  readonly onBlur: (champ: string) => void;
  readonly onVariant: (cle: string, variante: string) => void;
  readonly onValue: (chemin: string, value: string) => void;
}

/** Variables asked for by each step, each at the first step that wants it; those of the modèle itself under `null`. */
function variablesByStep(plan: DraftPlan): ReadonlyMap<string | null, readonly VariableSummary[]> {
  const left = new Map(plan.asked.map((each) => [each.chemin, each]));
  const taken = new Map<string | null, VariableSummary[]>();
  for (const { etape, variante } of plan.etapes) {
    const own = variante.variables.flatMap(({ chemin }) => left.get(chemin) ?? []);
    for (const { chemin } of own) left.delete(chemin);
    taken.set(etape.cle, own);
  }
  taken.set(null, [...left.values()]);
  return taken;
}

/** The clauses in the order of the text: which are in the act, in which variant, and the few values they need. */
export function ClausesSection(props: ClausesSectionProps) {
  const { draft, modele, plan } = props;
  const variables = variablesByStep(plan);
  const own = variables.get(null) ?? [];
  const planned = new Set(plan.etapes.map(({ etape }) => etape.cle));
  return (
    <>
      {own.length > 0 ? (
        <div className={classes.card}>
          <Values {...props} variables={own} />
        </div>
      ) : null}
      <ol className={classes.clauses}>
        {modele.etapes.map((etape) => {
          const chosen = chosenVariant(draft, etape);
          // What only stands beside a clause that is left out is not spoken of.
          if (chosen !== NONE && !planned.has(etape.cle)) return null;
          return (
            <Step
              {...props}
              key={etape.cle}
              etape={etape}
              chosen={chosen}
              variables={chosen === NONE ? [] : (variables.get(etape.cle) ?? [])}
            />
          );
        })}
      </ol>
    </>
  );
}

interface StepProps extends ClausesSectionProps {
  readonly etape: ModeleStepSummary;
  readonly chosen: string;
  readonly variables: readonly VariableSummary[];
}

function stepName({ cle, famille }: ModeleStepSummary): string {
  return cle === famille ? FAMILY_NAMES[famille] : variantName(cle);
}

function Step(props: StepProps) {
  const { etape, chosen, variables, onVariant } = props;
  const name = stepName(etape);
  const variante = etape.variantes.find((each) => each.variante === chosen);
  const title = variante?.titre ?? null;
  const several = etape.variantes.length > 1;
  const said = title !== null && !title.includes('{{') && title !== name ? ` – ${title}` : '';
  return (
    <li className={classes.clause} data-out={chosen === NONE || undefined}>
      <fieldset className={classes.clauseFields} aria-label={name}>
        <div className={classes.clauseHead}>
          {etape.facultative ? (
            <Checkbox
              id={fieldId(etape.cle)}
              label={`${name}${said}`}
              classNames={{ label: classes.clauseName ?? '' }}
              checked={chosen !== NONE}
              onChange={(event) =>
                onVariant(etape.cle, event.currentTarget.checked ? firstVariant(etape) : NONE)
              }
            />
          ) : (
            <p className={classes.clauseName} id={fieldId(etape.cle)} tabIndex={-1}>
              {name}
              {said}
            </p>
          )}
          {variante !== undefined && !several ? <p className={classes.use}>{variante.emploi}</p> : null}
        </div>
        {variante !== undefined && several ? (
          <Variants etape={etape} chosen={chosen} name={name} onVariant={onVariant} />
        ) : null}
        {variables.length > 0 ? (
          <div className={classes.values}>
            <Values {...props} variables={variables} />
          </div>
        ) : null}
      </fieldset>
    </li>
  );
}

/** The variant taken when a clause is added back: the modèle's, else its first. */
const firstVariant = ({ defaut, variantes }: ModeleStepSummary): string =>
  defaut === NONE ? (variantes[0]?.variante ?? NONE) : defaut;

interface VariantsProps extends Pick<StepProps, 'etape' | 'chosen' | 'onVariant'> {
  readonly name: string;
}

function Variants({ etape, chosen, name, onVariant }: VariantsProps) {
  const current = etape.variantes.find((each) => each.variante === chosen);
  return (
    <details className={classes.variants}>
      <summary>
        <span className={classes.variantName}>{variantName(chosen)}</span>
        <span className={classes.use}>{current?.emploi}</span>
        <span className={classes.change}>
          {etape.variantes.length} rédactions
          <span className={classes.hidden}>
            {'\u00a0'}: {name}
          </span>
        </span>
      </summary>
      <Radio.Group
        aria-label={`Rédaction\u00a0: ${name}`}
        value={chosen}
        onChange={(variante) => onVariant(etape.cle, variante)}
      >
        <div className={classes.variantList}>
          {etape.variantes.map(({ variante, emploi }) => (
            <Radio key={variante} value={variante} label={variantName(variante)} description={emploi} />
          ))}
        </div>
      </Radio.Group>
    </details>
  );
}

interface ValuesProps extends Pick<ClausesSectionProps, 'draft' | 'errorOf' | 'onBlur' | 'onValue'> {
  readonly variables: readonly VariableSummary[];
}

function Values({ variables, draft, errorOf, onBlur, onValue }: ValuesProps) {
  return variables.map((variable) => (
    <VariableField
      key={variable.chemin}
      id={fieldId(variable.chemin)}
      variable={variable}
      value={shownValue(draft, variable)}
      error={errorOf(variable.chemin)}
      onBlur={() => onBlur(variable.chemin)}
      onChange={(value) => onValue(variable.chemin, value)}
    />
  ));
}
