import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { clauseKey, modeleClauses } from './check.ts';
import { type ConditionFacts, holds } from './condition.ts';
import type { Clause, DraftInput, Modele, ModeleStep, VariableDeclaration } from './model.ts';
import type { DraftingProblem } from './problems.ts';
import { typeset } from './typeset.ts';
import { fillValues, type OwnedVariable } from './values.ts';

/** A step of a modèle with the clause chosen for it. */
type PlannedStep =
  | Exclude<ModeleStep, { bloc: 'clause' }>
  | { readonly bloc: 'clause'; readonly clause: Clause };

/** What an act will be made of: the steps that its conditions keep, and its values. */
export interface DraftPlan {
  readonly modele: Modele;
  readonly steps: readonly PlannedStep[];
  /** Variables of the clauses kept. */
  readonly declared: readonly VariableDeclaration[];
  /** Those of them to ask for. */
  readonly asked: readonly VariableDeclaration[];
  readonly facts: ConditionFacts;
}

type ClauseStep = Extract<ModeleStep, { bloc: 'clause' }>;

function chooseClause(
  step: ClauseStep,
  clauses: ReadonlyMap<string, Clause>,
  input: DraftInput,
): Result<Clause, DraftingProblem> {
  const variante = input.variantes?.[step.famille] ?? step.defaut;
  const clause = step.variantes.includes(variante)
    ? clauses.get(clauseKey(step.famille, variante))
    : undefined;
  return clause === undefined
    ? fail({
        code: 'variante.inconnue',
        champ: step.famille,
        message: typeset(
          `« ${variante} » n’est pas une variante proposée ici ; choisissez : ${step.variantes.join(', ')}.`,
        ),
      })
    : ok(clause);
}

/** Families whose step is kept; conditions on families are followed through (loops were refused when loading). */
function presentFamilies(modele: Modele, facts: Omit<ConditionFacts, 'familles'>): ReadonlySet<string> {
  const steps = modele.deroule.flatMap((step) => (step.bloc === 'clause' ? [step] : []));
  const isPresent = (famille: string): boolean =>
    steps.some((step) => {
      if (step.famille !== famille) return false;
      const asked = step.si.flatMap((each) => (each.kind === 'famille' ? [each.famille] : []));
      return holds(step.si, { ...facts, familles: new Set(asked.filter(isPresent)) });
    });
  return new Set(steps.map((step) => step.famille).filter(isPresent));
}

/** Every variable of the modèle then of its clauses, each key once. */
export function ownedVariables(modele: Modele, clauses: readonly Clause[]): OwnedVariable[] {
  const all: OwnedVariable[] = [
    ...clauses.flatMap((clause) =>
      clause.variables.map((declaration) => ({ declaration, famille: clause.famille })),
    ),
    ...modele.variables.map((declaration) => ({ declaration, famille: null })),
  ];
  const seen = new Set<string>();
  return all.filter(({ declaration }) => {
    if (seen.has(declaration.chemin)) return false;
    seen.add(declaration.chemin);
    return true;
  });
}

/** A key that no clause of the modèle knows was misspelt by the caller: told, never dropped. */
function unknownKeys(
  modele: Modele,
  clauses: ReadonlyMap<string, Clause>,
  input: DraftInput,
): DraftingProblem[] {
  const known = new Set(
    ownedVariables(modele, modeleClauses(modele, clauses)).map(({ declaration }) => declaration.chemin),
  );
  return Object.keys(input.valeurs)
    .filter((chemin) => !known.has(chemin))
    .map((chemin) => ({
      code: 'champ.inconnu',
      champ: chemin,
      message: typeset(`« ${chemin} » n’est pas un champ de ce modèle. Retirez-le ou corrigez son nom.`),
    }));
}

/**
 * Chooses the clauses of a draft and fills its variables (rules D7 to D10).
 * @returns the plan, or everything to correct in `input` (its parties are checked apart)
 */
export function planDraft(
  modele: Modele,
  clauses: ReadonlyMap<string, Clause>,
  input: DraftInput,
): Result<DraftPlan, readonly DraftingProblem[]> {
  const problems = unknownKeys(modele, clauses, input);
  const chosen = modele.deroule.flatMap((step): { step: ModeleStep; planned: PlannedStep }[] => {
    if (step.bloc !== 'clause') return [{ step, planned: step }];
    const clause = chooseClause(step, clauses, input);
    if (clause.ok) return [{ step, planned: { bloc: 'clause', clause: clause.value } }];
    problems.push(clause.error);
    return [];
  });
  const chosenClauses = chosen.flatMap(({ planned }) => (planned.bloc === 'clause' ? [planned.clause] : []));
  const filled = fillValues(
    ownedVariables(modele, chosenClauses),
    input.valeurs,
    { parties: input.parties.length, publique: input.parties.some((each) => each.personnePublique) },
    (facts) => presentFamilies(modele, facts),
  );
  problems.push(...filled.problems);
  if (problems.length > 0) return fail(problems);
  const steps = chosen
    .filter(({ step }) => step.bloc !== 'clause' || holds(step.si, filled.facts))
    .map(({ planned }) => planned);
  return ok({ modele, steps, declared: filled.declared, asked: filled.asked, facts: filled.facts });
}

/** Something to look at in a draft that is no error: the clause concerned, and the question in French. */
export interface DraftingDoubt {
  readonly clause: string;
  readonly message: string;
}

/** @returns what the clauses' own conditions of use say of this act, in the order of the text */
export function draftingDoubts(plan: DraftPlan): DraftingDoubt[] {
  return plan.steps.flatMap((step) =>
    step.bloc !== 'clause'
      ? []
      : step.clause.conditions
          .filter((each) => !holds(each.si, plan.facts))
          .map((each) => ({ clause: step.clause.id, message: each.sinon })),
  );
}
