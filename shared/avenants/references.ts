import type { ActContent, BlockJson, InlineJson, TableJson } from '#shared/document/model.ts';
import { printReference } from '#shared/document/references.ts';
import { isTextBlock } from './text/line.ts';
import { readerOf } from './text/reading.ts';

const idsIn = ({ document }: ActContent): ReadonlySet<string> =>
  new Set(document.content.map(({ attrs }) => attrs.id as string));

/**
 * Rule E2: a reference to what leaves the text reads as it did; it is no edit of the line that holds it.
 * @param base the text before; `content` after
 */
export function withReferencesKept(base: ActContent, content: ActContent): ActContent {
  const [before, after] = [idsIn(base), idsIn(content)];
  const left = (id: string): boolean => before.has(id) && !after.has(id);
  if (![...before].some((id) => !after.has(id))) return content;
  const { ctx } = readerOf(base);
  const kept = (inline: InlineJson): InlineJson =>
    inline.type === 'renvoi' && left(inline.attrs.cible)
      ? {
          ...inline,
          attrs: {
            ...inline.attrs,
            libelle: printReference(base.document, ctx.numbering, inline.attrs.cible, inline.attrs.format)
              .text,
          },
        }
      : inline;
  const inTable = (table: TableJson): TableJson => ({
    ...table,
    content: table.content.map((row) => ({
      ...row,
      content: row.content.map((cell) => ({ ...cell, content: cell.content.map(inBlock) })),
    })),
  });
  const inBlock = <Block extends BlockJson>(block: Block): Block => {
    if (!isTextBlock(block) || block.content?.some(({ type }) => type === 'renvoi') !== true) return block;
    return { ...block, content: block.content.map(kept) };
  };
  const blocks = content.document.content.map((block) =>
    block.type === 'table' ? inTable(block) : inBlock(block),
  );
  return { ...content, document: { ...content.document, content: blocks } };
}
