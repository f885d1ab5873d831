import { printAddress } from '#shared/document/address.ts';
import type { BlockJson, DocumentJson, InlineJson } from '#shared/document/model.ts';
import type { Numbering } from '#shared/document/numbering.ts';

/** Something that a cross-reference can name. */
export interface ReferenceTarget {
  readonly id: string;
  /** What one reads in the list: number and heading, or address and first words. */
  readonly label: string;
  /** Depth in the list, from 0. */
  readonly depth: number;
}

const MAX_LABEL = 90;

function words(content: readonly InlineJson[] | undefined): string {
  const text = (content ?? []).map((one) => (one.type === 'text' ? one.text : ' ')).join('');
  return text.replace(/\s+/g, ' ').trim();
}

const cut = (text: string) => (text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL - 1)}…` : text);

function labelOf(block: BlockJson, document: DocumentJson, numbering: Numbering): string | null {
  if (block.type === 'intitule') {
    const heading = numbering.headings.get(block.attrs.id);
    return heading ? `${heading.printed}${heading.heading}`.trim() || 'Division sans intitulé' : null;
  }
  if (block.type !== 'alinea' && block.type !== 'item') return null;
  const address = printAddress(document, block.attrs.id);
  return address === null ? null : cut(`${address}\u00a0: ${words(block.content)}`);
}

/** @returns divisions and the alinéas in them, in the order of the act */
export function referenceTargets(document: DocumentJson, numbering: Numbering): readonly ReferenceTarget[] {
  const targets: ReferenceTarget[] = [];
  let niveau = 0;
  for (const block of document.content) {
    if (block.type === 'intitule') niveau = block.attrs.niveau;
    const label = labelOf(block, document, numbering);
    if (label === null || !('id' in block.attrs)) continue;
    targets.push({ id: block.attrs.id, label, depth: block.type === 'intitule' ? niveau - 1 : niveau });
  }
  return targets;
}
