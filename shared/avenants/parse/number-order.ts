import { keyText } from './characters.ts';

/** The number of a division without what only typography adds: « 1er » is « 1 ». */
export const numberKey = (number: string): string =>
  keyText(number)
    .replace(/^(\d+)(?:er|re|ere)$/, '$1')
    .replace(/^premiere?$|^unique$/, '1')
    .replace(/\s+/g, ' ')
    .replace(/[.)]$/, '');

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
