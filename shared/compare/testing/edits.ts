import fc from 'fast-check';
import { alinea, texte } from '#shared/document/builders.ts';
import type { ActContent, BlockJson, InlineJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';

/** One edit that somebody makes, its places as shares of the whole, so that it fits any act. */
export interface Edit {
  readonly kind: (typeof KINDS)[number];
  readonly at: number;
  readonly to: number;
}

const KINDS = [
  'delete',
  'insert',
  'move',
  'move-run',
  'type',
  'erase',
  'bold',
  'split',
  'join',
  'value',
  'retype',
  'level',
  'table',
] as const;

/** @returns a list of edits, to be made one after the other by {@link editAct} */
export const arbitraryEdits = (maxLength = 8): fc.Arbitrary<readonly Edit[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      to: fc.double({ min: 0, max: 0.999, noNaN: true }),
    }),
    { maxLength },
  );

type TextBlock = Exclude<BlockJson, { type: 'table' | 'image' | 'sautPage' }>;
const isText = (block: BlockJson | undefined): block is TextBlock =>
  block !== undefined && block.type !== 'table' && block.type !== 'image' && block.type !== 'sautPage';

const withContent = (block: TextBlock, content: readonly InlineJson[]): BlockJson =>
  ({ ...block, content }) as BlockJson;

/** Rewrites one text of the block, if it has one. */
function onText(block: BlockJson, at: number, rewrite: (text: string) => readonly InlineJson[]): BlockJson {
  if (!isText(block)) return block;
  const content = block.content ?? [];
  const rank = Math.floor(at * content.length);
  const inline = content[rank];
  if (inline?.type !== 'text') return withContent(block, [...content, ...rewrite('')]);
  return withContent(block, [...content.slice(0, rank), ...rewrite(inline.text), ...content.slice(rank + 1)]);
}

function editBlocks(blocks: readonly BlockJson[], edit: Edit, freshId: () => BlockId): readonly BlockJson[] {
  const at = Math.floor(edit.at * blocks.length);
  const to = Math.floor(edit.to * blocks.length);
  const block = blocks[at];
  if (block === undefined) return blocks;
  const replace = (...by: readonly BlockJson[]) => [...blocks.slice(0, at), ...by, ...blocks.slice(at + 1)];
  const moveRun = (count: number) => {
    const run = blocks.slice(at, at + count);
    const rest = blocks.filter((one) => !run.includes(one));
    return [...rest.slice(0, to), ...run, ...rest.slice(to)];
  };
  switch (edit.kind) {
    case 'delete':
      return replace();
    case 'insert':
      return replace(alinea('Un alinéa ajouté au cours de la négociation.', { id: freshId() }), block);
    case 'move':
      return moveRun(1);
    case 'move-run':
      return moveRun(3);
    case 'type':
      return replace(onText(block, edit.to, (text) => [texte(`${text} sous trois mois`)]));
    case 'erase':
      return replace(onText(block, edit.to, (text) => [texte(text.slice(Math.floor(text.length / 2)))]));
    case 'bold':
      return replace(
        onText(block, edit.to, (text) => [{ type: 'text', text: `${text}!`, marks: [{ type: 'bold' }] }]),
      );
    case 'split': {
      if (!isText(block)) return blocks;
      const content = block.content ?? [];
      const cut = Math.floor(edit.to * content.length);
      const rest = { ...block, attrs: { ...block.attrs, id: freshId() } } as TextBlock;
      return replace(withContent(block, content.slice(0, cut)), withContent(rest, content.slice(cut)));
    }
    case 'join': {
      const next = blocks[at + 1];
      if (!isText(block) || !isText(next)) return blocks;
      const joined = withContent(block, [...(block.content ?? []), ...(next.content ?? [])]);
      return [...blocks.slice(0, at), joined, ...blocks.slice(at + 2)];
    }
    case 'retype':
      return replace({ ...block, attrs: { ...block.attrs, id: freshId() } } as BlockJson);
    case 'level':
      return replace(
        block.type === 'intitule' || block.type === 'item'
          ? ({ ...block, attrs: { ...block.attrs, niveau: 1 + (to % 4) } } as BlockJson)
          : block,
      );
    case 'table': {
      if (block.type !== 'table') return blocks;
      const row = block.content[to % block.content.length];
      if (row === undefined) return blocks;
      const copy = {
        ...row,
        content: row.content.map((cell) => ({ ...cell, content: [alinea('Nouveau', { id: freshId() })] })),
      };
      const rows = [...block.content.slice(1), copy];
      return replace({ ...block, content: rows });
    }
    case 'value':
      return blocks;
  }
}

/** Makes edits one after the other; those that do not fit do nothing. */
export function editAct(content: ActContent, edits: readonly Edit[]): ActContent {
  let count = 0;
  const freshId = () => {
    count += 1;
    return `e${String(count).padStart(11, '0')}` as BlockId;
  };
  let { champs } = content;
  let blocks = content.document.content;
  for (const edit of edits) {
    blocks = editBlocks(blocks, edit, freshId);
    const key = Object.keys(champs)[Math.floor(edit.at * Object.keys(champs).length)];
    const field = key === undefined ? undefined : champs[key];
    if (edit.kind === 'value' && key !== undefined && field !== undefined)
      champs = { ...champs, [key]: { ...field, valeur: field.valeur === '7' ? null : '7' } };
  }
  return { document: { type: 'doc', content: blocks }, champs };
}
