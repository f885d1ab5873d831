import type { ActContent, BlockJson, InlineJson } from '#shared/document/model.ts';
import { type PrintContext, printContext, printInline } from '#shared/document/text.ts';
import { normaliseForComparison } from '#shared/document/typography.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { type ActFacts, readActFacts } from './act-facts.ts';
import { clauseConditionals } from './clause.ts';
import { clauseRange } from './clause-range.ts';
import { expandClause } from './expand.ts';
import { mapInlines } from './map-inlines.ts';
import type { Clause, Conditional, Library } from './model.ts';
import { numberingOf } from './numbering-of.ts';

/** What is known of where a division came from (rule D20). */
export type ClauseStatus =
  /** The wording of the clausier today, once variables are put back. */
  | { readonly etat: 'maison'; readonly clause: Clause; readonly courante: Clause }
  /** The wording of an older version; `courante` is what *mettre à jour* would put. */
  | {
      readonly etat: 'ancienne';
      readonly clause: Clause;
      readonly courante: Clause;
      /** The division as the current version would word it here. */
      readonly nouvelle: readonly BlockJson[];
    }
  /** Changed since; both texts are given so that they can be compared. */
  | {
      readonly etat: 'modifiee';
      /** The version it came from. */
      readonly clause: Clause;
      readonly courante: Clause;
      /** The division as its own version words it here. */
      readonly maison: readonly BlockJson[];
      readonly texte: readonly BlockJson[];
    }
  /** No clause made it, or one that this server does not have. */
  | {
      readonly etat: 'inconnue';
      readonly raison: 'sans-clause' | 'clause-absente';
      readonly marque: string | null;
    };

/** Conditions of one clause tried in every combination: beyond, only what the act's values choose. */
const MAX_CONDITIONALS = 6;

/** Ids that name nothing in the act: the blocks are only read. */
function readingIds(): () => BlockId {
  let count = 0;
  return () => {
    count += 1;
    return `lecture${String(count).padStart(5, '0')}` as BlockId;
  };
}

/** @returns the versions of a clause that this server has, the current one first; none when it is unknown */
export function clauseVersions(library: Library, id: string): readonly Clause[] {
  const current = [...library.clauses.values()].find((each) => each.id === id);
  return [...(current === undefined ? [] : [current]), ...(library.anciennes.get(id) ?? [])];
}

/** A division as a clause would word it in this act, its footnotes last. */
function wordedHere(
  clause: Clause,
  act: ActFacts,
  content: ActContent,
  heading: BlockId,
  branch?: (conditional: Conditional) => boolean | undefined,
): BlockJson[] {
  const notes: BlockJson[] = [];
  const blocks = expandClause(clause, heading, {
    qualification: act.qualification,
    titre: '',
    parties: act.parties,
    facts: act.facts,
    targets: act.targets,
    style: numberingOf(content.document, 1),
    makeId: readingIds(),
    notes,
    ...(branch === undefined ? {} : { branch }),
  });
  return [...blocks, ...notes];
}

/** Blocks of a division with its own footnotes, which stand at the end of the act. */
function divisionBlocks(content: ActContent, id: BlockId): BlockJson[] | null {
  const range = clauseRange(content.document, id);
  if (range === null) return null;
  const own = content.document.content.slice(range.start, range.end);
  const called = new Set<string>();
  mapInlines(own, (inline) => {
    if (inline.type === 'appelNote') called.add(inline.attrs.noteId);
    return inline;
  });
  const notes = content.document.content
    .slice(range.end)
    .filter(
      (block) => block.type === 'note' && block.attrs.noteId !== null && called.has(block.attrs.noteId),
    );
  return [...own, ...notes];
}

/** The words of some blocks, without what a colleague would not call a change: numbers, typography, empty lines. */
function wording(blocks: readonly BlockJson[], ctx: PrintContext): string {
  const withoutCalls = mapInlines(
    blocks,
    (inline): InlineJson => (inline.type === 'appelNote' ? { type: 'text', text: '' } : inline),
  );
  const lines = withoutCalls.flatMap((block) => {
    if (block.type === 'table')
      return block.content.map((row) =>
        row.content.map((cell) => cell.content.map((each) => printInline(each, ctx)).join(' ')).join(' | '),
      );
    const depth = block.type === 'item' ? `${block.attrs.niveau} ` : '';
    const text = printInline(block, ctx).replace(/\[renvoi rompu[^\]]*\]/g, '[renvoi rompu]');
    return text.trim() === '' ? [] : [`${block.type} ${depth}${text}`];
  });
  return normaliseForComparison(lines.join('\n'));
}

/** Every way in which a clause can be worded: what the act's values choose first, then the other branches. */
function* wordings(clause: Clause, act: ActFacts, content: ActContent, id: BlockId): Generator<BlockJson[]> {
  yield wordedHere(clause, act, content, id);
  const conditionals = clauseConditionals(clause);
  if (conditionals.length === 0 || conditionals.length > MAX_CONDITIONALS) return;
  for (let choice = 0; choice < 2 ** conditionals.length; choice += 1)
    yield wordedHere(clause, act, content, id, (each) => (choice & (1 << conditionals.indexOf(each))) !== 0);
}

/** What every division of one act is read with, made once. */
interface Reading {
  readonly content: ActContent;
  readonly act: ActFacts;
  readonly ctx: PrintContext;
}

const reading = (content: ActContent): Reading => ({
  content,
  act: readActFacts(content),
  ctx: printContext(content),
});

function statusOf(id: BlockId, library: Library, { content, act, ctx }: Reading): ClauseStatus {
  const texte = divisionBlocks(content, id);
  const heading = texte?.[0];
  const marque = heading?.type === 'intitule' ? heading.attrs.clause : null;
  if (texte === null || marque === null) return { etat: 'inconnue', raison: 'sans-clause', marque };
  const [clauseId = '', version = ''] = marque.split('@');
  const versions = clauseVersions(library, clauseId);
  const courante = versions[0];
  const origin = versions.find((each) => String(each.version) === version);
  if (courante === undefined || origin === undefined)
    return { etat: 'inconnue', raison: 'clause-absente', marque };

  const actual = wording(texte, ctx);
  const same = (clause: Clause) => {
    for (const blocks of wordings(clause, act, content, id)) if (wording(blocks, ctx) === actual) return true;
    return false;
  };
  if (same(courante)) return { etat: 'maison', clause: courante, courante };
  const older = [origin, ...versions.slice(1)].find((each) => each !== courante && same(each));
  if (older !== undefined)
    return { etat: 'ancienne', clause: older, courante, nouvelle: wordedHere(courante, act, content, id) };
  return { etat: 'modifiee', clause: origin, courante, maison: wordedHere(origin, act, content, id), texte };
}

/**
 * Tells whether a division still is the wording of the clause that made it (rule D20).
 * @param id of the division's heading
 * @param library with the versions that this server has
 */
export function clauseStatus(content: ActContent, id: BlockId, library: Library): ClauseStatus {
  return statusOf(id, library, reading(content));
}

/** The status of every division that a clause made, by heading id, in the order of the text. */
export function clauseStatuses(content: ActContent, library: Library): ReadonlyMap<BlockId, ClauseStatus> {
  const read = reading(content);
  return new Map(
    content.document.content.flatMap((block) =>
      block.type === 'intitule' && block.attrs.clause !== null
        ? [[block.attrs.id, statusOf(block.attrs.id, library, read)] as const]
        : [],
    ),
  );
}
