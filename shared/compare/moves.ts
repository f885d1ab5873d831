import type { DocumentJson } from '#shared/document/model.ts';
import { type OutlineNode, outline } from '#shared/document/tree.ts';
import type { BlockAlignment } from './alignment.ts';
import { heaviestIncreasing } from './increasing.ts';

/** How a paired block moved, by its old rank: by itself, with the division that holds it, or not at all. */
export type Moves = ReadonlyMap<number, 'self' | 'carried'>;

/**
 * Finds what moved (rule K6): the lightest set of blocks which, put elsewhere, gives the new order.
 * @param weightOf size of the old block of that rank: the longest text is what stayed
 */
export function findMoves(alignment: BlockAlignment, weightOf: (old: number) => number): Map<number, 'self'> {
  const paired: number[] = [];
  let ordered = true;
  let last = -1;
  alignment.newOf.forEach((j, i) => {
    if (j === -1) return;
    paired.push(i);
    if (j < last) ordered = false;
    last = j;
  });
  if (ordered) return new Map();
  const kept = new Set(
    heaviestIncreasing(
      paired.map((i) => alignment.newOf[i] ?? -1),
      (rank) => weightOf(paired[rank] ?? 0),
    ).map((rank) => paired[rank] ?? 0),
  );
  return new Map(paired.filter((i) => !kept.has(i)).map((i) => [i, 'self']));
}

/**
 * Of a division that moved, only the heading is said to have moved: its text went with it.
 * @param moves as {@link findMoves} gives them, in the lists of these documents
 */
export function carryDivisions(
  moves: ReadonlyMap<number, 'self'>,
  alignment: BlockAlignment,
  old: DocumentJson,
  fresh: DocumentJson,
  weightOf: (old: number) => number,
): Moves {
  if (moves.size === 0) return moves;
  const result = new Map<number, 'self' | 'carried'>(moves);
  const ends = new Map<number, number>();
  const collect = (nodes: readonly OutlineNode[]) => {
    for (const node of nodes) {
      ends.set(node.start, node.end);
      collect(node.children);
    }
  };
  collect(outline(fresh));
  const visit = (nodes: readonly OutlineNode[]) => {
    for (const node of nodes) {
      const start = alignment.newOf[node.start] ?? -1;
      const end = ends.get(start);
      if (result.get(node.start) === 'self' && end !== undefined) {
        const inside: number[] = [];
        for (let i = node.start + 1; i < node.end; i += 1) {
          const j = alignment.newOf[i] ?? -1;
          if (result.get(i) === 'self' && j > start && j < end) inside.push(i);
        }
        const along = heaviestIncreasing(
          inside.map((i) => alignment.newOf[i] ?? -1),
          (rank) => weightOf(inside[rank] ?? 0),
        );
        for (const rank of along) result.set(inside[rank] ?? 0, 'carried');
      }
      visit(node.children);
    }
  };
  visit(outline(old));
  return result;
}
