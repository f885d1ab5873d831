import { ACT_NOUN, activeLemma, DIVISION_NOUNS, participleLemma, presentLemma } from './lexicon.ts';
import { ordinalValue } from './quantities.ts';
import type { Cursor } from './tokens.ts';

/*
 * Words that say again which text is meant (« de la convention susvisée du 29 juin 2006 ») and change nothing to what
 * an instruction does (rule S6 of RULES.md).
 */

const AUXILIARY =
  /^(?:est|sont|sera|seront|a|ont|etait|etaient|soit|soient|devient|deviennent|deviendra|deviendront)$/;

/** @returns true where a verb group begins */
export function atVerb(cursor: Cursor, ahead = 0): boolean {
  const key = cursor.key(ahead);
  if (/^(?:est|sont|sera|seront|devient|deviennent|deviendra|deviendront)$/.test(key)) return true;
  if (/^(?:a|ont)$/.test(key)) return /^ete$/.test(cursor.key(ahead + 1));
  if (key === 'ne' || key === 'se') return true;
  return activeLemma(key) !== null;
}

const ADJECTIVE =
  /^(?:susvisee?s?|sus-visee?s?|susmentionnee?s?|sus-mentionnee?s?|precitee?s?|initiale?s?|initiaux|originelle?s?|originale?s?|presente?s?|actuelle?s?|suscitee?s?|susnommee?s?|principale?s?|nouvelle?s?|modifiee?s?|consolidee?s?|signee?s?|conclue?s?|inclus|incluse?s?|compris|comprise?s?|ci-dessus|ci-avant|ci-apres|ci-dessous|nationale?s?|correspondante?s?|existante?s?|vise|visee?s?|concernee?s?|premier|actuellement|en-vigueur)$/;

const OPENS_CLAUSE =
  /^(?:modifiee?s?|conclue?s?|signee?s?|relati(?:f|ve)s?|susvisee?s?|precitee?s?|telle?s?|tels?|ci-apres|entre|en|dans|portant|intitulee?s?|concernant|issue?s?|susmentionnee?s?|denommee?s?|dite?s?|figurant|qui)$/;

/**
 * Skips what follows « la convention »: adjectives, date, number, parties, up to the comma or the verb.
 */
export function skipActQualifiers(cursor: Cursor): void {
  for (;;) {
    const key = cursor.key();
    if (cursor.done || /^[:;]$/.test(key)) return;
    if (key === ',') {
      if (!skipAside(cursor)) return;
      continue;
    }
    if (presentLemma(cursor.peek()?.text.toLowerCase() ?? '') !== null) return;
    if (atVerb(cursor) || (participleLemma(key) !== null && !ADJECTIVE.test(key))) return;
    if (/^(?:apres|avant|par|sont|il|les|le|l'|au|aux|a|un|une)$/.test(key) && !insideName(cursor)) return;
    if (cursor.peek()?.kind === 'quote' && cursor.key(-1) === ':') return;
    if (key === '(') {
      if (cursor.key(1) in DIVISION_NOUNS) return;
      while (!cursor.done && cursor.key() !== ')') cursor.index += 1;
    }
    cursor.index += 1;
  }
}

/** « entre A et les B », « en date du… », « de partenariat »: small words that go on with the name. */
function insideName(cursor: Cursor): boolean {
  return (
    /^(?:entre|avec|et|de|du|des|sur|pour|dans|le)$/.test(cursor.tokens[cursor.index - 1]?.key ?? '') ||
    (cursor.key() === 'le' && /^\d/.test(cursor.key(1)))
  );
}

/** « , modifiée par l’avenant n° 1, »: skipped when it closes by a comma, or at the verb. */
function skipAside(cursor: Cursor): boolean {
  if (!OPENS_CLAUSE.test(cursor.key(1)) && !ADJECTIVE.test(cursor.key(1))) return false;
  if (cursor.key(1) === 'qui' && AUXILIARY.test(cursor.key(2))) return false;
  if (cursor.key(1) === 'en' && /^(?:fin|tete)$/.test(cursor.key(2))) return false;
  if (cursor.key(1) === 'dans' && !/^(?:sa|leur)$/.test(cursor.key(2))) return false;
  let ahead = 2;
  while (cursor.peek(ahead) !== undefined && !/^[,:;]$/.test(cursor.key(ahead))) {
    if (atVerb(cursor, ahead)) {
      cursor.index += ahead;
      return true;
    }
    ahead += 1;
  }
  cursor.index += ahead;
  return true;
}

const SAID_OF_A_PLACE =
  /^(?:intitulee?s?|relati(?:f|ve)s?|portant|concernant|consacree?s?|traitant|definissant|dans|tels?|telles?|susvisee?s?|precitee?s?|susmentionnee?s?|ci-dessus|ci-avant|actuelle?s?|initiale?s?|inclus|compris|en|issue?s?|precedente?s?|modifiee?s?)$/;

/**
 * Skips what follows a place and tells it again: « (Durée) », « intitulé « Durée » », « relatif à la durée »,
 * « dans sa rédaction issue de l’avenant n° 1 ».
 * @returns the heading words that it tells, when it quotes them
 */
export function skipPlaceQualifiers(cursor: Cursor): number | null {
  let heading: number | null = null;
  for (;;) {
    const comma = cursor.key() === ',' ? 1 : 0;
    const key = cursor.key(comma);
    if (comma === 0 && key === '(') {
      let ahead = 1;
      let narrows = false;
      while (cursor.peek(ahead) !== undefined && cursor.key(ahead) !== ')' && ahead < 20) {
        narrows ||=
          /^(?:alineas?|tirets?|puces?|phrases?|paragraphes?)$/.test(cursor.key(ahead)) ||
          ordinalValue(cursor.key(ahead)) !== null;
        ahead += 1;
      }
      if (cursor.key(ahead) !== ')' || narrows) return heading;
      cursor.index += ahead + 1;
      continue;
    }
    if (!SAID_OF_A_PLACE.test(key)) return heading;
    if (/^intitulee?s?$/.test(key) && cursor.peek(comma + 1)?.kind === 'quote') {
      heading = cursor.index + comma + 1;
      cursor.index += comma + 2;
      if (comma === 1 && cursor.key() === ',') cursor.index += 1;
      continue;
    }
    if (
      /^(?:ci-dessus|ci-avant|susvise|precite|inclus|compris|precedent|susmentionne)/.test(key) &&
      comma === 0
    ) {
      cursor.index += 1;
      continue;
    }
    if (key === 'dans' && !/^(?:sa|leur)$/.test(cursor.key(comma + 1))) return heading;
    if (key === 'en' && cursor.key(comma + 1) !== 'vigueur') return heading;
    if (participleLemma(key) !== null && comma === 0) return heading;
    let ahead = comma + 1;
    while (cursor.peek(ahead) !== undefined && !/^[,:;]$/.test(cursor.key(ahead)) && !atVerb(cursor, ahead)) {
      if (/^(?:ainsi|comme)$/.test(cursor.key(ahead))) break;
      ahead += 1;
    }
    // Without its comma, an aside that began with one is not one.
    if (comma === 1 && cursor.key(ahead) === ',') ahead += 1;
    cursor.index += ahead;
  }
}

/** @returns true when the cursor stands before a noun of the act, its adjective aside */
export function atActNoun(cursor: Cursor, ahead = 0): boolean {
  const key = cursor.key(ahead);
  if (/^(?:presente?s?|meme|dite?)$/.test(key)) return atActNoun(cursor, ahead + 1);
  return ACT_NOUN.test(key);
}
