import type { ActContent, BlockJson } from '#shared/document/model.ts';

/** By base text: the blocks of its last edited text, by what they are. */
const lastBlocks = new WeakMap<ActContent, ReadonlyMap<string, BlockJson>>();
const baseBlocks = new WeakMap<ActContent, ReadonlyMap<string, BlockJson>>();

const byJson = (content: ActContent): ReadonlyMap<string, BlockJson> =>
  new Map(content.document.content.map((block) => [JSON.stringify(block), block]));

/**
 * An edited text in which each block that is as it was, in the base or in the edited text looked at before, is the same
 * object: what is known of a block (its words, its key, its likeness) is kept by its identity, and a text that is read
 * again from its updates has none of those of the last reading.
 * @param base the signed text that it is an edit of
 */
export function withSameBlocks(base: ActContent, edited: ActContent): ActContent {
  const own = baseBlocks.get(base) ?? byJson(base);
  baseBlocks.set(base, own);
  const last = lastBlocks.get(base);
  const now = new Map<string, BlockJson>();
  const content = edited.document.content.map((block): BlockJson => {
    const key = JSON.stringify(block);
    const same = own.get(key) ?? last?.get(key) ?? block;
    now.set(key, same);
    return same;
  });
  lastBlocks.set(base, now);
  return { ...edited, document: { ...edited.document, content } };
}
