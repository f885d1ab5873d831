import { type ConditionFacts, holds } from './condition.ts';
import type { DraftInput } from './model.ts';
import type { DraftingProblem } from './problems.ts';
import { typeset } from './typeset.ts';
import { fillValues, type OwnedVariable } from './values.ts';
import type { ModeleStepSummary, ModeleSummary, VariableSummary, VariantSummary } from './wire.ts';

/** What an optional step takes when it is left out. */
export const NONE = 'aucune';

/** What planning needs of a modèle: what `GET /api/modeles` says of it. */
export type PlannedModele = Pick<ModeleSummary, 'etapes' | 'propres'>;

/** A step that the act keeps, with the clause chosen for it. */
interface PlannedStep {
  readonly etape: ModeleStepSummary;
  readonly variante: VariantSummary;
}

/** What an act will be made of, told whatever is still to correct, so that a page can ask live. */
export interface DraftPlan {
  /** In the order of the text. */
  readonly etapes: readonly PlannedStep[];
  /** Variables of the clauses kept and of the modèle, each once, in order. */
  readonly declared: readonly VariableSummary[];
  /** Those of them to ask for. */
  readonly asked: readonly VariableSummary[];
  readonly facts: ConditionFacts;
  /** What prevents the act from being made (its parties are checked apart). */
  readonly problems: readonly DraftingProblem[];
}

interface Choice {
  readonly etape: ModeleStepSummary;
  /** `null`: left out. */
  readonly variante: VariantSummary | null;
  readonly problem: DraftingProblem | null;
}

function choose(etape: ModeleStepSummary, input: DraftInput): Choice {
  const chosen = Object.hasOwn(input.variantes ?? {}, etape.cle) ? input.variantes?.[etape.cle] : undefined;
  const wanted = chosen ?? etape.defaut;
  if (wanted === NONE && etape.facultative) return { etape, variante: null, problem: null };
  const variante = etape.variantes.find((each) => each.variante === wanted);
  if (variante !== undefined) return { etape, variante, problem: null };
  const offered = etape.variantes.map((each) => each.variante).join(', ');
  return {
    etape,
    variante: etape.variantes.find((each) => each.variante === etape.defaut) ?? null,
    problem: {
      code: 'variante.inconnue',
      champ: etape.cle,
      message: typeset(`« ${wanted} » n’est pas une variante proposée ici ; choisissez : ${offered}.`),
    },
  };
}

/** Families whose step is kept; conditions on families are followed through (loops were refused when loading). */
function presentFamilies(
  choices: readonly Choice[],
  facts: Omit<ConditionFacts, 'familles'>,
): ReadonlySet<string> {
  const steps = choices.filter((each) => each.variante !== null).map((each) => each.etape);
  const isPresent = (famille: string): boolean =>
    steps.some((step) => {
      if (step.famille !== famille) return false;
      const asked = step.si.flatMap((each) => (each.kind === 'famille' ? [each.famille] : []));
      return holds(step.si, { ...facts, familles: new Set(asked.filter(isPresent)) });
    });
  return new Set(steps.map((step) => step.famille).filter(isPresent));
}

/** Every variable of some clauses then of the modèle, each key once. */
function ownedVariables(
  modele: PlannedModele,
  clauses: readonly { readonly famille: string; readonly variante: VariantSummary }[],
): OwnedVariable[] {
  const all: OwnedVariable[] = [
    ...clauses.flatMap(({ famille, variante }) =>
      variante.variables.map((declaration) => ({ declaration, famille })),
    ),
    ...modele.propres.map((declaration) => ({ declaration, famille: null })),
  ];
  const seen = new Set<string>();
  return all.filter(({ declaration }) => {
    if (seen.has(declaration.chemin)) return false;
    seen.add(declaration.chemin);
    return true;
  });
}

/** @returns the variables of a modèle and of its default clauses, each once, in order */
export function defaultVariables(modele: PlannedModele): VariableSummary[] {
  const clauses = modele.etapes.flatMap(({ famille, defaut, variantes }) =>
    variantes.filter((each) => each.variante === defaut).map((variante) => ({ famille, variante })),
  );
  return ownedVariables(modele, clauses).map(({ declaration }) => declaration);
}

/** A key that no clause of the modèle knows was misspelt by the caller: told, never dropped. */
function unknownKeys(modele: PlannedModele, input: DraftInput): DraftingProblem[] {
  const known = new Set([
    ...modele.propres.map((each) => each.chemin),
    ...modele.etapes.flatMap((etape) =>
      etape.variantes.flatMap((each) => each.variables.map(({ chemin }) => chemin)),
    ),
  ]);
  const steps = new Set(modele.etapes.map((each) => each.cle));
  const told = (champ: string, what: string): DraftingProblem => ({
    code: 'champ.inconnu',
    champ,
    message: typeset(`« ${champ} » n’est pas ${what} de ce modèle. Retirez-le ou corrigez son nom.`),
  });
  return [
    ...Object.keys(input.valeurs)
      .filter((chemin) => !known.has(chemin))
      .map((chemin) => told(chemin, 'un champ')),
    ...Object.keys(input.variantes ?? {})
      .filter((cle) => !steps.has(cle))
      .map((cle) => told(cle, 'une étape')),
  ];
}

/**
 * Chooses the clauses of a draft and fills its variables (rules D7 to D10). Pure, and works on what the server tells of
 * a modèle, so that the page asks live for what is needed and the server decides by the same rule.
 * @param input what is typed so far; nothing need be complete
 */
export function planDraft(modele: PlannedModele, input: DraftInput): DraftPlan {
  const choices = modele.etapes.map((etape) => choose(etape, input));
  const chosen = choices.flatMap(({ etape, variante }) =>
    variante === null ? [] : [{ etape, variante, famille: etape.famille }],
  );
  const filled = fillValues(
    ownedVariables(modele, chosen),
    input.valeurs,
    { parties: input.parties.length, publique: input.parties.some((each) => each.personnePublique) },
    (facts) => presentFamilies(choices, facts),
  );
  return {
    etapes: chosen.filter(({ etape }) => holds(etape.si, filled.facts)),
    declared: filled.declared,
    asked: filled.asked,
    facts: filled.facts,
    problems: [
      ...unknownKeys(modele, input),
      ...choices.flatMap(({ problem }) => (problem === null ? [] : [problem])),
      ...filled.problems,
    ],
  };
}
