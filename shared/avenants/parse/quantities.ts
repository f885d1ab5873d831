import { PLAIN_MONTHS } from '#shared/document/months.ts';
import { NUMBER_UNITS } from '#shared/document/number-words.ts';
import type { Cursor, Token } from './tokens.ts';

/** A rank: from the first (1, 2…) or from the last (1: « dernier », 2: « avant-dernier »). */
export interface Rank {
  readonly from: 'start' | 'end';
  readonly n: number;
}

const UNITS: Readonly<Record<string, number>> = { ...NUMBER_UNITS, vingt: 20, vingts: 20 };

const SCALES: Readonly<Record<string, number>> = {
  cent: 100,
  cents: 100,
  mille: 1000,
  million: 1_000_000,
  millions: 1_000_000,
  milliard: 1_000_000_000,
  milliards: 1_000_000_000,
};

/**
 * The value of a cardinal in letters, hyphens or not.
 * @param words small letters without accents: « vingt et un », « quatre-vingt-dix mille »
 * @returns null when a word is no part of a number
 */
function cardinalValue(words: string): number | null {
  const parts = words.split(/[\s-]+/).filter((word) => word !== '');
  if (parts.length === 0) return null;
  let total = 0;
  let group = 0;
  let seen = false;
  for (const word of parts) {
    if (word === 'et') {
      if (!seen) return null;
      continue;
    }
    const unit = UNITS[word];
    const scale = SCALES[word];
    if (unit !== undefined) {
      const scores = unit === 20 && group % 100 === 4;
      group = scores ? group - 4 + 80 : group + unit;
    } else if (scale === 100) group = group === 0 ? 100 : group * 100;
    else if (scale !== undefined) {
      total += (group === 0 ? 1 : group) * scale;
      group = 0;
    } else return null;
    seen = true;
  }
  return parts.at(-1) === 'et' ? null : total + group;
}

const LAST: Readonly<Record<string, number>> = {
  dernier: 1,
  derniere: 1,
  derniers: 1,
  dernieres: 1,
  ultime: 1,
  'avant-dernier': 2,
  'avant-derniere': 2,
  avantdernier: 2,
  avantderniere: 2,
  penultieme: 2,
  antepenultieme: 3,
};

const FIRST = /^(?:premier|premiere|premiers|premieres|1er|1re|1ere|unique|seul|seule)$/;
const SECOND = /^(?:second|seconde|2nd|2nde|2d|2de)$/;

/** @returns the rank that one word gives (« troisième », « 3e », « dernier », « vingt-deuxième »), or null */
export function ordinalValue(key: string): Rank | null {
  const last = LAST[key];
  if (last !== undefined) return { from: 'end', n: last };
  if (FIRST.test(key)) return { from: 'start', n: 1 };
  if (SECOND.test(key)) return { from: 'start', n: 2 };
  const digits = /^(\d{1,4})(?:e|eme)$/.exec(key)?.[1];
  if (digits !== undefined) return { from: 'start', n: Number(digits) };
  const stem = /^(.+?)iemes?$/.exec(key)?.[1];
  if (stem === undefined) return null;
  const head = stem.replace(/cinqu$/, 'cinq').replace(/neuv$/, 'neuf');
  const value = cardinalValue(head) ?? cardinalValue(`${head}e`);
  return value === null || value < 1 ? null : { from: 'start', n: value };
}

/**
 * Takes an ordinal, of one word or several (« vingt et unième », « avant dernier »).
 * @returns null, and nothing taken, when the cursor stands before none
 */
export function takeOrdinal(cursor: Cursor): Rank | null {
  if (cursor.key() === 'avant' && /^derni/.test(cursor.key(1))) {
    cursor.index += 2;
    return { from: 'end', n: 2 };
  }
  for (const length of [3, 2, 1]) {
    const words = Array.from({ length }, (_, i) => cursor.key(i));
    if (length > 1 && !(words[0] !== undefined && words[0] in UNITS)) continue;
    const rank = ordinalValue(words.join('-'));
    if (rank !== null) {
      cursor.index += length;
      return rank;
    }
  }
  return null;
}

/** Takes a number of things: « deux », « 3 », « vingt et un ». */
export function takeCardinal(cursor: Cursor): number | null {
  const token = cursor.peek();
  if (token === undefined) return null;
  if (token.kind === 'number' && /^\d{1,3}$/.test(token.key)) {
    cursor.index += 1;
    return Number(token.key);
  }
  const words: string[] = [];
  for (let ahead = 0; ahead < 6; ahead += 1) {
    const key = cursor.key(ahead);
    if (cardinalValue([...words, key].join(' ')) === null && !(key === 'et' && words.length > 0)) break;
    words.push(key);
  }
  while (words.at(-1) === 'et') words.pop();
  if (words.length === 0) return null;
  cursor.index += words.length;
  return cardinalValue(words.join(' '));
}

const MONTH = new RegExp(`^(?:${PLAIN_MONTHS.join('|')}|janv|fevr|juil|sept|oct|nov|dec)$`);
const WEEKDAY = /^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)$/;
const CURRENCY = /^(?:euros?|€|eur|francs?|k€|centimes?)$/;
const PERIOD = /^(?:ans?|annees?|mois|jours?|semaines?|trimestres?|semestres?|heures?|minutes?)$/;
const PERIOD_QUALITY = /^(?:calendaires?|francs?|ouvres?|ouvrables?|civiles?|entiers?|entieres?)$/;

/** Words that stand for a date, an amount, a duration or a number without guillemets. */
export interface Literal {
  readonly kind: 'date' | 'amount' | 'duration' | 'number' | 'percentage';
  readonly from: number;
  readonly to: number;
  /** Where its number ends: « trois », in « trois ans ». */
  readonly figureTo: number;
}

const literal = (kind: Literal['kind'], first: Token, last: Token, figure: Token = last): Literal => ({
  kind,
  from: first.from,
  to: last.to,
  figureTo: figure.to,
});

/** Takes « 31 décembre 2008 », « 1er janvier », « 31/12/2008 ». */
function takeDate(cursor: Cursor): Literal | null {
  return cursor.attempt(() => {
    const first = cursor.peek();
    cursor.match(WEEKDAY);
    const day = cursor.match(/^(?:\d{1,2}(?:er)?|premier)$/);
    if (day === null || first === undefined) return null;
    const month = cursor.match(MONTH);
    if (month !== null) {
      if (cursor.key() === '.' && cursor.peek(1)?.kind === 'number') cursor.index += 1;
      return literal('date', first, cursor.match(/^\d{4}$/) ?? month);
    }
    const separator = cursor.key();
    if (separator !== '/') return null;
    cursor.index += 1;
    if (cursor.match(/^\d{1,2}$/) === null || cursor.take(separator) === null) return null;
    const year = cursor.match(/^\d{2,4}$/);
    return year === null ? null : literal('date', first, year);
  });
}

const DOTTED_DATE = /^\d{1,2}[.-]\d{1,2}[.-]\d{4}$/;

/**
 * Takes a quantity written out: a date, an amount, a duration, a percentage or a bare number.
 * @returns null, and nothing taken, when the cursor stands before none
 */
export function takeLiteral(cursor: Cursor): Literal | null {
  const date = takeDate(cursor);
  if (date !== null) return date;
  return cursor.attempt(() => {
    const first = cursor.peek();
    if (first === undefined) return null;
    if (first.kind === 'number' && DOTTED_DATE.test(first.key)) {
      cursor.index += 1;
      return literal('date', first, first);
    }
    let last = takeNumber(cursor);
    if (last === null) return null;
    // « trois (3) ans », « cinq cents euros (500 €) ».
    last = takeFigures(cursor) ?? last;
    if (cursor.key() === '%') return literal('percentage', first, take(cursor), last);
    if (cursor.takeAll('pour', 'cent'))
      return literal('percentage', first, cursor.tokens[cursor.index - 1] ?? last);
    if (/^d'$|^de$/.test(cursor.key()) && CURRENCY.test(cursor.key(1))) cursor.index += 1;
    if (CURRENCY.test(cursor.key())) {
      let end = take(cursor);
      const cents = takeNumber(cursor);
      if (cents !== null) end = cursor.match(/^centimes?$/) ?? cents;
      return literal('amount', first, takeTaxes(cursor) ?? takeFigures(cursor) ?? end);
    }
    if (PERIOD.test(cursor.key())) {
      const period = take(cursor);
      return literal('duration', first, cursor.match(PERIOD_QUALITY) ?? period, last);
    }
    return literal('number', first, last);
  });
}

function take(cursor: Cursor): Token {
  const token = cursor.peek();
  cursor.index += 1;
  if (token === undefined) throw new Error('A token was looked at before it is taken');
  return token;
}

function takeTaxes(cursor: Cursor): Token | null {
  return cursor.match(/^(?:ttc|ht)$/);
}

function takeNumber(cursor: Cursor): Token | null {
  const token = cursor.peek();
  if (token === undefined) return null;
  if (token.kind === 'number') {
    if (!/^\d[\d ]*(?:[.,]\d+)*$/.test(token.key)) return null;
    cursor.index += 1;
    const scale = cursor.match(/^(?:millions?|milliards?|milliers?)$/);
    return scale ?? token;
  }
  return takeCardinal(cursor) === null ? null : (cursor.tokens[cursor.index - 1] ?? null);
}

/** « (3) » after « trois ». */
function takeFigures(cursor: Cursor): Token | null {
  return cursor.attempt(() => {
    if (cursor.take('(') === null) return null;
    for (let length = 0; length < 6 && cursor.key() !== ')'; length += 1) {
      if (cursor.done || cursor.peek()?.kind === 'quote') return null;
      if (!/^[\d\s.,]+$|^€$|^euros?$|^%$/.test(cursor.key()) && cardinalValue(cursor.key()) === null)
        return null;
      cursor.index += 1;
    }
    return cursor.take(')');
  });
}
