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

/** Where an item stands in its list: what ends it follows. */
type Role = 'last' | 'last of a level' | 'middle';

function rolesIn(blocks: readonly BlockJson[]): ReadonlyMap<BlockId, Role> {
  const roles = new Map<BlockId, Role>();
  for (const list of listsOf(blocks))
    list.forEach((index, rank) => {
      const [block, next] = [blocks[index], blocks[list[rank + 1] ?? -1]];
      if (block?.type !== 'item') return;
      const shallower = next?.type === 'item' && next.attrs.niveau < block.attrs.niveau;
      roles.set(block.attrs.id, next === undefined ? 'last' : shallower ? 'last of a level' : 'middle');
    });
  return roles;
}

/** How the items of a list that the base has end: those of one role, at one level when some stand there. */
function usualEnd(old: readonly Item[], roles: ReadonlyMap<BlockId, Role>, role: Role, niveau: number) {
  const alike = old.filter((item) => roles.get(item.attrs.id) === role && endOf(item) !== null);
  const found = alike.find((item) => item.attrs.niveau === niveau) ?? alike[0];
  return found === undefined ? null : endOf(found);
}

/**
 * Rule G15: ends the items of a list that an avenant lengthened, shortened or cut as the base ends its own.
 * @param base the text before; `result` after
 */
export function deriveListEnds(
  base: readonly BlockJson[],
  result: readonly BlockJson[],
): readonly BlockJson[] {
  const [before, after] = [rolesIn(base), rolesIn(result)];
  const known = new Map(base.map((block) => [block.attrs.id, block]));
  const closes = base.some(
    (block) => block.type === 'item' && before.get(block.attrs.id) === 'last' && endOf(block) === '.',
  );
  const next = [...result];
  for (const list of listsOf(result)) {
    const old = list.flatMap((index) => {
      const was = known.get(result[index]?.attrs.id ?? ('' as BlockId));
      return was?.type === 'item' ? [was] : [];
    });
    for (const index of list) {
      const block = result[index];
      if (block?.type !== 'item') continue;
      const { id, niveau } = block.attrs;
      const [role, end] = [after.get(id) ?? 'middle', endOf(block)];
      if (end === null || before.get(id) === role) continue;
      const middle = usualEnd(old, before, 'middle', niveau);
      const wanted =
        role === 'last'
          ? middle !== null && closes && end === middle
            ? '.'
            : null
          : ((role === 'last of a level' ? usualEnd(old, before, role, niveau) : null) ?? middle);
      if (wanted !== null && (end === '.') !== (wanted === '.')) next[index] = withEnd(block, wanted);
    }
  }
  return next;
}
