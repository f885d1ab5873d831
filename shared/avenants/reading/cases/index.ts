import { baseText } from './base-text.ts';
import { bullets } from './bullets.ts';
import type { ReadingCase } from './case.ts';
import { drafting } from './drafting.ts';
import { draftingEnds } from './drafting-ends.ts';
import { draftingMore } from './drafting-more.ts';
import { entries } from './entries.ts';
import { front } from './front.ts';
import { letters } from './letters.ts';
import { levels } from './levels.ts';
import { moves } from './moves.ts';
import { noOperation } from './no-operation.ts';
import { objects } from './objects.ts';
import { occurrences } from './occurrences.ts';
import { operations } from './operations.ts';
import { otherAlineas } from './other-alineas.ts';
import { otherAlineasMore } from './other-alineas-more.ts';
import { otherDivisions } from './other-divisions.ts';
import { otherDivisionsMore } from './other-divisions-more.ts';
import { otherSentences } from './other-sentences.ts';
import { otherSentencesMore } from './other-sentences-more.ts';
import { otherWords } from './other-words.ts';
import { places } from './places.ts';
import { placesNamed } from './places-named.ts';
import { quantities } from './quantities.ts';
import { quotations } from './quotations.ts';
import { refusals } from './refusals.ts';
import { sentences } from './sentences.ts';
import { several } from './several.ts';
import { tables } from './tables.ts';
import { titres } from './titres.ts';
import { typing } from './typing.ts';
import { verbs } from './verbs.ts';
import { voices } from './voices.ts';
import { words } from './words.ts';

/** Every case of the reading set. */
export const CASES: readonly ReadingCase[] = [
  ...baseText,
  ...bullets,
  ...drafting,
  ...draftingEnds,
  ...draftingMore,
  ...entries,
  ...front,
  ...letters,
  ...levels,
  ...moves,
  ...noOperation,
  ...objects,
  ...occurrences,
  ...operations,
  ...otherAlineasMore,
  ...otherAlineas,
  ...otherDivisionsMore,
  ...otherDivisions,
  ...otherSentencesMore,
  ...otherSentences,
  ...otherWords,
  ...places,
  ...placesNamed,
  ...quantities,
  ...quotations,
  ...refusals,
  ...sentences,
  ...several,
  ...tables,
  ...titres,
  ...typing,
  ...verbs,
  ...voices,
  ...words,
];
