import type { ActContent } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { applyInstructions } from '../apply.ts';
import type { Instruction } from '../model.ts';

/** One printed line of the act that an instruction changes; null on the side where it is not. */
export interface ChangedLine {
  readonly before: string | null;
  readonly after: string | null;
}

/** Ids for a text that nobody keeps: a count, so that reading stays a pure function. */
function countedIds() {
  let count = 0;
  return blockIdsFrom(() => {
    count = (count * 48271 + 11) % 2147483647;
    return count / 2147483647;
  });
}

const printed = (content: ActContent): readonly string[] => printDocument(content).split(/\n+/);

/**
 * What instructions do to an act, line by line, for somebody who decides on them.
 * @returns pairs in the order of the text; none when they can't be carried out
 */
export function changedLines(base: ActContent, instructions: readonly Instruction[]): readonly ChangedLine[] {
  const result = applyInstructions(base, instructions, countedIds());
  if (!result.ok) return [];
  const [before, after] = [printed(base), printed(result.value)];
  const shared = Math.min(before.length, after.length);
  let head = 0;
  while (head < shared && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shared - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const [old, fresh] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  return pair(old, fresh);
}

/** Pairs two short runs of lines: equal lines hold the others apart. */
function pair(old: readonly string[], fresh: readonly string[]): readonly ChangedLine[] {
  const lines: ChangedLine[] = [];
  let at = 0;
  let gone: string[] = [];
  let come: string[] = [];
  const flush = (): void => {
    for (let i = 0; i < Math.max(gone.length, come.length); i += 1)
      lines.push({ before: gone[i] ?? null, after: come[i] ?? null });
    gone = [];
    come = [];
  };
  const left = new Map<string, number>();
  for (const line of fresh) left.set(line, (left.get(line) ?? 0) + 1);
  for (const line of old) {
    const found = (left.get(line) ?? 0) > 0 ? fresh.indexOf(line, at) : -1;
    if (found === -1) {
      gone.push(line);
      continue;
    }
    come.push(...fresh.slice(at, found));
    flush();
    at = found + 1;
  }
  come.push(...fresh.slice(at));
  flush();
  return lines;
}
