import { FORM_PAIRS } from './form.ts';
import { IMPORT_PAIRS } from './imports.ts';
import { NEGOTIATION_PAIRS } from './negotiation.ts';
import type { Pair } from './pair.ts';
import { STRUCTURE_PAIRS } from './structure.ts';
import { WORD_PAIRS } from './words.ts';

export type { Expected, Pair } from './pair.ts';

/**
 * Pairs judged by hand: realistic negotiations in our own words, with what a jurist who reads both states says of
 * each block and of its words.
 */
export const PAIRS: readonly Pair[] = [
  ...WORD_PAIRS,
  ...STRUCTURE_PAIRS,
  ...FORM_PAIRS,
  ...IMPORT_PAIRS,
  ...NEGOTIATION_PAIRS,
];
