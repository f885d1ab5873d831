import type { BlockJson, InlineJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { isBlank } from '../text/line.ts';

type Item = Extract<BlockJson, { type: 'item' }>;

const END = /[\s\u00a0\u202f]*([;,.])$/;

const endOf = (item: Item): string | null => {
  const last = item.content?.at(-1);
  return last?.type === 'text' ? (END.exec(last.text)?.[1] ?? null) : null;
};

function withEnd(item: Item, end: string): Item {
  const content: readonly InlineJson[] = item.content ?? [];
  const last = content.at(-1);
  if (last?.type !== 'text') return item;
  const text = last.text.replace(END, end === ';' ? '\u202f;' : end);
  return { ...item, content: [...content.slice(0, -1), { ...last, text }] };
}

/** The lists of a text: ranks of items that follow one another. */
function listsOf(blocks: readonly BlockJson[]): readonly (readonly number[])[] {
  const lists: number[][] = [];
  let open: number[] | null = null;
  blocks.forEach((block, index) => {
    if (block.type === 'item') {
      if (open === null) {
        open = [];
        lists.push(open);
      }
      open.push(index);
    } else if (!isBlank(block)) open = null;
  });
  return lists;
}

/** Items that end their list. */
const lastItems = (blocks: readonly BlockJson[]): ReadonlySet<BlockId> =>
  new Set(listsOf(blocks).flatMap((list) => blocks[list.at(-1) ?? -1]?.attrs.id ?? []));

/**
 * Rule G15: ends the items of a list that an avenant lengthened, shortened or cut as the base ends its own.
 * @param base the text before; `result` after
 */
export function deriveListEnds(
  base: readonly BlockJson[],
  result: readonly BlockJson[],
): readonly BlockJson[] {
  const before = lastItems(base);
  const known = new Map(base.map((block) => [block.attrs.id, block]));
  const next = [...result];
  for (const list of listsOf(result)) {
    const items = list.flatMap((index) => {
      const block = result[index];
      return block?.type === 'item' ? [{ index, block }] : [];
    });
    const old = items.flatMap(({ block }) => {
      const was = known.get(block.attrs.id);
      return was?.type === 'item' ? [was] : [];
    });
    const middle = old.find(
      (item) => !before.has(item.attrs.id) && endOf(item) !== null && endOf(item) !== '.',
    );
    const middleEnd = middle === undefined ? null : endOf(middle);
    const closes = base.some(
      (block) => block.type === 'item' && before.has(block.attrs.id) && endOf(block) === '.',
    );
    items.forEach(({ index, block }, rank) => {
      const isLast = rank === items.length - 1;
      const sameRole = known.has(block.attrs.id) && before.has(block.attrs.id) === isLast;
      const end = endOf(block);
      if (sameRole || end === null || middleEnd === null) return;
      if (isLast && end === middleEnd && closes) next[index] = withEnd(block, '.');
      else if (!isLast && end === '.') next[index] = withEnd(block, middleEnd);
    });
  }
  return next;
}
