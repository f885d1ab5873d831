import { z } from 'zod';
import type { ActContent, BlockJson } from '#shared/document/model.ts';

/*
 * Taking back what accepting a card did to the consolidated text (rule H9).
 */

/** One block that a card changed. `before` is null for what it added, `after` for what it took away. */
export interface BlockChange {
  readonly before: BlockJson | null;
  readonly after: BlockJson | null;
  /** The block that stood above it in the text that held it; null for the first. */
  readonly above: string | null;
}

/** Our own writing of it: only its outline is looked at again. */
const blockSchema = z.custom<BlockJson>((value) => typeof value === 'object' && value !== null);
export const blockChangesSchema = z.array(
  z.object({ before: blockSchema.nullable(), after: blockSchema.nullable(), above: z.string().nullable() }),
);

const idsOf = (content: readonly BlockJson[]): readonly string[] => content.map(({ attrs }) => attrs.id);

/** Two blocks are one when they hold the same, whatever the order of their keys. */
const written = (block: BlockJson | undefined): string =>
  JSON.stringify(block, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) ?? '';

/** @returns what makes one text differ from the one before, block by block; `null` when blocks moved */
export function blockChanges(before: ActContent, after: ActContent): readonly BlockChange[] | null {
  const [old, fresh] = [before.document.content, after.document.content];
  const oldById = new Map(old.map((block) => [block.attrs.id as string, block]));
  const freshById = new Map(fresh.map((block) => [block.attrs.id as string, block]));
  const kept = idsOf(old).filter((id) => freshById.has(id));
  if (
    kept.join() !==
    idsOf(fresh)
      .filter((id) => oldById.has(id))
      .join()
  )
    return null;
  const gone = old.flatMap((block, index): readonly BlockChange[] => {
    const now = freshById.get(block.attrs.id);
    if (now !== undefined && written(now) === written(block)) return [];
    return [{ before: block, after: now ?? null, above: old[index - 1]?.attrs.id ?? null }];
  });
  const come = fresh.flatMap((block): readonly BlockChange[] =>
    oldById.has(block.attrs.id) ? [] : [{ before: null, after: block, above: null }],
  );
  return [...gone, ...come];
}

/**
 * Takes back changes that a text still holds as they were made.
 * @returns the text without them; `null` when somebody has edited one of those blocks since, or taken away its place
 */
export function withdrawChanges(edited: ActContent, changes: readonly BlockChange[]): ActContent | null {
  const content = [...edited.document.content];
  const at = (id: string): number => content.findIndex(({ attrs }) => attrs.id === id);
  for (const { before, after } of changes)
    if (after !== null && written(content[at(after.attrs.id)]) !== written(after)) return null;
    else if (after === null && before !== null && at(before.attrs.id) !== -1) return null;
  for (const { before, after, above } of changes) {
    if (after !== null) content.splice(at(after.attrs.id), 1, ...(before === null ? [] : [before]));
    else if (before !== null) {
      const place = above === null ? 0 : at(above) + 1;
      if (above !== null && place === 0) return null;
      content.splice(place, 0, before);
    }
  }
  return { ...edited, document: { ...edited.document, content } };
}
