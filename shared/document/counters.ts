import type { Counter } from './schema/vocabulary.ts';

/** Counters that count, as opposed to `aucun` and `puce`. */
export type CountingCounter = Exclude<Counter, 'aucun' | 'puce'>;

const ROMAN = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const;

function roman(n: number): string {
  let rest = n;
  let text = '';
  for (const [letters, value] of ROMAN) {
    while (rest >= value) {
      text += letters;
      rest -= value;
    }
  }
  return text;
}

/** A, B… Z, AA, AB… as spreadsheets count columns. */
function letters(n: number): string {
  let rest = n;
  let text = '';
  while (rest > 0) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
    rest = Math.floor((rest - 1) / 26);
  }
  return text;
}

/**
 * Writes a rank in a counter.
 * @param n rank from 1
 * @returns « 3 », « III », « iii », « C », « c »; « 1er » for the first of counter `1er`
 */
export function writeCounter(counter: CountingCounter, n: number): string {
  switch (counter) {
    case '1':
      return String(n);
    case '1er':
      return n === 1 ? '1er' : String(n);
    case 'I':
      return roman(n);
    case 'i':
      return roman(n).toLowerCase();
    case 'A':
      return letters(n);
    case 'a':
      return letters(n).toLowerCase();
  }
}

/** @returns the whole number that a held number begins with (« 5 bis » → 5, « 4-1 » → 4), or null */
export function leadingInteger(numFixe: string): number | null {
  const digits = /^\s*(\d{1,9})/.exec(numFixe)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** An item marker that counts: what stands before and after its counter. */
export interface MarkerPattern {
  readonly before: string;
  readonly counter: CountingCounter;
  readonly after: string;
}

const MARKER = /^([^\p{L}\p{N}]*)([1aAiI])([^\p{L}\p{N}]*)$/u;

/** @returns the pattern of « 1. », « 1° », « a) », « (i) », « I - »; null for a literal bullet (« - », « • ») */
export function markerPattern(marqueur: string): MarkerPattern | null {
  const match = MARKER.exec(marqueur);
  if (match === null) return null;
  return { before: match[1] ?? '', counter: match[2] as CountingCounter, after: match[3] ?? '' };
}
