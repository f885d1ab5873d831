import { compareContents } from '#shared/compare/contents.ts';
import { PAIRS, type Pair } from '#shared/compare/testing/pairs/index.ts';
import { told } from '#shared/compare/testing/told.ts';
import { type Marks, marksOf } from './marks.ts';
import { changeset, jsdiff } from './peers.ts';

/** How one tool did on one family. `size`: how many things it marks, against how many a jurist does. */
interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly size: number;
  readonly expected: number;
}

export const TOOLS: Readonly<Record<string, (pair: Pair) => Marks>> = {
  Clausier: (pair) => marksOf(told(compareContents(pair.old, pair.new)), pair.old, pair.new),
  'prosemirror-changeset': (pair) => changeset(pair.old, pair.new),
  'diff (words)': (pair) => jsdiff(pair.old, pair.new),
};

/** One family, and the score of each tool in the order of {@link TOOLS}. */
export interface FamilyScores {
  readonly family: string;
  readonly pairs: number;
  readonly scores: readonly Score[];
}

function scoreOf(pairs: readonly Pair[], tool: (pair: Pair) => Marks): Score {
  let [right, size, expected] = [0, 0, 0];
  for (const pair of pairs) {
    const gold = marksOf(pair.expected, pair.old, pair.new);
    const found = tool(pair);
    right += [...found].filter((mark) => gold.has(mark)).length;
    size += found.size;
    expected += gold.size;
  }
  return {
    precision: size === 0 ? 1 : right / size,
    recall: expected === 0 ? 1 : right / expected,
    size,
    expected,
  };
}

/** @returns the scores of every family, then of all pairs together */
export function measureQuality(): readonly FamilyScores[] {
  const families = [...new Set(PAIRS.map((pair) => pair.family))];
  const groups = families.map((family) => [family, PAIRS.filter((pair) => pair.family === family)] as const);
  return [...groups, ['toutes', PAIRS] as const].map(([family, pairs]) => ({
    family,
    pairs: pairs.length,
    scores: Object.values(TOOLS).map((tool) => scoreOf(pairs, tool)),
  }));
}

/** @returns families where some other tool beats ours in precision or recall */
export const lostFamilies = (rows: readonly FamilyScores[]): readonly string[] =>
  rows
    .filter(({ scores: [ours, ...others] }) =>
      others.some((one) => ours === undefined || one.precision > ours.precision || one.recall > ours.recall),
    )
    .map((row) => row.family);

const percent = (value: number): string => `${Math.round(value * 100)}\u00a0%`.padStart(6);

/** @returns one line per family: precision, recall and size of each tool */
export function qualityTable(rows: readonly FamilyScores[]): string {
  const head = Object.keys(TOOLS).map((name) => name.padStart(25));
  const lines = rows.map(({ family, pairs, scores }) => {
    const cells = scores.map(
      (one) =>
        `${percent(one.precision)} ${percent(one.recall)} ${String(one.size).padStart(4)}/${String(one.expected).padEnd(4)}`,
    );
    return [`${family} (${pairs})`.padEnd(32), ...cells.map((cell) => cell.padStart(25))].join(' ');
  });
  const under = Object.keys(TOOLS).map(() => 'préc.  rappel  taille'.padStart(25));
  return [
    ['famille (paires)'.padEnd(32), ...head].join(' '),
    [' '.repeat(32), ...under].join(' '),
    ...lines,
  ].join('\n');
}
