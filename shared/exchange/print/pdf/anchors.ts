import type { BlockId } from '#shared/kernel/ids.ts';
import type { PrintBlock, PrintModel } from '../model.ts';
import { printedBlock } from '../text.ts';

/** Lines that a sommaire may have: three pages. Deeper levels are left out rather than pass it. */
const LONGEST_CONTENTS = 110;

function referred(blocks: readonly PrintBlock[], into: Set<BlockId>): void {
  for (const block of blocks) {
    if ('runs' in block)
      for (const run of block.runs) if (run.type === 'renvoi' && run.cible !== null) into.add(run.cible);
    if (block.type === 'table')
      for (const row of block.rows) for (const cell of row) referred(cell.blocks, into);
  }
}

/** @returns the blocks that references point to and that print, each id once: the only ones that need an anchor */
export function anchors(model: PrintModel): ReadonlySet<BlockId> {
  const wanted = new Set<BlockId>();
  referred(model.blocks, wanted);
  const seen = new Set<BlockId>();
  const found = new Set<BlockId>();
  for (const block of model.blocks) {
    const anchored = block.type === 'intitule' || block.type === 'alinea' || block.type === 'item';
    if (anchored && wanted.has(block.id) && !seen.has(block.id) && printedBlock(block).trim() !== '')
      found.add(block.id);
    else if (seen.has(block.id)) found.delete(block.id);
    seen.add(block.id);
  }
  return found;
}

/** @returns the headings that the sommaire lists: all levels, or fewer when it would get too long */
export function listedHeadings({ contents }: PrintModel): ReadonlySet<BlockId> {
  const levels = [...new Set(contents.map(({ niveau }) => niveau))].sort((a, b) => b - a);
  const upTo = (depth: number) => contents.filter(({ niveau }) => niveau <= depth);
  const depth = levels.find((level) => upTo(level).length <= LONGEST_CONTENTS) ?? levels.at(-1) ?? 1;
  return new Set(upTo(depth).map(({ id }) => id));
}
