import { PLAIN_MONTHS } from '#shared/document/months.ts';
import { NUMBER_UNITS } from '#shared/document/number-words.ts';

/*
 * The plain forms in which rules look at French text, each of the same length as its source so that offsets agree.
 */

const SPACES = /[\u00a0\u202f\u2009\t\n\r]/g;
const APOSTROPHES = /[‘’ʼ′´`]/g;
const HYPHENS = /[‐‑]/g;
const SUPERSCRIPTS: Readonly<Record<string, string>> = { ᵉ: 'e', ʳ: 'r', ˢ: 's', ᵈ: 'd' };

/** @returns the text with one kind of space, apostrophe and hyphen; same length */
export function folded(text: string): string {
  return text
    .replace(SPACES, ' ')
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .replace(/[ᵉʳˢᵈ]/g, (sign) => SUPERSCRIPTS[sign] ?? sign);
}

const ACCENTED = /[\u0080-\uffff]/g;

/** @returns `folded` in lower case without accents; same length, so that `\b` works on French words */
export function plainOf(text: string): string {
  return text.replace(ACCENTED, bareLetter).toLowerCase();
}

const bare = new Map<string, string>();
function bareLetter(sign: string): string {
  const known = bare.get(sign);
  if (known !== undefined) return known;
  const base = sign.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const result = base.length === sign.length ? base : sign;
  bare.set(sign, result);
  return result;
}

/** Numbers in letters, as a pattern over plain text. */
const NUMBER_WORD = `(?:${Object.keys(NUMBER_UNITS).join('|')}|vingts?|cents?|mil(?:le)?|millions?|milliards?)`;
export const NUMBER_IN_WORDS = `${NUMBER_WORD}(?:(?:-et-| et |[ -])${NUMBER_WORD})*`;

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^milliards?$/, 1_000_000_000],
  [/^millions?$/, 1_000_000],
  [/^mil(?:le)?$/, 1000],
];

/** Where a word of value `unit` may follow what is read of the hundred so far: « soixante-dix » yes, « trente quarante » no. */
function follows(rest: number, unit: number): boolean {
  if (unit >= 20) return rest === 0;
  if (unit >= 10) return rest === 0 || rest === 60 || rest === 80;
  return rest % 10 === 0;
}

/**
 * Reads a number in letters.
 * @param words plain text (« vingt et un », « quatre-vingts », « deux mille »)
 * @returns null when the words make no number, or several (« trente et quarante »)
 */
export function readNumber(words: string): number | null {
  let total = 0;
  let current = 0;
  let scale = Number.POSITIVE_INFINITY;
  let seen = false;
  for (const word of words.split(/[ -]+/)) {
    if (word === '' || word === 'et') continue;
    seen = true;
    const next = SCALES.find(([pattern]) => pattern.test(word))?.[1];
    if (next !== undefined) {
      if (next >= scale) return null;
      total += (current === 0 ? 1 : current) * next;
      current = 0;
      scale = next;
    } else if (/^cents?$/.test(word)) {
      if (current > 9) return null;
      current = current === 0 ? 100 : current * 100;
    } else if (/^vingts?$/.test(word) && current % 100 === 4) current += 76;
    else {
      const unit = /^vingts?$/.test(word) ? 20 : NUMBER_UNITS[word];
      if (unit === undefined || !follows(current % 100, unit)) return null;
      current += unit;
    }
  }
  return seen ? total + current : null;
}

/**
 * Reads a number in figures: « 1 500 », « 1.500 », « 12,5 ».
 * @returns null for what is ambiguous or no number
 */
export function readFigures(figures: string): number | null {
  const compact = figures.trim().replace(/[ .](?=\d{3}(?!\d))/g, '');
  return /^\d+(?:,\d+)?$/.test(compact) ? Number(compact.replace(',', '.')) : null;
}

export const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'] as const;
const DATE = new RegExp(
  `\\b(?:(${WEEKDAYS.join('|')}),? )?(\\d{1,2}|premier)(?:er)? (${PLAIN_MONTHS.join('|')})(?:,? (\\d{4})(?!\\d))?\\b`,
  'g',
);
const NUMERIC_DATE = /(?<=\b(?:le|du|au|date|jusqu'au)\s?:?\s?)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)/g;

/** A date written in a text. */
export interface WrittenDate {
  readonly from: number;
  readonly to: number;
  readonly weekday: (typeof WEEKDAYS)[number] | null;
  readonly day: number;
  /** From 1; may pass 12 in figures. */
  readonly month: number;
  readonly year: number | null;
  /** ISO; null when the year is not written or the date does not exist. */
  readonly iso: string | null;
  /** False for « 31 février », and « 29 février » of a year that has none. */
  readonly real: boolean;
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** @returns the last day of a month; 29 for a February whose year is not known, 0 for a month that does not exist */
function lastDay(month: number, year: number | null): number {
  if (month < 1 || month > 12) return 0;
  if (month === 2) return year === null || isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const two = (value: number) => String(value).padStart(2, '0');

function written(from: number, to: number, weekday: string | null, parts: [number, number, number | null]) {
  const [day, month, year] = parts;
  const real = day >= 1 && day <= lastDay(month, year);
  const iso = real && year !== null ? `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` : null;
  const known = WEEKDAYS.find((one) => one === weekday) ?? null;
  return { from, to, weekday: known, day, month, year, iso, real };
}

/** @returns the dates of a plain text, in letters or after « le », « du », « au » in figures, in order */
export function datesIn(plain: string): readonly WrittenDate[] {
  const dates: WrittenDate[] = [];
  for (const match of plain.matchAll(DATE)) {
    const day = match[2] === 'premier' ? 1 : Number(match[2]);
    const month = PLAIN_MONTHS.indexOf(match[3] ?? '') + 1;
    const year = match[4] === undefined ? null : Number(match[4]);
    dates.push(written(match.index, match.index + match[0].length, match[1] ?? null, [day, month, year]));
  }
  if (/\d[/.]\d/.test(plain))
    for (const match of plain.matchAll(NUMERIC_DATE))
      dates.push(
        written(match.index, match.index + match[0].length, null, [
          Number(match[1]),
          Number(match[2]),
          Number(match[3]),
        ]),
      );
  return dates.sort((a, b) => a.from - b.from);
}

/** @returns the day of the week of an ISO date */
export function weekdayOf(iso: string): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[new Date(`${iso}T00:00:00Z`).getUTCDay()] ?? 'dimanche';
}
