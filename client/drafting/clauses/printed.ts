import type { ActContent, BlockJson } from '#shared/document/model.ts';
import { type PrintContext, printBlock, printContext } from '#shared/document/text.ts';
import { clauseRange } from '#shared/drafting/clause-range.ts';
import type { ClauseChange } from '#shared/drafting/insertion.ts';
import type { BlockId } from '#shared/kernel/ids.ts';

/** One line of a text to show. */
export interface PrintedLine {
  readonly isHeading: boolean;
  readonly text: string;
}

function linesOf(blocks: readonly BlockJson[], ctx: PrintContext): PrintedLine[] {
  return blocks.flatMap((block, index) => {
    const text = printBlock(block, ctx, blocks[index - 1]);
    return text.trim() === '' ? [] : [{ isHeading: block.type === 'intitule', text }];
  });
}

/** @returns a division as it prints, its footnotes aside; empty when it is gone */
export function printedDivision(content: ActContent, id: BlockId): readonly PrintedLine[] {
  const range = clauseRange(content.document, id);
  if (range === null) return [];
  return linesOf(content.document.content.slice(range.start, range.end), printContext(content));
}

/** @returns the blocks of a change as they will print in the act */
export function printedChange(change: ClauseChange): readonly PrintedLine[] {
  return linesOf(change.blocks, printContext(change.content));
}

/** @returns a division as it would print with other blocks in its place, footnotes aside */
export function printedInstead(
  content: ActContent,
  id: BlockId,
  blocks: readonly BlockJson[],
): readonly PrintedLine[] {
  const range = clauseRange(content.document, id);
  if (range === null) return [];
  const own = blocks.filter((block) => block.type !== 'note');
  const document = {
    ...content.document,
    content: content.document.content.toSpliced(range.start, range.end - range.start, ...own),
  };
  return linesOf(own, printContext({ ...content, document }));
}

/** @returns the lines as one text, for a comparison */
export const wholeText = (lines: readonly PrintedLine[]): string => lines.map(({ text }) => text).join('\n');
