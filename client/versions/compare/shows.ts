import type { FactChange } from '#shared/compare/inline/model.ts';
import type { ChangeKind } from '#shared/compare/model.ts';
import type { Sentence } from '#shared/compare/sentences.ts';
import type { ViewRow } from '#shared/compare/view.ts';
import { isChanged } from './stops.ts';

/** What of a comparison a person chose to see, and what is told of its lines. Keeps its identity while they don't. */
export interface Shows {
  readonly onlyChanges: boolean;
  readonly kinds: ReadonlySet<ChangeKind>;
  /** Whether what moved away is shown where it stood. */
  readonly moves: boolean;
  /** Whether a line is shown as changed. */
  readonly isShown: (row: Pick<ViewRow, 'change' | 'kinds'>) => boolean;
  /** Dates, amounts, durations and numbers that change in it. */
  readonly factsOf: (row: ViewRow) => readonly FactChange[];
  /** The sentence that tells this change and no other, or null. */
  readonly sentenceOf: (row: ViewRow) => string | null;
}

const NONE: readonly FactChange[] = [];

/**
 * @param kinds those asked for; none for all
 * @param sentences of the comparison
 */
export function showsOf(
  kinds: ReadonlySet<ChangeKind>,
  onlyChanges: boolean,
  sentences: readonly Sentence[],
): Shows {
  const alone = new Map<number, Sentence>();
  for (const sentence of sentences) {
    const [rank] = sentence.changes;
    if (rank !== undefined && sentence.changes.length === 1) alone.set(rank, sentence);
  }
  const of = (row: ViewRow) => (row.change === null ? undefined : alone.get(row.change));
  return {
    onlyChanges,
    kinds,
    moves: kinds.size === 0 || kinds.has('deplace'),
    isShown: (row) => isChanged(row) && (kinds.size === 0 || row.kinds.some((kind) => kinds.has(kind))),
    factsOf: (row) => of(row)?.facts ?? NONE,
    sentenceOf: (row) => of(row)?.text ?? null,
  };
}
