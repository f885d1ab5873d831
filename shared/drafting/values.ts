import { parseFieldInput } from '#shared/document/variables.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { type ConditionFacts, holds } from './condition.ts';
import type { VariableDeclaration } from './model.ts';
import type { DraftingProblem } from './problems.ts';
import { typeset } from './typeset.ts';
import type { VariableSummary } from './wire.ts';

/** Longest text that a variable may hold, in characters. */
const MAX_TEXT = 2000;
/** Years outside these are taken for a slip of the keyboard. */
const YEARS = { first: 1900, last: 2200 } as const;

type Rule = Pick<VariableDeclaration, 'chemin' | 'type' | 'libelle' | 'choix' | 'min' | 'max'>;
type Normalised = Result<string | null, DraftingProblem>;

function problem(rule: Rule, code: DraftingProblem['code'], sentence: string): Normalised {
  return fail({ code, champ: rule.chemin, message: typeset(`${rule.libelle} : ${sentence}`) });
}

/** « entre 1 et 24 », « d’au moins 1 », « d’au plus 24 », or nothing. */
function bounds(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return ` entre ${min} et ${max}`;
  if (min !== null) return ` d’au moins ${min}`;
  return max === null ? '' : ` d’au plus ${max}`;
}

/**
 * Checks one typed value and brings it to the form that `champs` keeps (rule D8): ISO date, decimal string,
 * digits. An empty value is `null`.
 * @param raw as typed: dates as `2026-12-31` or `31/12/2026`, amounts with a comma or a dot
 */
export function normaliseValue(rule: Rule, raw: string): Normalised {
  const typed = raw.replace(/\s+/g, ' ');
  const read = parseFieldInput(rule.type, typed);
  const said = `« ${typed.trim()} » ne convient pas.`;
  if (!read.ok) return problem(rule, 'valeur.invalide', `${said} ${read.error}`);
  const value = read.value;
  if (value === null) return ok(null);
  switch (rule.type) {
    case 'entier':
    case 'montant': {
      const number = Number(value);
      return number < (rule.min ?? 0) || number > (rule.max ?? Number.POSITIVE_INFINITY)
        ? problem(rule, 'valeur.hors_bornes', `${said} Donnez un nombre${bounds(rule.min, rule.max)}.`)
        : ok(value);
    }
    case 'date': {
      const year = Number(value.slice(0, 4));
      return year < YEARS.first || year > YEARS.last
        ? problem(rule, 'valeur.hors_bornes', `${said} Vérifiez l’année.`)
        : ok(value);
    }
    case 'enum':
      return rule.choix.includes(value)
        ? ok(value)
        : problem(rule, 'valeur.invalide', `${said} Choisissez : ${rule.choix.join(', ')}.`);
    default:
      return value.length <= MAX_TEXT
        ? ok(value)
        : problem(rule, 'valeur.hors_bornes', `le texte dépasse ${MAX_TEXT} caractères ; abrégez-le.`);
  }
}

/** @returns what a field shows before anything is typed; `{{parties.nombre}}` is how many parties there are */
export function defaultOf(declaration: VariableSummary, parties: number): string {
  return (declaration.defaut ?? '').replace('{{parties.nombre}}', String(parties));
}

/** A declaration, and the family of the clause it comes from (`null`: the modèle itself). */
export interface OwnedVariable {
  readonly declaration: VariableSummary;
  readonly famille: string | null;
}

/** Values of all declared variables: normalised, defaults applied, `null` where nothing was given. */
export interface FilledValues {
  readonly facts: ConditionFacts;
  /** Those whose clause is in the act. */
  readonly declared: readonly VariableSummary[];
  /** Those of them whose `si` holds. */
  readonly asked: readonly VariableSummary[];
  readonly problems: readonly DraftingProblem[];
}

function readValues(
  variables: readonly OwnedVariable[],
  typed: Readonly<Record<string, string>>,
  parties: number,
) {
  const problems = new Map<string, DraftingProblem>();
  const valeurs: Record<string, string | null> = {};
  for (const { declaration } of variables) {
    const raw = Object.hasOwn(typed, declaration.chemin) ? typed[declaration.chemin] : undefined;
    const read = normaliseValue(declaration, raw ?? defaultOf(declaration, parties));
    valeurs[declaration.chemin] = read.ok ? read.value : null;
    if (!read.ok) problems.set(declaration.chemin, read.error);
  }
  return { valeurs, problems };
}

/**
 * Fills the variables of a draft (rules D7 to D9).
 * @param typed what the person typed, by key; an absent key takes the default, an empty one stays empty
 * @param present families of the act, once the values are known
 */
export function fillValues(
  variables: readonly OwnedVariable[],
  typed: Readonly<Record<string, string>>,
  act: Omit<ConditionFacts, 'valeurs' | 'familles'>,
  present: (facts: Omit<ConditionFacts, 'familles'>) => ReadonlySet<string>,
): FilledValues {
  const { valeurs, problems: refused } = readValues(variables, typed, act.parties);
  const facts = { ...act, valeurs, familles: present({ ...act, valeurs }) };
  const declared = variables
    .filter(({ famille }) => famille === null || facts.familles.has(famille))
    .map(({ declaration }) => declaration);
  const asked = declared.filter((declaration) => holds(declaration.si, facts));
  const problems = asked.flatMap((declaration): DraftingProblem[] => {
    const { chemin, libelle, apres } = declaration;
    const wrong = refused.get(chemin);
    if (wrong !== undefined) return [wrong];
    const value = valeurs[chemin] ?? null;
    if (value === null)
      return declaration.requis
        ? [{ code: 'valeur.manquante', champ: chemin, message: typeset(`${libelle} : donnez une valeur.`) }]
        : [];
    const before = apres === null ? null : (valeurs[apres] ?? null);
    if (before === null || value >= before) return [];
    const other = asked.find((each) => each.chemin === apres)?.libelle ?? apres;
    return [
      {
        code: 'valeur.hors_bornes',
        champ: chemin,
        message: typeset(`${libelle} : cette date vient avant « ${other} ». Corrigez l’une des deux.`),
      },
    ];
  });
  return { facts, declared, asked, problems };
}
