import type { BlockId } from '#shared/kernel/ids.ts';
import type { BlockJson, DocumentJson } from './model.ts';

/** The heading that opens a division. */
type IntituleBlock = Extract<BlockJson, { type: 'intitule' }>;

/** One division: its heading is `document.content[start]`, its text runs to `end` (exclusive), children included. */
export interface OutlineNode {
  readonly id: BlockId;
  readonly niveau: number;
  readonly heading: IntituleBlock;
  readonly start: number;
  readonly end: number;
  readonly children: readonly OutlineNode[];
}

interface OpenNode extends OutlineNode {
  end: number;
  readonly children: OpenNode[];
}

/** Blocks that stand after the divisions and belong to none (rule D3). */
const closesDivisions = (block: BlockJson): boolean =>
  block.type === 'cloture' || block.type === 'signataire';

/**
 * The tree of divisions (rules D1 to D4 of RULES.md).
 * @returns the divisions that stand in no other, in document order
 */
export function outline(document: DocumentJson): readonly OutlineNode[] {
  const { content } = document;
  const roots: OpenNode[] = [];
  let open: OpenNode[] = [];
  let bodyEnd = content.length;
  while (bodyEnd > 0 && content[bodyEnd - 1]?.type === 'note') bodyEnd -= 1;

  for (let index = 0; index < bodyEnd; index += 1) {
    const block = content[index];
    if (block === undefined) continue;
    if (closesDivisions(block)) {
      for (const node of open) node.end = index;
      open = [];
      continue;
    }
    if (block.type !== 'intitule') continue;
    const depth = open.findIndex((node) => node.niveau >= block.attrs.niveau);
    const kept = depth === -1 ? open : open.slice(0, depth);
    for (const node of depth === -1 ? [] : open.slice(depth)) node.end = index;
    const node: OpenNode = {
      id: block.attrs.id,
      niveau: block.attrs.niveau,
      heading: block,
      start: index,
      end: bodyEnd,
      children: [],
    };
    (kept.at(-1)?.children ?? roots).push(node);
    open = [...kept, node];
  }
  return roots;
}

/**
 * Where a division stands.
 * @param id the id of its heading
 * @returns indexes in `document.content`, `end` exclusive, subdivisions included; null when no heading has that id
 */
export function divisionRange(
  document: DocumentJson,
  id: BlockId,
): { readonly start: number; readonly end: number } | null {
  const find = (nodes: readonly OutlineNode[]): OutlineNode | null => {
    for (const node of nodes) {
      const found = node.id === id ? node : find(node.children);
      if (found !== null) return found;
    }
    return null;
  };
  const node = find(outline(document));
  return node === null ? null : { start: node.start, end: node.end };
}

/** @returns what stands before the first division: titles, parties, visas, agreement formula, in their order */
export function frontMatter(document: DocumentJson): readonly BlockJson[] {
  const first = document.content.findIndex((block) => block.type === 'intitule');
  return first === -1 ? document.content : document.content.slice(0, first);
}
