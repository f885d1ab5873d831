import { takeList } from './labels.ts';
import {
  ACT_NOUN,
  DIVISION_NOUNS,
  LINE_NOUNS,
  participleLemma,
  QUANTITY_NOUNS,
  WORD_NOUNS,
} from './lexicon.ts';
import {
  type Literal,
  ordinalValue,
  type Rank,
  takeCardinal,
  takeLiteral,
  takeOrdinal,
} from './quantities.ts';
import type { Quote } from './quotes.ts';
import type { SaidOccurrence, SaidWords } from './surface.ts';
import type { Cursor } from './tokens.ts';

/** Takes « deuxième occurrence des » : what says which hit is meant, up to the noun of the words. */
export function takeOccurrence(cursor: Cursor): SaidOccurrence {
  return cursor.attempt((): SaidOccurrence => {
    const ranks = takeRanks(cursor);
    const [rank = null] = ranks;
    // « le premier mot « comité » »
    if (rank !== null && /^(?:mot|terme|expression)$/.test(cursor.key())) {
      const quoted = cursor.peek(cursor.key(1) === ':' ? 2 : 1)?.kind === 'quote';
      return quoted && ranks.length === 1 ? { kind: 'rank', rank } : null;
    }
    cursor.match(/^chaque$/);
    const count = ranks.length > 0 ? null : takeCardinal(cursor);
    if (cursor.match(/^(?:occurrences?|mentions?|emplois?|apparitions?)$/) === null) return null;
    if (cursor.take('du', 'des', 'de', "d'") === null) return null;
    cursor.match(/^(?:la|l'|le|les)$/);
    if (ranks.length > 1) return { kind: 'ranks', ranks };
    if (rank !== null) return { kind: 'rank', rank };
    return count === null ? { kind: 'all' } : { kind: 'all', count };
  });
}

/** « deuxième », « deux premières », « première et troisième ». */
function takeRanks(cursor: Cursor): readonly Rank[] {
  const several = cursor.attempt(() => {
    const count = takeCardinal(cursor);
    const rank = count === null ? null : takeOrdinal(cursor);
    if (count === null || rank === null || count > 50 || rank.n !== 1) return null;
    return Array.from({ length: count }, (_, i): Rank => ({ ...rank, n: i + 1 }));
  });
  if (several !== null) return several;
  const list = takeList(cursor, () => takeOrdinal(cursor));
  return (list ?? []).flatMap(([first, last]) => (last === null ? [first] : []));
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
  const counted = cursor.attempt(() => takeAllHits(cursor));
  if (counted !== null) return counted;
  if (
    cursor.takeAll('a', 'la') ||
    cursor.takeAll('en', 'sa') ||
    cursor.takeAll('a', 'sa') ||
    cursor.takeAll('dans', 'sa') ||
    cursor.takeAll('a', 'leur') ||
    cursor.takeAll('dans', 'leur')
  ) {
    const rank = takeOrdinal(cursor);
    if (rank === null || cursor.match(/^(?:occurrence|reprise|apparition|mention)$/) === null) return null;
    return { kind: 'rank', rank };
  }
  return null;
}

const HITS = /^(?:occurrences?|reprises?|apparitions?|mentions?|emplois?|fois)$/;

/** « à chaque occurrence », « dans ses deux occurrences », « en chacune de leurs mentions », « les trois fois ». */
function takeAllHits(cursor: Cursor): SaidOccurrence {
  cursor.match(/^(?:a|aux|dans|en|pour|sur)$/);
  const each = cursor.match(/^chaque$/) !== null;
  if (cursor.match(/^chacune$/) !== null && cursor.match(/^(?:de|des)$/) === null) return null;
  cursor.match(/^tou(?:te|t)s$/);
  if (!each) cursor.match(/^(?:les|ses|leurs|ces)$/);
  const count = each ? null : takeCardinal(cursor);
  const several = each || /^(?:chacune|les|ses|leurs|ces|aux|des|de)$/.test(before(cursor)) || count !== null;
  // « les trois occurrences du mot » is said of the words themselves.
  if (!several || cursor.match(HITS) === null || /^(?:du|des|de|d')$/.test(cursor.key())) return null;
  return count === null ? { kind: 'all' } : { kind: 'all', count };
}

const before = (cursor: Cursor): string => cursor.tokens[cursor.index - 1]?.key ?? '';

/** « où ils figurent », « qu’elle apparaît dans le texte ». */
function skipWherever(cursor: Cursor): void {
  if (!/^(?:ou|qu'|que)$/.test(cursor.key())) return;
  while (!cursor.done && !/^[,:;.]$/.test(cursor.key()) && !/^(?:par|est|sont)$/.test(cursor.key())) {
    if (/^(?:a|au|aux|dans)$/.test(cursor.key()) && placeAhead(cursor)) return;
    cursor.index += 1;
  }
}

/** « à l’article 3 »: the place where the words stand. */
function placeAhead(cursor: Cursor): boolean {
  for (const ahead of [1, 2, 3]) {
    const key = cursor.key(ahead);
    if (key in DIVISION_NOUNS || key in LINE_NOUNS || ACT_NOUN.test(key) || ordinalValue(key) !== null)
      return true;
    if (!/^(?:le|la|l'|les|presente?|cet|cette|ensemble|de)$/.test(key)) return false;
  }
  return false;
}

const SAID_OF_WORDS =
  /^(?:suivante?s?|ci-apres|fixee?|convenue?|prevue?|initialement|initiale?|maximale?|maximum|minimale?|forfaitaire|totale?|global|globale|annuelle?|suivant)$/;

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
    const quoted = cursor.peek(cursor.key(1) === ':' ? 2 : 1)?.kind === 'quote';
    if (
      quoted &&
      (/^(?:phrases?|alineas?)$/.test(noun.key) || (cursor.key(1) === ':' && BY_TEXT.test(noun.key)))
    ) {
      cursor.index += 1;
      return { noun: noun.key, items: takeItems(cursor, false), occurrence };
    }
    if (!WORD_NOUNS.has(noun.key)) return takeBareQuantity(cursor, occurrence);
    cursor.index += 1;
    if (/^membres?$/.test(noun.key) && !cursor.takeAll('de', 'phrase')) return null;
    if (noun.key === 'groupe' && !cursor.takeAll('de', 'mots')) return null;
    if (
      /^(?:nom|denomination|formule)$/.test(noun.key) &&
      cursor.key() !== ':' &&
      cursor.peek()?.kind !== 'quote'
    )
      return null;
    const quantity = QUANTITY_NOUNS.has(noun.key);
    while (cursor.match(SAID_OF_WORDS) !== null);
    const aside = takeEachTime(cursor);
    const items = takeItems(cursor, quantity);
    if (items.length === 0 && quantity) {
      const told = takeTold(cursor);
      if (told === null) return null;
      return { noun: noun.key, items: told, occurrence };
    }
    if (items.length === 0) return null;
    return { noun: noun.key, items, occurrence: occurrence ?? aside ?? takeEachTime(cursor) };
  });
}

/** What new text is called before a colon: « par l’intitulé : « … » », « par les stipulations : « … » ». */
const BY_TEXT =
  /^(?:intitule|titre|libelle|paragraphes?|tirets?|lignes?|stipulations?|dispositions?|texte|redaction|clauses?|articles?)$/;

/** Most words between « la durée » and « de trois ans ». */
const MAX_TOLD = 9;

/**
 * « la durée du préavis de deux mois », « le montant de la subvention, fixé à 500 €, »: words between the noun and its
 * value. Before a verb without any value, the noun alone: « le préavis est porté de deux à trois mois ».
 */
function takeTold(cursor: Cursor): readonly Literal[] | null {
  return cursor.attempt(() => {
    for (let skipped = 0; skipped < MAX_TOLD && !cursor.done; skipped += 1) {
      if (carries(cursor) || STANDS.test(cursor.key())) return [];
      const value = cursor.attempt(() => {
        if (!skipDe(cursor)) return null;
        cursor.match(/^(?:le|la|l')$/);
        const literal = takeLiteral(cursor);
        return literal === null || literal.kind === 'number' ? null : literal;
      });
      if (value !== null) {
        if (cursor.key() === ',' && carries(cursor, 1)) cursor.index += 1;
        return [value];
      }
      const token = cursor.peek();
      if (token === undefined || token.kind === 'quote' || /^[:;.]$/.test(token.key)) return null;
      if (token.kind === 'sign' && token.key !== ',') return null;
      if (/^(?:est|sont|article|alinea|phrase)/.test(token.key)) return null;
      cursor.index += 1;
    }
    return null;
  });
}

const STANDS = /^(?:figurant|mentionnee?s?|prevue?s?|inscrite?s?|indiquee?s?|visee?s?|stipulee?s?)$/;

const carries = (cursor: Cursor, ahead = 0): boolean =>
  /^passe(?:nt|ra|ront)?$/.test(cursor.key(ahead)) ||
  (/^(?:est|sont|sera|seront)$/.test(cursor.key(ahead)) &&
    [1, 2, 3].some((more) => participleLemma(cursor.key(ahead + more)) === 'carry'));

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
    // « le montant de « 500 € » »
    if (quantity && cursor.peek(1)?.kind === 'quote') cursor.match(/^(?:de|du|a|au|d')$/);
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
      const token = cursor.peek();
      if (token?.quote == null) return null;
      cursor.index += 1;
      return token.quote;
    });
    if (next === null) return items;
    items.push(next);
  }
  return items;
}
