import { activeLemma, participleLemma } from './lexicon.ts';
import type { Cursor } from './tokens.ts';

const JOINED =
  /^(?:jointe?s?|annexee?s?|figurant|reproduite?s?|ci-jointe?s?|ci-annexee?s?|presentee?s?|portee?s?)$/;
const SURE = /^(?:jointe?s?|annexee?s?|ci-jointe?s?|ci-annexee?s?)$/;

/** Takes « jointe au présent avenant », « qui figure en annexe du présent avenant »: the text is not quoted (rule J1). */
export function takeAttached(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      cursor.take(',');
      if (cursor.take('qui') !== null && cursor.match(/^(?:figure|figurent|est|sont)$/) === null) return null;
      const before = cursor.tokens[cursor.index - 1]?.key ?? '';
      const word = cursor.match(JOINED);
      if (word === null && !/^figure/.test(before)) return null;
      // « l’annexe 2 » without its accent reads as « annexé ».
      let sure = SURE.test(word?.key ?? '') && !/^annexes?$/i.test(word?.text ?? '');
      if (cursor.key() === 'en' && cursor.key(1) === 'annexe') {
        cursor.index += 2;
        sure = true;
      }
      if (cursor.match(/^(?:au|a|du|de)$/) !== null) {
        cursor.match(/^(?:present|presente|le|l'|la)$/);
        cursor.match(/^(?:present)$/);
        if (cursor.match(/^(?:avenant|acte)$/) === null) return null;
        sure = true;
      }
      return sure ? true : null;
    }) !== null
  );
}

const MAX_WORDS = 5;

/**
 * « celle jointe au présent avenant », « le budget prévisionnel ci-annexé »: what is joined, by a name of its own.
 * @returns whether the words before « jointe » were taken; the cursor then stands before it
 */
export function takeJoined(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      for (let count = 0; count < MAX_WORDS; count += 1) {
        const token = cursor.peek();
        if (token?.kind !== 'word' || token.key === 'par') return null;
        const joins = cursor.index;
        if (count > 0 && takeAttached(cursor)) {
          cursor.index = joins;
          return true;
        }
        if (activeLemma(token.key) !== null || participleLemma(token.key) !== null) return null;
        cursor.index += 1;
      }
      return null;
    }) !== null
  );
}
