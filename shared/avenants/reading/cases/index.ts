import type { ReadingCase } from './case.ts';
import { entries } from './entries.ts';
import { operations } from './operations.ts';
import { places } from './places.ts';
import { verbs } from './verbs.ts';
import { words } from './words.ts';

/** Every case of the reading set. */
export const CASES: readonly ReadingCase[] = [...entries, ...operations, ...places, ...verbs, ...words];
