import { compareContents } from '#shared/compare/contents.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson, DocumentJson } from '#shared/document/model.ts';
import { printBlock, printContext, printInline } from '#shared/document/text.ts';

/** How much changed from one state to the next, at a glance: the exact account is the comparison's. */
export interface ChangeSize {
  /** Blocks of the first level that came, that went, or that changed in any other way that the comparison tells. */
  readonly blocksAdded: number;
  readonly blocksRemoved: number;
  readonly blocksChanged: number;
  /** Characters as printed, between what each block keeps at its start and at its end. */
  readonly added: number;
  readonly removed: number;
}

/** Operations allowed to the comparison: a version is kept between two requests. A block past them still counts. */
const OPERATIONS = 2_000_000;

/**
 * Rule V8: measures a change. Blocks are counted as the comparison tells them, so that both say the same number;
 * characters by permanent ids, linear in the two texts.
 * @param old any writing of its canonical form, and so is `next`
 * @returns all zeros for two states of one wording
 */
export function sizeOfChange(old: ActContent, next: ActContent): ChangeSize {
  const comparison = compareContents(old, next, { operations: OPERATIONS });
  const size = { blocksAdded: 0, blocksRemoved: 0, blocksChanged: 0, added: 0, removed: 0 };
  for (const { kinds } of comparison.blocks.changes) {
    if (kinds.includes('insere')) size.blocksAdded += 1;
    else if (kinds.includes('supprime')) size.blocksRemoved += 1;
    else if (kinds.some((kind) => kind !== 'identite')) size.blocksChanged += 1;
  }
  const before = printedBlocks(comparison.old);
  const after = printedBlocks(comparison.new);
  for (const [id, text] of after) {
    const was = before.get(id) ?? '';
    const kept = commonEnds(was, text);
    size.added += text.length - kept;
    size.removed += was.length - kept;
  }
  for (const [id, was] of before) if (!after.has(id)) size.removed += was.length;
  return size;
}

function printedBlocks(content: ActContent): ReadonlyMap<string, string> {
  const ctx = printContext(content);
  return new Map(
    content.document.content.map((block) => [
      block.attrs.id,
      block.type === 'table' ? printBlock(block, ctx) : printInline(block, ctx),
    ]),
  );
}

/** The canonical writing of one block, whatever the act around it. */
export function blockJson(block: BlockJson): string {
  const document: DocumentJson = { type: 'doc', content: [block] };
  return canonicalJson({ document, champs: {} });
}

function commonEnds(a: string, b: string): number {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return start + end;
}
