import { claimsOn } from '#shared/avenants/apply.ts';
import { addressesOf } from '#shared/avenants/conflicts.ts';
import type { Instruction } from '#shared/avenants/model.ts';
import { placesOf } from '#shared/avenants/places.ts';
import type { ActContent } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';

/**
 * @returns by rank, the block of the base that an instruction is about: the alinéa that holds its words, even where it
 *   is said « à l’article 4 »; `null` for the act as a whole
 */
export function blocksOf(
  base: ActContent,
  instructions: readonly Instruction[],
): readonly (BlockId | null)[] {
  const places = placesOf(base);
  const spliced = new Map<number, BlockId>();
  for (const { instruction, edit } of claimsOn(base, instructions))
    if (edit.kind === 'splice' && !spliced.has(instruction)) spliced.set(instruction, edit.block.attrs.id);
  return instructions.map((instruction, rank) => {
    const [address] = addressesOf(instruction);
    return spliced.get(rank) ?? (address === undefined ? null : places.resolve(address));
  });
}
