import type * as Y from 'yjs';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { BlockAttrs, BlockJson } from '../model.ts';
import type { TextBlockName } from '../schema/vocabulary.ts';
import { copying } from './copying.ts';
import { childrenOf, contentOf, eachBlock, findBlock, idOf, isTextBlock } from './elements.ts';
import { elementsFromJson, preparedId } from './json.ts';
import { type OperationProblem, refuse } from './problem.ts';
import { indexOf, readBlocks } from './ranges.ts';

/** Where blocks are inserted: beside a first-level block, or at an end of the text (its notes come after). */
export type InsertPlace = { readonly before: BlockId } | { readonly after: BlockId } | 'start' | 'end';

/** @returns every block id of the act, those of table cells included */
export function takenIds(doc: Y.Doc): Set<string> {
  const ids = new Set<string>();
  eachBlock(contentOf(doc), (block) => {
    const id = idOf(block);
    if (id !== null) ids.add(id);
  });
  return ids;
}

/**
 * Inserts blocks at the first level of the act.
 * @param blocks checked against the schema; those whose id is missing or taken are given a new one
 * @returns the ids of the inserted blocks, in order
 */
export function insertBlocks(
  doc: Y.Doc,
  at: InsertPlace,
  blocks: readonly BlockJson[],
  makeId: MakeBlockId,
  origin: unknown,
): Result<readonly BlockId[], OperationProblem> {
  const index = insertionIndex(doc, at);
  if (!index.ok) return index;
  const elements = elementsFromJson(blocks, makeId, takenIds(doc));
  if (!elements.ok) return elements;
  const ids = elements.value.map(preparedId).filter((id): id is BlockId => id !== null);
  doc.transact(() => contentOf(doc).insert(index.value, elements.value), origin);
  return ok(ids);
}

function insertionIndex(doc: Y.Doc, at: InsertPlace): Result<number, OperationProblem> {
  const blocks = readBlocks(doc);
  if (at === 'start') return ok(0);
  if (at === 'end') return ok(blocks.bodyEnd);
  const beside = 'before' in at ? at.before : at.after;
  const index = indexOf(blocks, beside);
  if (index === -1)
    return refuse(findBlock(doc, beside) === null ? 'bloc.introuvable' : 'bloc.en-tableau', beside);
  return ok('before' in at ? index : index + 1);
}

/**
 * Turns a text block into another kind (alinéa into item…), keeping its id, text, marks and atoms. Yjs can't
 * rename an element: the block is copied, so what somebody types in it meanwhile is left to the rescue
 * (../../sync/rescue.ts).
 * @param attrs attributes of the new kind, without the id
 */
export function setBlockKind<Name extends TextBlockName>(
  doc: Y.Doc,
  id: BlockId,
  kind: Name,
  attrs: Omit<BlockAttrs[Name], 'id'>,
  origin: unknown,
): Result<null, OperationProblem> {
  const place = findBlock(doc, id);
  if (place === null) return refuse('bloc.introuvable', id);
  const { block, parent, index, top } = place;
  if (!isTextBlock(block)) return refuse('texte.attendu', id);
  if (!top && kind !== 'alinea' && kind !== 'item') return refuse('bloc.en-tableau', id);
  const shell = elementsFromJson([{ type: kind, attrs: { ...attrs, id } } as BlockJson], () => id, new Set());
  if (!shell.ok) return shell;
  const rewrite = (): void => {
    const children = childrenOf(block).map((child) => child.clone());
    parent.delete(index, 1);
    parent.insert(index, shell.value);
    shell.value[0]?.insert(0, children);
  };
  // In a cell, somebody who has not seen the copy may delete the table: what it holds must then be rescued.
  if (top) copying(doc, rewrite, origin);
  else doc.transact(rewrite, origin);
  return ok(null);
}

/**
 * Puts a « passage repris » back, as an alinéa of its own, when the person asks for it.
 * @param after the first-level block to put it after; null for the end of the text
 * @returns the id of the new alinéa
 */
export function reinsertPassage(
  doc: Y.Doc,
  passage: { readonly text: string },
  after: BlockId | null,
  makeId: MakeBlockId,
  origin: unknown,
): Result<BlockId, OperationProblem> {
  const id = makeId();
  const inserted = insertBlocks(
    doc,
    after === null ? 'end' : { after },
    [
      {
        type: 'alinea',
        attrs: { id, retrait: 0, aVerifier: false },
        ...(passage.text === '' ? {} : { content: [{ type: 'text', text: passage.text }] }),
      },
    ],
    makeId,
    origin,
  );
  return inserted.ok ? ok(inserted.value[0] ?? id) : inserted;
}
