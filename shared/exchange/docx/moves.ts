import type { RevisedBlock, RevisedParagraph } from './model.ts';

/** Where the two paragraphs of each move stand. */
function placesOf(blocks: readonly RevisedBlock[], side: 'old' | 'new'): ReadonlyMap<number, number> {
  return new Map(
    blocks.flatMap((block, place): readonly (readonly [number, number])[] =>
      block.kind === 'paragraphe' && block.move !== null && block.mark === side ? [[block.move, place]] : [],
    ),
  );
}

/**
 * Tells paragraphs that moved together as one move: a word processor then shows, and takes or refuses, the article.
 * @param blocks where each paragraph moves by itself
 * @returns the same blocks; moves that are on one side alone are none
 */
export function joinMoves(blocks: readonly RevisedBlock[]): readonly RevisedBlock[] {
  const [from, to] = [placesOf(blocks, 'old'), placesOf(blocks, 'new')];
  const joined = new Map<number, number>();
  const ordered = [...from].filter(([move]) => to.has(move)).sort((a, b) => a[1] - b[1]);
  let last: readonly [move: number, place: number] | null = null;
  for (const [move, place] of ordered) {
    const follows =
      last !== null && last[1] + 1 === place && (to.get(last[0]) ?? Number.NaN) + 1 === to.get(move);
    joined.set(move, follows && last !== null ? (joined.get(last[0]) ?? move) : move);
    last = [move, place];
  }
  const told = (paragraph: RevisedParagraph): RevisedParagraph => {
    const move = paragraph.move === null ? null : (joined.get(paragraph.move) ?? null);
    if (move !== null || paragraph.move === null) return { ...paragraph, move };
    const runs = paragraph.runs.map((run) => (run.kind === 'texte' ? { ...run, moved: false } : run));
    return { ...paragraph, move, runs };
  };
  return blocks.map((block) => (block.kind === 'paragraphe' ? told(block) : block));
}
