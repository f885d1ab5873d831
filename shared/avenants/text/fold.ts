/*
 * The form in which words are looked for: `normaliseForComparison` of the document (its rule T13), which remembers where
 * each sign stood. Words quoted by an instruction match whatever spaces, quotes, apostrophes and dashes each side uses.
 */

/** A folded text; `from[i]` and `to[i]` bound, in the original, what gave its sign `i`. */
export interface Folded {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Signs that NFKC leaves alone, or turns into something else than what a typist means by them. */
const FOLDED_FIRST: Readonly<Record<string, string>> = {
  ᵉ: 'e',
  ʳ: 'r',
  ˢ: 's',
  ᵈ: 'd',
  º: '°',
  '´': "'",
};

/** What is rewritten, in the order of `normaliseForComparison`: each match becomes one sign, or none. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/[\u00ad\u200b-\u200d\u2060\ufeff]/g, ''],
  [/[‘’‛ʼ′`]/g, "'"],
  [/«\s*|\s*»|[“”„‟]|''/g, '"'],
  [/[‐‑‒–—―−]/g, '-'],
  [/\s+/g, ' '],
  [/ (?=[;:!?%€])/g, ''],
  [/(?<=\d) (?=\d{3}(?!\d))/g, ''],
  [/(?<=\bn°) /gi, ''],
];

interface Cells {
  text: string;
  from: number[];
  to: number[];
}

function unfold(text: string): Cells {
  const cells: Cells = { text: '', from: [], to: [] };
  let at = 0;
  for (const sign of text) {
    const folded = (FOLDED_FIRST[sign] ?? sign).normalize('NFKC');
    cells.text += folded;
    for (let i = 0; i < folded.length; i += 1) {
      cells.from.push(at);
      cells.to.push(at + sign.length);
    }
    at += sign.length;
  }
  return cells;
}

function rewrite(cells: Cells, pattern: RegExp, by: string): Cells {
  const matches = [...cells.text.matchAll(pattern)];
  if (matches.length === 0) return cells;
  const result: Cells = { text: '', from: [], to: [] };
  let next = 0;
  const copy = (end: number) => {
    result.text += cells.text.slice(next, end);
    for (let i = next; i < end; i += 1) {
      result.from.push(cells.from[i] ?? 0);
      result.to.push(cells.to[i] ?? 0);
    }
  };
  for (const match of matches) {
    const end = match.index + match[0].length;
    copy(match.index);
    if (by !== '') {
      result.text += by;
      result.from.push(cells.from[match.index] ?? 0);
      result.to.push(cells.to[end - 1] ?? 0);
    }
    next = end;
  }
  copy(cells.text.length);
  return result;
}

const PLAIN = /^[ -~\n]*$/;
/** Two generations, so that a full cache does not forget at once what it is asked for again. */
let [young, old] = [new Map<string, Folded>(), new Map<string, Folded>()];
const MOST_KEPT = 10_000;

function remember(text: string, cells: Folded): Folded {
  if (young.size >= MOST_KEPT) [young, old] = [new Map(), young];
  young.set(text, cells);
  return cells;
}

/**
 * Folds a text, untrimmed.
 * @returns its folded form with the place of each sign; the same text gives the same object while it is remembered
 */
function fold(text: string): Folded {
  const known = young.get(text);
  if (known !== undefined) return known;
  const before = old.get(text);
  if (before !== undefined) return remember(text, before);
  let cells = unfold(text);
  const rewrites = PLAIN.test(text) ? REWRITES.slice(1) : REWRITES;
  for (const [pattern, by] of rewrites) cells = rewrite(cells, pattern, by);
  return remember(text, cells);
}

/** @returns the folded form alone, without blanks at its ends: equal for two texts that differ by typography alone */
export const folded = (text: string): string => fold(text).text.trim();

/** @returns true when two texts differ by typography alone, or not at all */
export const sameWords = (a: string, b: string): boolean => a === b || folded(a) === folded(b);

/** Part of a text, `end` exclusive, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const INSIDE_WORD = /[\p{L}\p{N}]/u;

/** Whether a cut between two signs would cut a word or a number (« 3 » is not in « 13 », nor in « 3,5 »). */
function cutsWord(text: string, at: number): boolean {
  const [before, after] = [text[at - 1] ?? '', text[at] ?? ''];
  if (INSIDE_WORD.test(before) && INSIDE_WORD.test(after)) return true;
  if (/[.,]/.test(before) && /\d/.test(text[at - 2] ?? '') && /\d/.test(after)) return true;
  return /\d/.test(before) && /[.,]/.test(after) && /\d/.test(text[at + 1] ?? '');
}

/**
 * Finds words in a text, whole words only, whatever the typography of each.
 * @returns every hit in the original's units, in order, none overlapping another
 */
export function locate(text: string, words: string): readonly Span[] {
  const needle = folded(words);
  if (needle === '') return [];
  const hay = fold(text);
  const hits: Span[] = [];
  for (let at = hay.text.indexOf(needle); at !== -1; at = hay.text.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (cutsWord(hay.text, at) || cutsWord(hay.text, end)) continue;
    const span = { start: hay.from[at] ?? 0, end: hay.to[end - 1] ?? 0 };
    if (span.start >= (hits.at(-1)?.end ?? 0)) hits.push(span);
  }
  return hits;
}
