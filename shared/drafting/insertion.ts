import { canonicalContent, wordingHash } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson, DocumentJson, Fields } from '#shared/document/model.ts';
import { computeNumbers } from '#shared/document/numbering.ts';
import { printReference } from '#shared/document/references.ts';
import { FAMILIES } from '#shared/document/schema/vocabulary.ts';
import { divisionRange, outline } from '#shared/document/tree.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { type ActFacts, readActFacts } from './act-facts.ts';
import { clauseRange } from './clause-range.ts';
import { type Expansion, expandClause } from './expand.ts';
import { answeredFields, fieldsOfParties } from './fill.ts';
import { mapInlines, printedVariables } from './map-inlines.ts';
import type { Clause } from './model.ts';
import { numberingOf } from './numbering-of.ts';
import { type DraftingProblem, draftingProblem } from './problems.ts';
import { variantSummary } from './summary.ts';
import { fillValues } from './values.ts';

/** Where a clause goes: beside a division, at the end of the articles, or where its family usually stands. */
export type ClausePlace = { readonly before: BlockId } | { readonly after: BlockId } | 'fin' | 'usuelle';

/** A clause put into an act. Nothing is changed but what is told here. */
export interface ClauseChange {
  /** The whole act once changed, for `writeContent`, which leaves alone every block that stays equal. */
  readonly content: ActContent;
  /** The blocks of the clause as they now stand, heading first; its new footnotes are in `content`. */
  readonly blocks: readonly BlockJson[];
  /** Variables added to `champs`, or whose value was given here. */
  readonly champs: Fields;
  /** Names of the clauses to which it refers and which the act does not have: these renvois print as broken. */
  readonly renvoisRompus: readonly string[];
}

interface Worded {
  readonly blocks: BlockJson[];
  readonly notes: readonly BlockJson[];
  readonly champs: Fields;
}

/** Values of a clause's variables: what is given, else what the act already holds, else the defaults. */
function valuesOf(clause: Clause, valeurs: Readonly<Record<string, string>>, act: ActFacts) {
  const variables = variantSummary(clause).variables;
  const known = variables.flatMap(({ chemin }) => {
    const held = act.facts.valeurs[chemin] ?? null;
    return held === null ? [] : [[chemin, held] as const];
  });
  const familles = new Set([...act.facts.familles, clause.famille]);
  const filled = fillValues(
    variables.map((declaration) => ({ declaration, famille: null })),
    { ...Object.fromEntries(known), ...valeurs },
    { parties: act.parties.length, publique: act.facts.publique },
    () => familles,
  );
  const stray = Object.keys(valeurs).filter((chemin) => !variables.some((each) => each.chemin === chemin));
  const problems = [
    ...stray.map((chemin) =>
      draftingProblem(
        'champ.inconnu',
        chemin,
        `« ${chemin} » n’est pas un champ de cette clause. Retirez-le.`,
      ),
    ),
    ...filled.problems,
  ];
  return { ...filled, problems };
}

/** Words a clause for an act: its blocks with fresh ids, at the level and in the numbering of their surroundings. */
function word(
  clause: Clause,
  content: ActContent,
  heading: BlockId,
  niveau: number,
  valeurs: Readonly<Record<string, string>>,
  makeId: MakeBlockId,
): Result<Worded, readonly DraftingProblem[]> {
  const act = readActFacts(content);
  const values = valuesOf(clause, valeurs, act);
  if (values.problems.length > 0) return fail(values.problems);
  const notes: BlockJson[] = [];
  const targets = new Map([...act.targets, [clause.famille, act.targets.get(clause.famille) ?? heading]]);
  const expansion: Expansion = {
    qualification: act.qualification,
    titre: '',
    parties: act.parties,
    facts: {
      ...act.facts,
      valeurs: { ...act.facts.valeurs, ...values.facts.valeurs },
      familles: values.facts.familles,
    },
    targets,
    style: numberingOf(content.document, niveau),
    makeId,
    notes,
  };
  const blocks = expandClause(clause, heading, expansion).map(
    (block): BlockJson =>
      block.type === 'intitule'
        ? { ...block, attrs: { ...block.attrs, niveau: Math.min(6, block.attrs.niveau + niveau - 1) } }
        : block,
  );
  const printed = printedVariables([...blocks, ...notes]);
  const fields = {
    ...fieldsOfParties(act.parties, clause.faits, printed),
    ...answeredFields(values, printed),
  };
  const champs = Object.fromEntries(
    Object.entries(fields).filter(
      ([chemin, field]) =>
        !Object.hasOwn(content.champs, chemin) ||
        (Object.hasOwn(valeurs, chemin) && content.champs[chemin]?.valeur !== field.valeur),
    ),
  );
  return ok({ blocks, notes, champs });
}

const notFound = (id: BlockId) =>
  fail([
    draftingProblem(
      'division.introuvable',
      id,
      'Cette division n’est plus dans l’acte. Choisissez-en une autre.',
    ),
  ]);

/** Gives the renvois of new blocks the words that they print in the act, and lists those that lead nowhere. */
function labelled(
  blocks: readonly BlockJson[],
  document: DocumentJson,
  champs: Fields,
): { readonly blocks: BlockJson[]; readonly rompus: readonly string[] } {
  const numbering = computeNumbers(document, champs);
  const rompus = new Set<string>();
  const mapped = mapInlines(blocks, (inline) => {
    if (inline.type !== 'renvoi') return inline;
    if (inline.attrs.cible === '') {
      rompus.add(inline.attrs.libelle);
      return inline;
    }
    const { cible, format } = inline.attrs;
    const libelle = printReference(document, numbering, cible, format).text;
    return { ...inline, attrs: { ...inline.attrs, libelle } };
  });
  return { blocks: mapped, rompus: [...rompus] };
}

/** The act with some of its blocks replaced, its new notes in the order of their calls. */
function change(
  content: ActContent,
  start: number,
  end: number,
  worded: Worded,
  dropped: ReadonlySet<string>,
): ClauseChange {
  const champs: Fields = { ...content.champs, ...worded.champs };
  const assemble = (blocks: readonly BlockJson[], notes: readonly BlockJson[]): DocumentJson => {
    const { content: old } = content.document;
    const kept = (block: BlockJson) =>
      block.type !== 'note' || block.attrs.noteId === null || !dropped.has(block.attrs.noteId);
    return {
      type: 'doc',
      content: [...old.slice(0, start), ...blocks, ...old.slice(end).filter(kept), ...notes],
    };
  };
  const first = assemble(worded.blocks, worded.notes);
  const { blocks, rompus } = labelled(worded.blocks, first, champs);
  const notes = labelled(worded.notes, first, champs).blocks;
  const whole = canonicalContent({ document: assemble(blocks, notes), champs });
  return {
    content: whole,
    blocks: whole.document.content.slice(start, start + blocks.length),
    champs: worded.champs,
    renvoisRompus: rompus,
  };
}

/** Level and index at which a clause is put. */
interface Spot {
  readonly index: number;
  readonly niveau: number;
}

function endOfArticles(document: DocumentJson): number {
  const { content } = document;
  const closing = content.findIndex((block) => block.type === 'cloture' || block.type === 'signataire');
  return closing === -1 ? endOfText(document) : closing;
}

function endOfText({ content }: DocumentJson): number {
  return content.findLastIndex((block) => block.type !== 'note') + 1;
}

const FAMILY_NAMES: readonly (string | null)[] = FAMILIES;
const rankOf = (famille: string | null) => FAMILY_NAMES.indexOf(famille);

/** Where a family usually stands: after the divisions of the families that come before it in the domain's own list. */
function usualSpot(clause: Clause, document: DocumentJson): number {
  const { content } = document;
  if (clause.famille === 'annexes' || clause.famille === 'signature') return endOfText(document);
  const articles = content.findIndex((block) => block.type === 'intitule' || block.type === 'formule');
  if (clause.titre === null) return articles === -1 ? endOfArticles(document) : articles;
  const before = outline(document).filter((node) => {
    const rank = rankOf(node.heading.attrs.famille);
    return rank !== -1 && rank <= rankOf(clause.famille) && node.heading.attrs.genre !== 'annexe';
  });
  return before.at(-1)?.end ?? endOfArticles(document);
}

function spotOf(clause: Clause, document: DocumentJson, place: ClausePlace): Spot | BlockId {
  const roots = outline(document);
  const niveau = roots.find((node) => node.heading.attrs.genre !== 'preambule')?.niveau ?? 1;
  if (place === 'fin') return { index: endOfArticles(document), niveau };
  if (place === 'usuelle') return { index: usualSpot(clause, document), niveau };
  const beside = 'before' in place ? place.before : place.after;
  const range = divisionRange(document, beside);
  const heading = range === null ? undefined : document.content[range.start];
  if (range === null || heading?.type !== 'intitule') return beside;
  return { index: 'before' in place ? range.start : range.end, niveau: heading.attrs.niveau };
}

/**
 * Puts a clause into an act (rule D21), filled with the act's own parties and values.
 * @param valeurs of its variables, as typed; those absent are the act's, else the defaults
 * @returns the change, or everything to correct; the act given is left as it is
 */
export function insertClause(
  content: ActContent,
  clause: Clause,
  place: ClausePlace,
  valeurs: Readonly<Record<string, string>>,
  makeId: MakeBlockId,
): Result<ClauseChange, readonly DraftingProblem[]> {
  const spot = spotOf(clause, content.document, place);
  if (typeof spot === 'string') return notFound(spot);
  const worded = word(clause, content, makeId(), spot.niveau, valeurs, makeId);
  return worded.ok ? ok(change(content, spot.index, spot.index, worded.value, new Set())) : worded;
}

/** What tells two blocks apart when a wording replaces another: everything but their ids. */
const nameOf = (block: BlockJson) => `${block.type} ${wordingHash([block])}`;

/** Gives new blocks the ids of the old ones that say the same, then of those of the same kind left between them. */
function keepIds(old: readonly BlockJson[], blocks: readonly BlockJson[]): BlockJson[] {
  const names = old.map(nameOf);
  let from = 0;
  const matches = blocks.map((block) => {
    const found = names.indexOf(nameOf(block), from);
    if (found === -1) return null;
    from = found + 1;
    return found;
  });
  const taken = new Set(matches.filter((each) => each !== null));
  let floor = 0;
  return blocks.map((block, index) => {
    let match = matches[index] ?? null;
    if (match === null) {
      const ceiling = matches.slice(index).find((each) => each !== null) ?? old.length;
      const free = old.findIndex(
        (each, at) => at >= floor && at < ceiling && !taken.has(at) && each.type === block.type,
      );
      match = free === -1 ? null : free;
    }
    const twin = match === null ? undefined : old[match];
    if (match === null || twin === undefined) return block;
    taken.add(match);
    floor = match + 1;
    return { ...block, attrs: { ...block.attrs, id: twin.attrs.id } } as BlockJson;
  });
}

/**
 * Puts a clause, or another version of the same, in the place of a division (rule D21). The heading keeps its id and its
 * number, so that renvois to it hold, and every line that stays keeps its own.
 * @param id of the division's heading
 * @param valeurs as for `insertClause`
 */
export function replaceClause(
  content: ActContent,
  id: BlockId,
  clause: Clause,
  valeurs: Readonly<Record<string, string>>,
  makeId: MakeBlockId,
): Result<ClauseChange, readonly DraftingProblem[]> {
  const range = clauseRange(content.document, id);
  const old = range === null ? [] : content.document.content.slice(range.start, range.end);
  const heading = old[0];
  if (range === null || heading?.type !== 'intitule') return notFound(id);
  const worded = word(clause, content, id, heading.attrs.niveau, valeurs, makeId);
  if (!worded.ok) return worded;
  const { niveau, genre, prefixe, compteur, complet, separateur, numFixe } = heading.attrs;
  const asNumbered = worded.value.blocks.map(
    (block): BlockJson =>
      block.type === 'intitule' && block.attrs.id === id
        ? {
            ...block,
            attrs: { ...block.attrs, niveau, genre, prefixe, compteur, complet, separateur, numFixe },
          }
        : block,
  );
  const blocks = keepIds(old, asNumbered);
  const dropped = notesCalledOnlyBy(content.document, range);
  return ok(change(content, range.start, range.end, { ...worded.value, blocks }, dropped));
}

/** Footnotes that go with a division: called there, and nowhere else. */
function notesCalledOnlyBy(
  { content }: DocumentJson,
  range: { readonly start: number; readonly end: number },
): ReadonlySet<string> {
  const calls = (blocks: readonly BlockJson[]) => {
    const ids = new Set<string>();
    mapInlines(blocks, (inline) => {
      if (inline.type === 'appelNote') ids.add(inline.attrs.noteId);
      return inline;
    });
    return ids;
  };
  const elsewhere = calls([...content.slice(0, range.start), ...content.slice(range.end)]);
  return new Set([...calls(content.slice(range.start, range.end))].filter((each) => !elsewhere.has(each)));
}
