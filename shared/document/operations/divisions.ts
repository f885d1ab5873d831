import type * as Y from 'yjs';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { IntituleAttrs } from '../model.ts';
import type { DivisionKind } from '../schema/vocabulary.ts';
import { diff } from './diff.ts';
import { attribute, type Block, findBlock, idOf, isTextBlock, levelOf, setAttribute } from './elements.ts';
import { deleteText, insertText, plainText } from './inline.ts';
import { takenIds } from './insert.ts';
import { elementsFromJson } from './json.ts';
import { type OperationProblem, refuse } from './problem.ts';
import { divisionRange, headingsIn, indexOf, isHeading, readBlocks } from './ranges.ts';

/**
 * Indents or outdents a division with all its subdivisions: attributes only, no text is touched.
 * @param delta levels to add, negative to outdent
 * @returns `niveau.limite` when one of them would leave 1 to 6
 */
export function setDivisionLevel(
  doc: Y.Doc,
  id: BlockId,
  delta: number,
  origin: unknown,
): Result<null, OperationProblem> {
  const blocks = readBlocks(doc);
  const start = indexOf(blocks, id);
  if (start === -1) return refuse('bloc.introuvable', id);
  if (!isHeading(blocks, start)) return refuse('division.attendue', id);
  const headings = headingsIn(blocks, divisionRange(blocks, start))
    .map((index) => blocks.list[index])
    .filter((block): block is Block => block !== undefined);
  const leaves = (block: Block): boolean => levelOf(block) + delta < 1 || levelOf(block) + delta > 6;
  if (headings.some(leaves)) return refuse('niveau.limite', id);
  doc.transact(() => {
    for (const heading of headings) setAttribute(heading, 'niveau', levelOf(heading) + delta);
  }, origin);
  return ok(null);
}

/**
 * Deletes a division with all that it holds. Its notes stay, orphaned, at the end of the act.
 * @returns the ids of the deleted blocks
 */
export function deleteDivision(
  doc: Y.Doc,
  id: BlockId,
  origin: unknown,
): Result<readonly BlockId[], OperationProblem> {
  const blocks = readBlocks(doc);
  const start = indexOf(blocks, id);
  if (start === -1) return refuse('bloc.introuvable', id);
  if (!isHeading(blocks, start)) return refuse('division.attendue', id);
  const range = divisionRange(blocks, start);
  const ids = blocks.list.slice(range.start, range.end).map(idOf);
  doc.transact(() => blocks.fragment.delete(range.start, range.end - range.start), origin);
  return ok(ids.filter((one): one is BlockId => one !== null));
}

/** The two blocks of a new division: its heading, and an empty alinéa to write in. */
export interface NewDivision {
  readonly heading: BlockId;
  readonly alinea: BlockId;
}

/**
 * Inserts a division after another (after all that it holds) or after any first-level block.
 * @param after a heading's or a block's id; null for the beginning of the act
 * @param attrs those that differ from the schema's defaults
 */
export function insertDivision(
  doc: Y.Doc,
  after: BlockId | null,
  attrs: Partial<Omit<IntituleAttrs, 'id'>>,
  heading: string,
  makeId: MakeBlockId,
  origin: unknown,
): Result<NewDivision, OperationProblem> {
  const blocks = readBlocks(doc);
  const index = after === null ? -1 : indexOf(blocks, after);
  if (after !== null && index === -1)
    return refuse(findBlock(doc, after) === null ? 'bloc.introuvable' : 'bloc.en-tableau', after);
  const at = isHeading(blocks, index)
    ? divisionRange(blocks, index).end
    : Math.min(index + 1, blocks.bodyEnd);

  const ids: NewDivision = { heading: makeId(), alinea: makeId() };
  const content = heading === '' ? {} : { content: [{ type: 'text' as const, text: heading }] };
  const elements = elementsFromJson(
    [
      { type: 'intitule', attrs: { ...DEFAULT_HEADING, ...attrs, id: ids.heading }, ...content },
      { type: 'alinea', attrs: { id: ids.alinea, retrait: 0, aVerifier: false } },
    ],
    makeId,
    takenIds(doc),
  );
  if (!elements.ok) return elements;
  doc.transact(() => blocks.fragment.insert(at, elements.value), origin);
  return ok(ids);
}

const DEFAULT_HEADING: Omit<IntituleAttrs, 'id'> = {
  niveau: 1,
  genre: 'rubrique',
  famille: null,
  clause: null,
  prefixe: '',
  compteur: 'aucun',
  complet: false,
  separateur: '',
  numFixe: null,
};

/**
 * Gives a text block (a heading, usually) another wording by changing only the characters that differ, so that
 * marks, and what somebody else types in it meanwhile, are kept.
 * @param text plain text; each inline atom to keep is one U+FFFC, as `plainText` gives them
 */
export function renameDivision(
  doc: Y.Doc,
  id: BlockId,
  text: string,
  origin: unknown,
): Result<null, OperationProblem> {
  const place = findBlock(doc, id);
  if (place === null) return refuse('bloc.introuvable', id);
  const { block } = place;
  if (!isTextBlock(block)) return refuse('texte.attendu', id);
  const hunks = diff(plainText(block), text);
  if (hunks.length === 0) return ok(null);
  doc.transact(() => {
    // From the end, so that the offsets of the hunks not done yet still hold.
    for (const { from, to, newFrom, newTo } of hunks.toReversed()) {
      insertText(block, to, text.slice(newFrom, newTo));
      deleteText(block, from, to - from);
    }
  }, origin);
  return ok(null);
}

/** Which headings a numbering style is for: those named, or all of one level, or of one kind. */
export type HeadingSelector =
  | { readonly ids: ReadonlySet<string> }
  | { readonly niveau: number; readonly genre?: DivisionKind };

/** How headings print their numbers; a member left out is left as it is. */
export type NumberingStyle = Partial<
  Pick<IntituleAttrs, 'prefixe' | 'compteur' | 'complet' | 'separateur' | 'genre'>
>;

/**
 * Gives a numbering style to headings, attributes only.
 * @returns how many headings were selected
 */
export function setNumberingStyle(
  doc: Y.Doc,
  selector: HeadingSelector,
  style: NumberingStyle,
  origin: unknown,
): Result<number, OperationProblem> {
  const blocks = readBlocks(doc);
  const selected = blocks.list.filter((block) => {
    if (block.nodeName !== 'intitule') return false;
    if ('ids' in selector) return selector.ids.has(idOf(block) ?? '');
    if (levelOf(block) !== selector.niveau) return false;
    return selector.genre === undefined || attribute(block, 'genre') === selector.genre;
  });
  doc.transact(() => {
    for (const block of selected)
      for (const [name, value] of Object.entries(style)) setAttribute(block, name, value);
  }, origin);
  return ok(selected.length);
}
