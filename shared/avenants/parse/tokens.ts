import type { Folded } from './characters.ts';
import type { Quote } from './quotes.ts';

/** One word, number, sign or quotation of an instruction; indexes in the folded text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'quote' | 'sign';
  /** Small letters without accents; « l' » for an elided article; "«»" for a quotation. */
  readonly key: string;
  /** As written, accents and case kept. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly quote: Quote | null;
}

const NUMBER =
  /\d+(?:[.,]\d+)*(?:-\d+(?!\d*\/))*(?:°|er(?![a-z])|re(?![a-z])|ere(?![a-z])|e(?![a-z])|eme(?![a-z])|nde?(?![a-z])|d(?![a-z]))?/y;
/** Thousands apart: « 176 867 ». */
const THOUSANDS = /\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?/y;
const WORD = /(?:n°|\p{L}[\p{L}\p{N}_]*(?:-\p{L}[\p{L}\p{N}]*)*)'?/uy;
/** « A.1 », « ii.2.1er », « I-1 »: a number that begins with letters. */
const LETTER_CHAIN = /(?:[a-z]|[ivxlc]{1,6})(?:\.(?:\d{1,3}|[a-z](?![a-z]))|-\d{1,3})+(?:er)?(?![a-z\d])/y;
const ROMAN_DEGREE = /[ivxlcdm]+°/y;

/** Nouns whose full stop ends no sentence: « art. 1er, al. 3 ». */
const ABBREVIATED = /^(?:art|al|chap|sect|ann)$/;

/**
 * Cuts a stretch of the folded text into tokens; spaces and line ends are left out.
 * @param quotes quotations of the whole text, in order
 */
export function tokenise(
  source: Folded,
  from: number,
  to: number,
  quotes: readonly Quote[],
): readonly Token[] {
  const tokens: Token[] = [];
  let next = firstQuote(quotes, from);
  let index = from;
  const push = (kind: Token['kind'], end: number, quote: Quote | null = null): void => {
    const key = quote === null ? source.key.slice(index, end) : '«»';
    tokens.push({ kind, key, text: source.text.slice(index, end), from: index, to: end, quote });
    index = end;
    if (ABBREVIATED.test(key) && source.key[index] === '.') index += 1;
  };
  while (index < to) {
    const char = source.key[index] ?? '';
    const quote = quotes[next];
    if (quote !== undefined && quote.from === index && quote.to <= to) {
      next += 1;
      push('quote', quote.to, quote);
    } else if (char === ' ' || char === '\n') index += 1;
    else {
      const end = Math.min(to, tokenEnd(source.key, index));
      const first = source.key.charCodeAt(index);
      push(
        end === index ? 'sign' : first >= 48 && first <= 57 ? 'number' : 'word',
        end === index ? index + 1 : end,
      );
    }
  }
  return tokens;
}

function tokenEnd(key: string, index: number): number {
  for (const pattern of [THOUSANDS, NUMBER, ROMAN_DEGREE, LETTER_CHAIN, WORD]) {
    pattern.lastIndex = index;
    if (pattern.test(key)) return pattern.lastIndex;
  }
  return index;
}

function firstQuote(quotes: readonly Quote[], from: number): number {
  let low = 0;
  let high = quotes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quotes[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A cursor over tokens, with what a grammar needs: look, take, go back. */
export class Cursor {
  readonly tokens: readonly Token[];
  index: number;
  readonly end: number;
  /** False where a list would take what belongs to another phrase: « le a du 2° et le 3° ». */
  lists = true;

  constructor(tokens: readonly Token[], index = 0, end = tokens.length) {
    this.tokens = tokens;
    this.index = index;
    this.end = end;
  }

  get done(): boolean {
    return this.index >= this.end;
  }

  /** @returns the token `ahead` of the cursor, undefined past the end */
  peek(ahead = 0): Token | undefined {
    const at = this.index + ahead;
    return at < this.end ? this.tokens[at] : undefined;
  }

  key(ahead = 0): string {
    return this.peek(ahead)?.key ?? '';
  }

  /** Takes the next token when its key is one of these. */
  take(...keys: readonly string[]): Token | null {
    const token = this.peek();
    if (token === undefined || !keys.includes(token.key)) return null;
    this.index += 1;
    return token;
  }

  /** Takes a run of words, all or none: `takeAll('a', 'la', 'fin')`. */
  takeAll(...keys: readonly string[]): boolean {
    for (const [ahead, key] of keys.entries()) if (this.key(ahead) !== key) return false;
    this.index += keys.length;
    return true;
  }

  /** Takes the next token when its key matches. */
  match(pattern: RegExp): Token | null {
    const token = this.peek();
    if (token === undefined || token.kind === 'quote' || !pattern.test(token.key)) return null;
    this.index += 1;
    return token;
  }

  /** Runs `read`; when it gives null, the cursor is where it was. */
  attempt<T>(read: () => T | null): T | null {
    const before = this.index;
    const value = read();
    if (value === null) this.index = before;
    return value;
  }
}
