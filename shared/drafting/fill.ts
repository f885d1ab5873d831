import type { ActContent } from '#shared/document/model.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, type Result } from '#shared/kernel/result.ts';
import type { DraftInput, Library } from './model.ts';
import type { DraftingProblem } from './problems.ts';

/**
 * Fills a modèle: the whole text of a new act, with parties, variables, renvois and signature blocks in place.
 * Parties are `p1`…`pn` in the order given. What was left empty prints as a visible variable.
 * @param makeId makes the permanent ids of the blocks
 * @returns the content, or everything to correct in `input`
 */
export function fillModele(
  _library: Library,
  _modeleId: string,
  _input: DraftInput,
  _makeId: MakeBlockId,
): Result<ActContent, readonly DraftingProblem[]> {
  return fail([]);
}
