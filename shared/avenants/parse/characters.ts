/*
 * The letters of an instruction as the grammar sees them, each tied to its place in the source: a text pasted from
 * Word or from a PDF has its own spaces, dashes, apostrophes, guillemets and ligatures (rule C1 of RULES.md).
 */

/** A source folded for reading. `text` and `key` have the same length; `at` has one entry more. */
export interface Folded {
  readonly raw: string;
  /** One kind of space, apostrophe, dash and guillemet; case and accents kept; `\n` between lines. */
  readonly text: string;
  /** `text` in small letters without accents: what words are recognised by. */
  readonly key: string;
  /** Index in `raw` of each character of `text`, and of its end. */
  readonly at: Uint32Array;
}

const SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]/;
const LINE_ENDS: ReadonlySet<string> = new Set('\n\r\u000b\u000c\u0085\u2028\u2029');
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/;
const COMBINING = /[\u0300-\u036f]/;

const FOLDS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '‛': "'",
  ʼ: "'",
  '′': "'",
  '`': "'",
  '´': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '„': '“',
  '‟': '“',
  '‹': '“',
  '›': '”',
  '″': '"',
  '＂': '"',
  º: '°',
  '˚': '°',
  '…': '…',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬀ: 'ff',
  ᵉ: 'e',
  ʳ: 'r',
  ˢ: 's',
  ᵈ: 'd',
  ⁿ: 'n',
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
};

const bare = new Map<string, string>();

/** One character in small letters without its accent, always one character long. */
function keyOf(char: string): string {
  const known = bare.get(char);
  if (known !== undefined) return known;
  const plain = char.toLowerCase().normalize('NFD').replace(COMBINING, '');
  const key = plain.length === char.length ? plain : char;
  bare.set(char, key);
  return key;
}

/** @returns a text in small letters without accents */
export const keyText = (text: string): string => Array.from(text, keyOf).join('');

const SINGLE = /(?<=^|[\s(:])‘([^‘\n]{1,300}?)’(?=[\s.,;:)]|$)/gm;

/** ‘ ’ around words are quotes; inside a word, ’ is its apostrophe. */
function singleQuotes(raw: string): ReadonlyMap<number, string> {
  const marks = new Map<number, string>();
  if (!raw.includes('‘')) return marks;
  for (const match of raw.matchAll(SINGLE)) {
    marks.set(match.index, '“');
    marks.set(match.index + match[0].length - 1, '”');
  }
  return marks;
}

/** « l ’ article »: blanks that a scanner puts around the apostrophe of an elided word. */
function closeElisions(source: Folded): Folded {
  if (!ELISION.test(source.text)) return source;
  const dropped = new Set<number>();
  for (const match of source.text.matchAll(new RegExp(ELISION, 'giu'))) {
    const end = match.index + match[0].length;
    for (let index = match.index + (match[1] ?? '').length; index < end; index += 1)
      if (source.text[index] === ' ') dropped.add(index);
  }
  const kept = Array.from(source.text, (_, index) => index).filter((index) => !dropped.has(index));
  return {
    raw: source.raw,
    text: kept.map((index) => source.text[index] ?? '').join(''),
    key: kept.map((index) => source.key[index] ?? '').join(''),
    at: Uint32Array.from([...kept.map((index) => source.at[index] ?? 0), source.raw.length]),
  };
}

const ELISION = /(?<![\p{L}\p{N}])([ldnsjtmc]|qu)(?: ' ?|' )(?=\p{L})/iu;

/**
 * Folds a source. Nothing is dropped from `raw`: `at` leads back to every place in it.
 * @param raw any text
 */
export function fold(raw: string): Folded {
  const text: string[] = [];
  const key: string[] = [];
  const at: number[] = [];
  const push = (chars: string, index: number): void => {
    for (const char of chars) {
      text.push(char);
      key.push(keyOf(char));
      at.push(index);
    }
  };
  const single = singleQuotes(raw);
  for (let i = 0; i < raw.length; i += 1) {
    const char = raw[i] ?? '';
    const quote = single.get(i);
    if (quote !== undefined) {
      push(quote, i);
      continue;
    }
    if (char >= 'a' && char <= 'z') push(char, i);
    else if (INVISIBLE.test(char)) continue;
    else if (LINE_ENDS.has(char)) {
      if (!(char === '\n' && raw[i - 1] === '\r')) push('\n', i);
    } else if (SPACES.test(char)) push(' ', i);
    else if (COMBINING.test(char) && text.length > 0) {
      const composed = `${text.at(-1)}${char}`.normalize('NFC');
      if (composed.length === 1) text[text.length - 1] = composed;
    } else if ((char === '<' || char === '>') && raw[i + 1] === char) {
      push(char === '<' ? '«' : '»', i);
      i += 1;
    } else if (char === "'" && raw[i + 1] === "'") {
      push('"', i);
      i += 1;
    } else if (char >= '\ud800' && char <= '\udfff') {
      // Half of a sign: kept as it is, so that the two halves stay together.
      text.push(char);
      key.push(char);
      at.push(i);
    } else push(FOLDS[char] ?? char, i);
  }
  at.push(raw.length);
  return closeElisions({ raw, text: text.join(''), key: key.join(''), at: Uint32Array.from(at) });
}

/** @returns where a stretch of the folded text stands in the source */
export function rawSpan(
  source: Folded,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } {
  const start = source.at[from] ?? source.raw.length;
  return { from: start, to: Math.max(start, source.at[to] ?? source.raw.length) };
}
