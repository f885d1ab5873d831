import type { BlockJson } from '#shared/document/model.ts';
import type { Item } from './items.ts';

const ALONE: ReadonlySet<BlockJson['type']> = new Set<BlockJson['type']>([
  'intitule',
  'table',
  'image',
  'sautPage',
  'note',
]);

/** Kinds of block that hold something else than words. */
const WORDLESS: ReadonlySet<BlockJson['type']> = new Set<BlockJson['type']>(['table', 'image', 'sautPage']);

/** @returns true when one block can become the other by changes inside it */
export function comparable(a: BlockJson, b: BlockJson | undefined): boolean {
  if (b === undefined || a.type === b.type) return b !== undefined;
  return !WORDLESS.has(a.type) && !WORDLESS.has(b.type);
}

/** How far one kind of block may be another one rewritten: 0 never, 1 the same kind. */
function compatibility(a: BlockJson, b: BlockJson): number {
  if (a.type === b.type) return 1;
  if (!ALONE.has(a.type) && !ALONE.has(b.type)) return 0.9;
  // A line that became a heading, or the other way round.
  const heading = a.type === 'intitule' || b.type === 'intitule';
  return heading && (a.type === 'alinea' || b.type === 'alinea') ? 0.8 : 0;
}

/**
 * How alike two blocks are, by the words that they share (rule K5).
 * @returns 0 (nothing) to 1 (the same words)
 */
export function similarity(a: Item, b: Item): number {
  const factor = compatibility(a.block, b.block);
  if (factor === 0) return 0;
  if (a.signature === b.signature) return 1;
  const [one, other] = a.bag.words.size <= b.bag.words.size ? [a.bag, b.bag] : [b.bag, a.bag];
  if (one.total + other.total === 0) return a.block.type === b.block.type ? 0.5 : 0;
  let shared = 0;
  for (const [word, weight] of one.words) shared += Math.min(weight, other.words.get(word) ?? 0);
  return (factor * 2 * shared) / (one.total + other.total);
}
