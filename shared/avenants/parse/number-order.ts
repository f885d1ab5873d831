import { keyText } from './characters.ts';

/** The number of a division without what only typography adds: « 1er » is « 1 ». */
export const numberKey = (number: string): string =>
  keyText(number)
    .replace(/^(\d+|i)(?:er|re|ere)$/, '$1')
    .replace(/^premiere?$|^unique$/, '1')
    .replace(/\s+/g, ' ')
    .replace(/[.)]$/, '');

const ROMAN: readonly (readonly [string, number])[] = [
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
];

/** @returns « 4 » for « IV » and « IV » for « 4 », as {@link numberKey} writes them; null for another number */
export function otherFigures(number: string): string | null {
  const key = numberKey(number);
  if (/^[ivxl]{1,7}$/.test(key)) {
    let rest = key;
    let value = 0;
    for (const [letters, worth] of ROMAN)
      while (rest.startsWith(letters)) {
        value += worth;
        rest = rest.slice(letters.length);
      }
    return rest === '' ? String(value) : null;
  }
  if (!/^[1-8]?\d$/.test(key) || key === '0') return null;
  let rest = Number(key);
  let written = '';
  for (const [letters, worth] of ROMAN)
    while (rest >= worth) {
      written += letters;
      rest -= worth;
    }
  return written;
}

/** A label without what stands around its counter: « 2 » for « 2° ». */
export const labelKey = (label: string): string =>
  keyText(label).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** « 4-1 » → [4, 1], « 4 bis » → [4, 2], « 2.3 » → [2, 3]. */
export function numberParts(number: string): readonly number[] | null {
  const key = numberKey(number);
  const match = /^(\d+(?:[.-]\d+)*)(?: ([a-z]+))?$/.exec(key);
  if (match === null) return null;
  const suffix = match[2] === undefined ? [] : [SUFFIXES.indexOf(match[2]) + 2];
  return [...(match[1] ?? '').split(/[.-]/).map(Number), ...suffix];
}
const SUFFIXES = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'nonies', 'decies'];

/** Orders two numbers: negative when the first comes before. */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (a[i] ?? -1) - (b[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The rank of « 3° », « c) », « iv »: null for what has none. */
export function labelRank(label: string): number | null {
  const key = labelKey(label);
  if (/^\d+/.test(key)) return Number.parseInt(key, 10);
  if (/^[a-z]$/.test(key)) return key.charCodeAt(0) - 96;
  return null;
}

/** True when two labels are both figures, or both letters. */
export const sameStyle = (a: string, b: string): boolean =>
  /^\d/.test(labelKey(a)) === /^\d/.test(labelKey(b));
