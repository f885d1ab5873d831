import type { BASES } from './bases.ts';

/** One of the base texts. */
export type BaseName = keyof typeof BASES;

/** One case of the reading set. */
export interface ReadingCase {
  /** Number of the rule in parse/RULES.md. */
  readonly rule: string;
  readonly base: BaseName;
  /** What the avenant says. */
  readonly text: string;
  /** Operation, target and object of each instruction; « ! code » for a refusal, « (kind) » for what is no instruction. */
  readonly says: readonly string[];
  /** The printed lines that go (« - ») and those that come (« + »). */
  readonly gives: readonly string[];
}
