import { datesIn, type WrittenDate } from '../text.ts';
import type { BlockFacts } from './block.ts';

/** The dates that a block writes; to be called through `once`. */
export function datesOf(facts: BlockFacts): readonly WrittenDate[] {
  return /\d|premier/.test(facts.plain) ? datesIn(facts.plain) : [];
}
