import { canonicalContent } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson, DocumentJson, Fields, FieldValue } from '#shared/document/model.ts';
import { computeNumbers } from '#shared/document/numbering.ts';
import { printReference } from '#shared/document/references.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { clauseKey } from './check.ts';
import { type Expansion, expandClause, expandInline } from './expand.ts';
import { mapInlines, printedVariables } from './map-inlines.ts';
import type { Clause, DraftInput, FactNeed, Library, Modele, ModeleStep, NumberingStyle } from './model.ts';
import { type DraftParty, isEssential, partyFields } from './parties.ts';
import { partyProblems } from './party-problems.ts';
import { type DraftPlan, planDraft } from './plan.ts';
import type { DraftingProblem } from './problems.ts';
import { summarise } from './summary.ts';
import { typeset } from './typeset.ts';

const PLAIN: NumberingStyle = {
  genre: 'rubrique',
  prefixe: '',
  compteur: 'aucun',
  complet: false,
  separateur: '',
};

/** A step with its clause, or the agreement formula. */
type FilledStep =
  | Extract<ModeleStep, { bloc: 'formule' }>
  | { readonly bloc: 'clause'; readonly clause: Clause };

function filledSteps(modele: Modele, clauses: ReadonlyMap<string, Clause>, plan: DraftPlan): FilledStep[] {
  return modele.deroule.flatMap((step): FilledStep[] => {
    if (step.bloc !== 'clause') return [step];
    const planned = plan.etapes.find(({ etape }) => etape.cle === step.cle);
    const clause = planned && clauses.get(clauseKey(step.famille, planned.variante.variante));
    return clause === undefined ? [] : [{ bloc: 'clause', clause }];
  });
}

function stepBlocks(step: FilledStep, headings: ReadonlyMap<Clause, BlockId>, act: Expansion): BlockJson[] {
  if (step.bloc === 'clause')
    return expandClause(step.clause, headings.get(step.clause) ?? act.makeId(), act);
  return [{ type: 'formule', attrs: { id: act.makeId() }, content: expandInline(step.content, act) }];
}

/** Gives every renvoi the words that it prints now, which are shown should its target ever go. */
function labelRenvois(content: readonly BlockJson[], champs: Fields): DocumentJson {
  const document: DocumentJson = { type: 'doc', content };
  const numbering = computeNumbers(document, champs);
  return {
    type: 'doc',
    content: mapInlines(content, (inline) => {
      if (inline.type !== 'renvoi' || inline.attrs.cible === '') return inline;
      const libelle = printReference(document, numbering, inline.attrs.cible, inline.attrs.format).text;
      return { ...inline, attrs: { ...inline.attrs, libelle } };
    }),
  };
}

/** What was answered to the variables asked for, and an empty entry for those printed without being asked for. */
export function answeredFields(
  plan: Pick<DraftPlan, 'declared' | 'asked' | 'facts'>,
  printed: ReadonlySet<string>,
): Record<string, FieldValue> {
  const champs: Record<string, FieldValue> = {};
  for (const declaration of plan.declared) {
    const { chemin, type, libelle } = declaration;
    const isAsked = plan.asked.includes(declaration);
    if (!isAsked && !printed.has(chemin)) continue;
    const valeur = isAsked ? (plan.facts.valeurs[chemin] ?? null) : null;
    const isProse = type === 'texte' || type === 'reference';
    champs[chemin] = { type, libelle, valeur: valeur !== null && isProse ? typeset(valeur) : valeur };
  }
  return champs;
}

/** `champs` of the parties: what every act keeps of them, what was given, and what the text prints. */
export function fieldsOfParties(
  parties: readonly DraftParty[],
  needs: readonly FactNeed[],
  printed: ReadonlySet<string>,
): Record<string, FieldValue> {
  return Object.fromEntries(
    parties
      .flatMap((party) => Object.entries(partyFields(party, needs)))
      .filter(([chemin, field]) => isEssential(chemin) || field.valeur !== null || printed.has(chemin)),
  );
}

/**
 * Fills a modèle with the clauses it may draw from; see `fillModele`.
 * @param clauses by family and variant
 */
export function fillFrom(
  modele: Modele,
  clauses: ReadonlyMap<string, Clause>,
  input: DraftInput,
  makeId: MakeBlockId,
): Result<ActContent, readonly DraftingProblem[]> {
  const summary = summarise(modele, clauses);
  const plan = planDraft(summary, input);
  const problems = [...partyProblems(input.parties, summary), ...plan.problems];
  if (problems.length > 0) return fail(problems);

  const parties = input.parties.map((party, index) => ({ id: `p${index + 1}`, input: party }));
  const filled = filledSteps(modele, clauses, plan);
  const headings = new Map<Clause, BlockId>();
  const targets = new Map<string, BlockId>();
  for (const step of filled) {
    if (step.bloc !== 'clause' || step.clause.titre === null) continue;
    const id = makeId();
    headings.set(step.clause, id);
    if (!targets.has(step.clause.famille)) targets.set(step.clause.famille, id);
    targets.set(step.clause.id, id);
  }
  const act: Expansion = {
    qualification: modele.qualification,
    titre: typeset(input.titre.trim()),
    parties,
    facts: plan.facts,
    targets,
    style: (famille, niveau) =>
      familyStyles(modele, famille)?.[niveau - 1] ?? modele.numerotation[niveau - 1] ?? PLAIN,
    makeId,
    notes: [],
  };
  const content = [...filled.flatMap((step) => stepBlocks(step, headings, act)), ...act.notes];
  const printed = printedVariables(content);
  const needs = filled.flatMap((step) => (step.bloc === 'clause' ? step.clause.faits : []));
  const champs = { ...fieldsOfParties(parties, needs, printed), ...answeredFields(plan, printed) };
  return ok(canonicalContent({ document: labelRenvois(content, champs), champs }));
}

function familyStyles(modele: Modele, famille: string): readonly NumberingStyle[] | undefined {
  return [...modele.familles].find(([name]) => name === famille)?.[1];
}

/**
 * Fills a modèle: the whole text of a new act, with parties, variables, renvois and signature blocks in place
 * (rules D7 to D16). Parties are `p1`…`pn` in the order given. What was left empty prints as a visible variable.
 * @param makeId makes the permanent ids of the blocks
 * @returns the content, or everything to correct in `input`
 */
export function fillModele(
  library: Library,
  modeleId: string,
  input: DraftInput,
  makeId: MakeBlockId,
): Result<ActContent, readonly DraftingProblem[]> {
  const modele = library.modeles.get(modeleId);
  if (modele === undefined)
    return fail([
      {
        code: 'modele.inconnu',
        champ: 'modele',
        message: typeset(`Le modèle « ${modeleId} » n’existe pas. Choisissez-en un dans la liste.`),
      },
    ]);
  return fillFrom(modele, library.clauses, input, makeId);
}
