import type { ActContent } from '#shared/document/model.ts';
import { applyInstructions } from './apply.ts';
import { avenantBlockIds } from './consolidate.ts';
import type { Instruction } from './model.ts';
import { parseInstructions } from './parse/parse.ts';
import { type AvenantArticle, avenantText, printInstructions } from './print.ts';
import { readingHash } from './text/reading.ts';

/** @returns how a text reads after instructions; null when they can't be carried out */
function reading(base: ActContent, instructions: readonly Instruction[]): string | null {
  const result = applyInstructions(base, instructions, avenantBlockIds('proof'));
  return result.ok ? readingHash(result.value) : null;
}

/** Instructions with their keys in one order, so that two that are the same are written the same. */
function written(instructions: readonly Instruction[]): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => [key, sorted(one)]),
    );
  };
  return JSON.stringify(sorted(instructions));
}

/** Articles already read on a text: while somebody types, one of them changes at a time. */
const known = new WeakMap<ActContent, Map<string, boolean>>();

function readsBack(base: ActContent, article: AvenantArticle): boolean {
  const text = avenantText([article]);
  const read = known.get(base) ?? new Map<string, boolean>();
  known.set(base, read);
  const before = read.get(text);
  if (before !== undefined) return before;
  const result = readsBackAnew(base, article, text);
  read.set(text, result);
  return result;
}

function readsBackAnew(base: ActContent, article: AvenantArticle, text: string): boolean {
  const parsed = parseInstructions(text, base, { wrapped: false });
  if (parsed.problems.length > 0) return false;
  const found = parsed.instructions.map((one) => one.instruction);
  if (written(found) === written(article.instructions)) return true;
  const wanted = reading(base, article.instructions);
  return wanted !== null && reading(base, found) === wanted;
}

/**
 * Reads back what was written (rule R2 of RULES.md): the French of each article of the avenant, read as anybody's prose,
 * must give the instructions that it was written from, or others that do the same.
 * @returns the articles that do not; empty when all of the avenant does
 */
export function unprovedInProse(
  base: ActContent,
  instructions: readonly Instruction[],
): readonly AvenantArticle[] {
  return printInstructions(instructions, base).filter((article) => !readsBack(base, article));
}
