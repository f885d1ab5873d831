import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ActContent } from '#shared/document/model.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { type ApplyProblem, applyInstructions } from './apply.ts';
import type { Instruction } from './model.ts';
import { readingHash, readLines } from './text/reading.ts';

/** A signed avenant, as consolidation needs it. */
export interface SignedAvenant {
  /** Names it in provenance, and makes the ids of what it adds. */
  readonly id: string;
  readonly number: number;
  /** Day from which it applies, `YYYY-MM-DD`. */
  readonly effect: string;
  /** {@link readingHash} of the text that its instructions were written on. */
  readonly baseHash: string;
  readonly instructions: readonly Instruction[];
}

/** The text in force on a day, and where each line of it comes from. */
export interface Consolidated {
  readonly content: ActContent;
  /** The avenants that are in it, in the order in which they were carried out. */
  readonly applied: readonly string[];
  /** By block: the acts that wrote it, the first one first; several when it was amended since. */
  readonly sources: ReadonlyMap<BlockId, readonly string[]>;
}

/** Why the signed history gives no text. `base`: the avenant was written on another text than what stands before it. */
export interface ConsolidationProblem {
  readonly code: 'base' | 'instructions';
  readonly avenant: string;
  readonly problems: readonly ApplyProblem[];
}

/**
 * The ids of what an avenant adds: the same at each consolidation, so that what is tied to a line stays tied to it.
 * @param avenant its id
 */
export function avenantBlockIds(avenant: string): MakeBlockId {
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
  let count = 0;
  return () => {
    count += 1;
    const digest = sha256(utf8ToBytes(`${avenant}#${count}`));
    return [...digest.slice(0, 12)].map((byte) => alphabet[byte % 36]).join('') as BlockId;
  };
}

/** Rule F1: by day of effect, then by number. */
const inOrder = (avenants: readonly SignedAvenant[]): readonly SignedAvenant[] =>
  [...avenants].sort((a, b) => (a.effect < b.effect ? -1 : a.effect > b.effect ? 1 : a.number - b.number));

/**
 * How the divisions that avenants abrogated, and that none reinstated, were cited: « article 5 ».
 * @param avenants all that were signed before, in any order
 */
export function abrogatedIn(avenants: readonly SignedAvenant[]): readonly string[] {
  const names = new Set<string>();
  for (const { instructions } of inOrder(avenants))
    for (const instruction of instructions) {
      if (instruction.kind === 'delete-division') names.add(instruction.division);
      if (instruction.kind === 'reinstate-division') names.delete(instruction.name);
    }
  return [...names];
}

function sourcesAfter(
  before: ActContent,
  after: ActContent,
  known: ReadonlyMap<BlockId, readonly string[]>,
  avenant: string,
): ReadonlyMap<BlockId, readonly string[]> {
  const old = new Map(readLines(before).map(({ id, key }) => [id, key]));
  return new Map(
    readLines(after).map(({ id, key }) => {
      const had = known.get(id) ?? [];
      return [id, old.get(id) === key ? had : [...had, avenant]] as const;
    }),
  );
}

/**
 * The text in force on a day (rules F1 to F3 of RULES.md): the signed avenants that have effect by then, carried out
 * one after the other on the initial text, each on the very text that it was written on.
 * @param initial the signed act and its id; `avenants` all that were signed, in any order
 * @param day `YYYY-MM-DD`
 */
export function consolidate(
  initial: { readonly id: string; readonly content: ActContent },
  avenants: readonly SignedAvenant[],
  day: string,
): Result<Consolidated, ConsolidationProblem> {
  let { content } = initial;
  let sources: ReadonlyMap<BlockId, readonly string[]> = new Map(
    readLines(content).map(({ id }) => [id, [initial.id]]),
  );
  const applied: string[] = [];
  for (const avenant of inOrder(avenants)) {
    if (avenant.effect > day) continue;
    if (avenant.baseHash !== readingHash(content))
      return fail({ code: 'base', avenant: avenant.id, problems: [] });
    const result = applyInstructions(content, avenant.instructions, avenantBlockIds(avenant.id));
    if (!result.ok) return fail({ code: 'instructions', avenant: avenant.id, problems: result.error });
    sources = sourcesAfter(content, result.value, sources, avenant.id);
    content = result.value;
    applied.push(avenant.id);
  }
  return ok({ content, applied, sources });
}
