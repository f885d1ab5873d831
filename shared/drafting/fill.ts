import { canonicalContent } from '#shared/document/canonical.ts';
import type {
  ActContent,
  BlockJson,
  DocumentJson,
  Fields,
  FieldValue,
  InlineJson,
} from '#shared/document/model.ts';
import { computeNumbers } from '#shared/document/numbering.ts';
import { printReference } from '#shared/document/references.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { type Expansion, expandClause, expandInline } from './expand.ts';
import type { Clause, DraftInput, Library, Modele, ModeleStep } from './model.ts';
import { type DraftParty, partyFields, partyParagraph, partyProblems, signatureBlock } from './parties.ts';
import { type DraftPlan, planDraft } from './plan.ts';
import type { DraftingProblem } from './problems.ts';
import { typeset } from './typeset.ts';

function partiesBlocks(step: Extract<ModeleStep, { bloc: 'parties' }>, act: Expansion): BlockJson[] {
  const liaison = (content: InlineJson[]): BlockJson => ({
    type: 'liaison',
    attrs: { id: act.makeId() },
    content,
  });
  return [
    ...act.parties.flatMap((party, index) => [
      liaison([{ type: 'text', text: index === 0 ? step.entre : step.et }]),
      partyParagraph(party, act.makeId),
    ]),
    ...(step.collectif === null ? [] : [liaison(expandInline(step.collectif, act))]),
  ];
}

function titleBlocks(step: Extract<ModeleStep, { bloc: 'titre' }>, act: Expansion): BlockJson[] {
  const lines = step.lignes.map(
    (line): BlockJson => ({
      type: 'titre',
      attrs: { id: act.makeId(), role: line.role },
      content: expandInline(line.content, act),
    }),
  );
  if (!step.parties) return lines;
  const names = act.parties.map(
    (party): BlockJson => ({
      type: 'titre',
      attrs: { id: act.makeId(), role: 'partie' },
      content: [{ type: 'variable', attrs: { chemin: `partie.${party.id}.denomination`, format: 'texte' } }],
    }),
  );
  return [...lines, ...names];
}

function stepBlocks(
  step: DraftPlan['steps'][number],
  headings: ReadonlyMap<Clause, BlockId>,
  act: Expansion,
): BlockJson[] {
  switch (step.bloc) {
    case 'titre':
      return titleBlocks(step, act);
    case 'parties':
      return partiesBlocks(step, act);
    case 'formule':
    case 'cloture':
      return [{ type: step.bloc, attrs: { id: act.makeId() }, content: expandInline(step.content, act) }];
    case 'signatures':
      return act.parties.map((party) => signatureBlock(party, act.makeId));
    case 'clause':
      return expandClause(step.clause, headings.get(step.clause) ?? act.makeId(), act);
  }
}

/** Applies `change` to every run of every block, those within tables included. */
function mapInlines(content: readonly BlockJson[], change: (inline: InlineJson) => InlineJson): BlockJson[] {
  const changed = <T extends { readonly content?: readonly InlineJson[] }>(block: T): T =>
    block.content === undefined ? block : { ...block, content: block.content.map(change) };
  return content.map((block): BlockJson => {
    if (block.type === 'sautPage' || block.type === 'image') return block;
    if (block.type !== 'table') return changed(block);
    const rows = block.content.map((row) => ({
      ...row,
      content: row.content.map((cell) => ({ ...cell, content: cell.content.map(changed) })),
    }));
    return { ...block, content: rows };
  });
}

/** Gives every renvoi the words that it prints now, which are shown should its target ever go. */
function labelRenvois(content: readonly BlockJson[], champs: Fields): DocumentJson {
  const document: DocumentJson = { type: 'doc', content };
  const numbering = computeNumbers(document, champs);
  return {
    type: 'doc',
    content: mapInlines(content, (inline) => {
      if (inline.type !== 'renvoi') return inline;
      const libelle = printReference(document, numbering, inline.attrs.cible, inline.attrs.format).text;
      return { ...inline, attrs: { ...inline.attrs, libelle } };
    }),
  };
}

/** `champs` of the act: its parties, what was asked for, and whatever else its text prints. */
function fieldsOf(plan: DraftPlan, parties: readonly DraftParty[], content: readonly BlockJson[]): Fields {
  const printed = new Set<string>();
  mapInlines(content, (inline) => {
    if (inline.type === 'variable') printed.add(inline.attrs.chemin);
    return inline;
  });
  const champs: Record<string, FieldValue> = {};
  for (const party of parties) Object.assign(champs, partyFields(party));
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
  const plan = planDraft(modele, clauses, input);
  const problems = [...partyProblems(input.parties, modele), ...(plan.ok ? [] : plan.error)];
  if (!plan.ok || problems.length > 0) return fail(problems);

  const parties = input.parties.map((party, index) => ({ id: `p${index + 1}`, input: party }));
  const headings = new Map<Clause, BlockId>();
  const targets = new Map<string, BlockId>();
  for (const step of plan.value.steps) {
    if (step.bloc !== 'clause') continue;
    const id = makeId();
    headings.set(step.clause, id);
    targets.set(step.clause.famille, id);
    targets.set(step.clause.id, id);
  }
  const act: Expansion = {
    modele,
    titre: typeset(input.titre.trim()),
    parties,
    facts: plan.value.facts,
    targets,
    makeId,
    notes: [],
  };
  const steps = plan.value.steps.flatMap((step) => stepBlocks(step, headings, act));
  const content = [...steps, ...act.notes];
  const champs = fieldsOf(plan.value, parties, content);
  return ok(canonicalContent({ document: labelRenvois(content, champs), champs }));
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
