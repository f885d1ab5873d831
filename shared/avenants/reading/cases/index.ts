import { baseText } from './base-text.ts';
import type { ReadingCase } from './case.ts';
import { entries } from './entries.ts';
import { letters } from './letters.ts';
import { operations } from './operations.ts';
import { places } from './places.ts';
import { placesNamed } from './places-named.ts';
import { quotations } from './quotations.ts';
import { refusals } from './refusals.ts';
import { verbs } from './verbs.ts';
import { words } from './words.ts';

/** Every case of the reading set. */
export const CASES: readonly ReadingCase[] = [
  ...baseText,
  ...entries,
  ...letters,
  ...operations,
  ...places,
  ...placesNamed,
  ...quotations,
  ...refusals,
  ...verbs,
  ...words,
];
