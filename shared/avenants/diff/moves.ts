import type { BlockJson } from '#shared/document/model.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import { isBlank, isTextBlock } from '../text/line.ts';
import type { DiffInput } from './input.ts';
import type { Step } from './pairs.ts';

/** The lines of one division of the base, beside those of the same division of the edited text. */
export interface LineSteps {
  readonly old: OutlineNode;
  readonly fresh: OutlineNode;
  readonly steps: readonly Step<BlockJson>[];
}

/** Lines next to one another that stand elsewhere in the edited text, still next to one another. */
export interface LineMove {
  readonly old: readonly BlockJson[];
  readonly fresh: readonly BlockJson[];
}

/** A line too short to be known again: moving it says less than writing it. */
const SHORTEST = 20;

const movable = (block: BlockJson): boolean =>
  block.type === 'table' ||
  ((block.type === 'alinea' || block.type === 'item' || block.type === 'considerant') &&
    isTextBlock(block) &&
    JSON.stringify(block.content ?? []).length > SHORTEST);

/** True when nothing that a reader counts stands between two lines of the base. */
function adjacent(input: DiffInput, before: BlockJson, after: BlockJson): boolean {
  const { base } = input;
  const [from, to] = [base.indexOf(before.attrs.id), base.indexOf(after.attrs.id)];
  return from < to && base.blocks.slice(from + 1, to).every((block) => isBlank(block));
}

/** What arrives at one place, when all of it comes from one other place. */
function moveAt(
  input: DiffInput,
  { old, fresh }: Extract<Step<BlockJson>, { kind: 'changed' }>,
  departures: ReadonlyMap<string, BlockJson>,
): LineMove | null {
  const from = fresh.flatMap((block) => {
    const id = input.pairs.oldOf.get(block.attrs.id);
    return (id === undefined ? undefined : departures.get(id)) ?? [];
  });
  if (from.length === 0 || from.length !== fresh.length) return null;
  if (!from.every((block, rank) => movable(block) && block.type === fresh[rank]?.type)) return null;
  const [first] = from;
  if (first === undefined || old.includes(first)) return null;
  const together = from.every((block, rank) => {
    const before = from[rank - 1];
    return before === undefined || adjacent(input, before, block);
  });
  // What leaves this very place would have to be told first.
  const cleared = old.every(
    (block) => departures.has(block.attrs.id) && input.pairs.newOf.has(block.attrs.id),
  );
  return together && cleared ? { old: from, fresh } : null;
}

/**
 * Finds the lines that only changed places, in their division or from one to another (rule R10 of RULES.md).
 * @param divisions those whose lines are compared one by one
 */
export function lineMoves(input: DiffInput, divisions: readonly LineSteps[]): readonly LineMove[] {
  const changed = divisions.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'changed' ? [step] : [])),
  );
  const departures = new Map(
    changed.flatMap(({ old }) =>
      old.flatMap((block) =>
        input.pairs.newOf.has(block.attrs.id) ? [[block.attrs.id as string, block] as const] : [],
      ),
    ),
  );
  if (departures.size === 0) return [];
  const moves = changed.flatMap((step) => moveAt(input, step, departures) ?? []);
  const taken = new Set(moves.flatMap((move) => move.old));
  // A place is cleared only by lines that do move.
  return moves.filter((move) => {
    const step = changed.find(({ fresh }) => move.fresh.some((block) => fresh.includes(block)));
    return step?.old.every((block) => taken.has(block)) === true;
  });
}
