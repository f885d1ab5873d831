import { heaviestIncreasing } from '#shared/compare/increasing.ts';
import type { Instruction } from '../model.ts';
import { folded } from '../text/fold.ts';
import { phrasesOf } from '../text/phrases.ts';
import { quotable } from './quote.ts';

/** Beyond these, the whole alinéa reads better. */
const MOST_RUNS = 2;

/** A run of phrases that gives way to another, from the phrase `rank` (from 0). */
interface Run {
  readonly rank: number;
  readonly old: readonly string[];
  readonly fresh: readonly string[];
}

function runsOf(old: readonly string[], fresh: readonly string[]): readonly Run[] {
  const keys = fresh.map(folded);
  const taken = new Set<number>();
  const pairs = old.flatMap((phrase, i): readonly (readonly [number, number])[] => {
    const j = keys.findIndex((key, rank) => !taken.has(rank) && key === folded(phrase));
    if (j === -1) return [];
    taken.add(j);
    return [[i, j]];
  });
  const kept = heaviestIncreasing(
    pairs.map(([, j]) => j),
    () => 1,
  ).flatMap((rank) => (pairs[rank] === undefined ? [] : [pairs[rank]]));
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...kept, [old.length, fresh.length] as const]) {
    if (i < a || j < b) runs.push({ rank: i, old: old.slice(i, a), fresh: fresh.slice(j, b) });
    [i, j] = [a + 1, b + 1];
  }
  return runs;
}

/**
 * What changed in a line, phrase by phrase.
 * @returns null when no phrase stays, or when the whole alinéa reads better
 */
export function phraseChanges(alinea: string, old: string, fresh: string): readonly Instruction[] | null {
  const texts = (text: string) => phrasesOf(text).map(({ start, end }) => text.slice(start, end));
  const [before, after] = [texts(old), texts(fresh)];
  const runs = runsOf(before, after);
  const changed = runs.reduce((total, run) => total + run.old.length, 0);
  if (before.length < 2 || changed >= before.length || runs.length > MOST_RUNS) return null;
  const found: Instruction[] = [];
  for (const run of runs) {
    const text = run.fresh.map(quotable).join(' ');
    const rank = run.rank + 1;
    if (run.old.length > 1) return null;
    if (run.old.length === 0)
      found.push({
        kind: 'insert-phrase',
        alinea,
        after: run.rank === before.length ? null : run.rank,
        text,
      });
    else if (text === '') found.push({ kind: 'delete-phrase', alinea, rank });
    else found.push({ kind: 'replace-phrase', alinea, rank, text });
  }
  return found;
}
