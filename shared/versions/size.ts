import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson, DocumentJson } from '#shared/document/model.ts';
import { printBlock, printContext, printInline } from '#shared/document/text.ts';

/** How much changed from one state to the next, at a glance: the exact account is the comparison's. */
export interface ChangeSize {
  /** Blocks of the first level that only the new state has, only the old one has, or that differ. */
  readonly blocksAdded: number;
  readonly blocksRemoved: number;
  readonly blocksChanged: number;
  /** Characters as printed, between what each block keeps at its start and at its end. */
  readonly added: number;
  readonly removed: number;
}

/**
 * Rule V8: measures a change by permanent ids, linear in the two texts. A block that only moved counts for nothing.
 * @returns all zeros for two states of one wording
 */
export function sizeOfChange(old: ActContent, next: ActContent): ChangeSize {
  const before = printedBlocks(old);
  const after = printedBlocks(next);
  const size = { blocksAdded: 0, blocksRemoved: 0, blocksChanged: 0, added: 0, removed: 0 };
  for (const [id, block] of after) {
    const was = before.get(id);
    if (was === undefined) {
      size.blocksAdded += 1;
      size.added += block.text.length;
    } else if (was.json !== block.json || was.text !== block.text) {
      const kept = commonEnds(was.text, block.text);
      size.blocksChanged += 1;
      size.added += block.text.length - kept;
      size.removed += was.text.length - kept;
    }
  }
  for (const [id, was] of before) {
    if (after.has(id)) continue;
    size.blocksRemoved += 1;
    size.removed += was.text.length;
  }
  return size;
}

interface Printed {
  readonly json: string;
  readonly text: string;
}

function printedBlocks(content: ActContent): ReadonlyMap<string, Printed> {
  const ctx = printContext(content);
  return new Map(
    content.document.content.map((block) => [
      block.attrs.id,
      {
        json: blockJson(block),
        text: block.type === 'table' ? printBlock(block, ctx) : printInline(block, ctx),
      },
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
