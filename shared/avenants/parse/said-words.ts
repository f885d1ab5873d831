import { QUANTITY_NOUNS, WORD_NOUNS } from './lexicon.ts';
import { type Literal, takeLiteral, takeOrdinal } from './quantities.ts';
import type { Quote } from './quotes.ts';
import type { SaidOccurrence, SaidWords } from './surface.ts';
import type { Cursor } from './tokens.ts';

/** Takes « deuxième occurrence des » : what says which hit is meant, up to the noun of the words. */
export function takeOccurrence(cursor: Cursor): SaidOccurrence {
  return cursor.attempt((): SaidOccurrence => {
    const rank = takeOrdinal(cursor);
    if (cursor.match(/^(?:occurrences?|mentions?|emplois?|apparitions?)$/) === null) return null;
    if (cursor.take('du', 'des', 'de', "d'") === null) return null;
    cursor.match(/^(?:la|l'|le|les)$/);
    return rank === null ? { kind: 'all' } : { kind: 'rank', rank };
  });
}

/** Takes « , à chaque occurrence, », « partout où ils figurent », « à la deuxième occurrence ». */
export function takeEachTime(cursor: Cursor): SaidOccurrence {
  return cursor.attempt((): SaidOccurrence => {
    cursor.take(',');
    const said = eachTime(cursor);
    if (said !== null) cursor.take(',');
    return said;
  });
}

function eachTime(cursor: Cursor): SaidOccurrence {
  if (cursor.take('partout') !== null) {
    skipWherever(cursor);
    return { kind: 'all' };
  }
  if (cursor.takeAll('chaque', 'fois') || cursor.takeAll('a', 'chaque', 'fois')) {
    skipWherever(cursor);
    return { kind: 'all' };
  }
  if (cursor.takeAll('toutes', 'les', 'fois')) {
    skipWherever(cursor);
    return { kind: 'all' };
  }
  if (cursor.takeAll('a', 'chaque') || cursor.takeAll('a', 'chacune', 'de', 'ses') || cursor.takeAll('a', 'chacune', 'de', 'leurs'))
    return cursor.match(/^(?:occurrences?|reprises?|apparitions?|mentions?|emplois?)$/) === null ? null : { kind: 'all' };
  if (cursor.takeAll('a', 'toutes', 'les') || cursor.takeAll('a', 'toutes', 'leurs'))
    return cursor.match(/^(?:occurrences|reprises)$/) === null ? null : { kind: 'all' };
  if (cursor.takeAll('dans', 'toutes', 'leurs', 'occurrences')) return { kind: 'all' };
  if (cursor.takeAll('en', 'toutes', 'leurs', 'occurrences')) return { kind: 'all' };
  if (cursor.takeAll('a', 'la') || cursor.takeAll('en', 'sa') || cursor.takeAll('a', 'sa')) {
    const rank = takeOrdinal(cursor);
    if (rank === null || cursor.match(/^(?:occurrence|reprise|apparition|mention)$/) === null) return null;
    return { kind: 'rank', rank };
  }
  return null;
}

/** « où ils figurent », « qu’elle apparaît dans le texte ». */
function skipWherever(cursor: Cursor): void {
  if (!/^(?:ou|qu'|que)$/.test(cursor.key())) return;
  while (!cursor.done && !/^[,:;.]$/.test(cursor.key()) && !/^(?:par|est|sont)$/.test(cursor.key())) cursor.index += 1;
}

const SAID_OF_WORDS = /^(?:suivante?s?|ci-apres|fixee?|convenue?|prevue?|initialement|initiale?|maximale?|maximum|minimale?|forfaitaire|totale?|global|globale|annuelle?|suivant)$/;

/**
 * Takes « mots : « a » », « date du 31 décembre 2008 », « nombre « 3 » », or quotations without a noun.
 * @param occurrence what {@link takeOccurrence} took before
 */
export function takeWords(cursor: Cursor, occurrence: SaidOccurrence): SaidWords | null {
  return cursor.attempt((): SaidWords | null => {
    const noun = cursor.peek();
    if (noun === undefined) return null;
    if (noun.kind === 'quote') {
      const items = takeItems(cursor, false);
      return items.length === 0 ? null : { noun: '', items, occurrence };
    }
    if (/^(?:celui|celle|ceux|celles)$/.test(noun.key)) {
      cursor.index += 1;
      if (!skipDe(cursor)) return null;
      const value = takeLiteral(cursor);
      return value === null ? null : { noun: 'celui', items: [value], occurrence };
    }
    if (!WORD_NOUNS.has(noun.key)) return takeBareQuantity(cursor, occurrence);
    cursor.index += 1;
    if (/^membres?$/.test(noun.key) && !cursor.takeAll('de', 'phrase')) return null;
    if (noun.key === 'groupe' && !cursor.takeAll('de', 'mots')) return null;
    if (/^(?:nom|denomination|formule)$/.test(noun.key) && cursor.key() !== ':' && cursor.peek()?.kind !== 'quote') return null;
    const quantity = QUANTITY_NOUNS.has(noun.key);
    while (cursor.match(SAID_OF_WORDS) !== null);
    const aside = takeEachTime(cursor);
    const items = takeItems(cursor, quantity);
    if (items.length === 0) return null;
    return { noun: noun.key, items, occurrence: occurrence ?? aside ?? takeEachTime(cursor) };
  });
}

/** « le 31 décembre 2008 », « 500 € », « trois ans » where words are expected. */
function takeBareQuantity(cursor: Cursor, occurrence: SaidOccurrence): SaidWords | null {
  const value = takeLiteral(cursor);
  if (value === null || value.kind === 'number') return null;
  return { noun: value.kind, items: [value], occurrence };
}

const skipDe = (cursor: Cursor): boolean => cursor.take('du', 'de', "d'", 'des', 'au', 'a', ':') !== null;

function takeItems(cursor: Cursor, quantity: boolean): readonly (Quote | Literal)[] {
  const items: (Quote | Literal)[] = [];
  cursor.attempt(() => {
    if (quantity) {
      const value = cursor.attempt(() => {
        skipDe(cursor);
        cursor.match(/^(?:le|la|l')$/);
        return takeLiteral(cursor);
      });
      if (value !== null) {
        items.push(value);
        return true;
      }
    }
    cursor.take(':');
    const token = cursor.peek();
    if (token?.quote == null) return null;
    items.push(token.quote);
    cursor.index += 1;
    return true;
  });
  while (items.length > 0) {
    const next = cursor.attempt(() => {
      const comma = cursor.take(',') !== null;
      const and = cursor.match(/^(?:et|ou|ainsi)$/) !== null;
      if (cursor.tokens[cursor.index - 1]?.key === 'ainsi' && cursor.take('que') === null) return null;
      if (!comma && !and) return null;
      cursor.attempt(() => (cursor.match(/^(?:les?|la|l')$/) !== null && cursor.match(/^(?:mots?|termes?)$/) !== null && (cursor.take(':'), true) ? true : null));
      const token = cursor.peek();
      if (token?.quote == null) return null;
      // « les mots : « a », « b » » go on; « « a », le mot » don't.
      cursor.index += 1;
      return token.quote;
    });
    if (next === null) return items;
    items.push(next);
  }
  return items;
}
