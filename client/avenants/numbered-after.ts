import type { NumberBy } from '#client/editor/core/derived.ts';
import { carryNumbers } from '#shared/avenants/numbers.ts';
import type { ActContent } from '#shared/document/model.ts';
import { computeNumbers } from '#shared/document/numbering.ts';

/**
 * @param base the text that an avenant amends
 * @returns how its consolidated text is numbered on screen: as the avenant will number it (rule R6 of avenants)
 */
export function numberedAfter(base: ActContent): NumberBy {
  return (document, champs) => computeNumbers(carryNumbers(base, { document, champs }).document, champs);
}
