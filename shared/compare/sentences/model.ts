import type { BlockId } from '#shared/kernel/ids.ts';
import type { FactChange } from '../inline/model.ts';
import type { ChangeKind } from '../model.ts';

/** A change said in one French sentence. */
export interface Sentence {
  readonly text: string;
  /** What it tells, in the order of CHANGE_KINDS. */
  readonly kinds: readonly ChangeKind[];
  /** True when dates, amounts, durations or numbers change; `facts` says which. */
  readonly faits: boolean;
  readonly facts: readonly FactChange[];
  /** The block to go to: in the new text, or in the old one when it was removed; null for a value. */
  readonly target: { readonly side: 'old' | 'new'; readonly id: BlockId } | null;
  /** Ranks, in the comparison's changes, of all that the sentence tells. */
  readonly changes: readonly number[];
}
