import type { BlockJson, DocumentJson } from '#shared/document/model.ts';
import { divisionRange } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';

/** Blocks of the front matter: they may follow a préambule, whose clause does not hold them. */
const FRONT: ReadonlySet<BlockJson['type']> = new Set([
  'titre',
  'partie',
  'liaison',
  'visa',
  'considerant',
  'formule',
]);

/**
 * Where the text of a clause stands: its division, up to the front matter that may follow.
 * @param id of the heading
 * @returns indexes in `document.content`, `end` exclusive; `null` when no heading has that id
 */
export function clauseRange(
  document: DocumentJson,
  id: BlockId,
): { readonly start: number; readonly end: number } | null {
  const range = divisionRange(document, id);
  if (range === null) return null;
  const { start, end } = range;
  const front = document.content.findIndex(
    (block, index) => index > start && index < end && FRONT.has(block.type),
  );
  return { start, end: front === -1 ? end : front };
}
