/*
 * French typography as pure rules (T1 to T12 of RULES.md). The editor asks what to do as each character is typed;
 * nothing here looks at the clock, the DOM or the document.
 */

const NBSP = '\u00a0';
const NNBSP = '\u202f';

/** One correction: take back `remove` characters before the cursor, the typed one included, and write `insert`. */
export interface TypographyCorrection {
  /** The rule applied, for the undo label and the tests: `T1`… */
  readonly rule: string;
  /** UTF-16 units to take back, counted from the cursor once `typed` is in the text. */
  readonly remove: number;
  readonly insert: string;
  /** Part of `insert` (from, to) that takes the superscript mark, as « er » in « 1er ». */
  readonly superscript?: { readonly from: number; readonly to: number };
}

/** The word being typed, from the last white space. */
const currentWord = (before: string): string => /\S*$/.exec(before)?.[0] ?? '';

/** Rule T12: an address is left as it is. */
const looksLikeAddress = (word: string): boolean =>
  /^[«(“"'[]*(?:[a-z][a-z0-9+.-]*:\/\/|www\.|(?:https?|ftps?|mailto|tel)(?::|$)|[\w-]+(?:\.[\w-]+)+\/)/i.test(
    word,
  ) || /^[^\s@]+@[^\s@]*$/.test(word);

function spaceBefore(
  rule: string,
  before: string,
  typed: string,
  space: string,
): TypographyCorrection | null {
  const word = currentWord(before);
  if (looksLikeAddress(word)) return null;
  const blanks = /[ \u00a0\u202f\u2009]*$/.exec(before)?.[0] ?? '';
  const previous = before.at(-1 - blanks.length);
  if (previous === undefined || previous === '\n') return null;
  // « ?! », « !!! » and « (!) » stay together; so does a mark that follows an opening sign.
  if (/[!?;:([{“‘«…]/.test(previous) && !(previous === '…' && typed !== ';')) return null;
  if (blanks === space) return null;
  return { rule, remove: blanks.length + typed.length, insert: space + typed };
}

function apostrophe(before: string): TypographyCorrection | null {
  const previous = before.at(-1);
  if (previous === undefined || !/[\p{L}\p{N})\]»]/u.test(previous)) return null;
  return looksLikeAddress(currentWord(before)) ? null : { rule: 'T1', remove: 1, insert: '’' };
}

function straightQuote(before: string): TypographyCorrection | null {
  if (looksLikeAddress(currentWord(before))) return null;
  const opening = before === '' || /[\s([{–—«“’'/-]$/u.test(before);
  const open = (before.match(/«/g)?.length ?? 0) - (before.match(/»/g)?.length ?? 0);
  if (opening && open <= 0) return { rule: 'T4', remove: 1, insert: `«${NBSP}` };
  if (opening) return { rule: 'T4', remove: 1, insert: '“' };
  const inner = (before.match(/“/g)?.length ?? 0) - (before.match(/”/g)?.length ?? 0);
  if (inner > 0) return { rule: 'T4', remove: 1, insert: '”' };
  return open > 0 ? { rule: 'T4', remove: 1, insert: `${NBSP}»` } : null;
}

function closingGuillemet(before: string, typed: string, removeBefore: number): TypographyCorrection | null {
  const text = removeBefore === 0 ? before : before.slice(0, -removeBefore);
  const blanks = /[ \u00a0\u202f]*$/.exec(text)?.[0] ?? '';
  if (removeBefore === 0 && blanks === NBSP) return null;
  return {
    rule: 'T4',
    remove: removeBefore + blanks.length + typed.length,
    insert: `${NBSP}»`,
  };
}

function afterNumberSign(before: string): TypographyCorrection | null {
  // « n° 5 », « art. 5 », « M. Martin »: the space just typed must not break the line.
  if (/(?:^|[^\p{L}\p{N}])(?:[nN]°|[nN]os|art\.|p\.|§)$/u.test(before)) return spaceAs('T7');
  if (/(?:^|[^\p{L}\p{N}])(?:MM?\.|Mme|Mmes|Mlle|Dr|Me)$/u.test(before)) return spaceAs('T7');
  return /«$/.test(before) ? spaceAs('T4') : null;
}

const spaceAs = (rule: string): TypographyCorrection => ({ rule, remove: 1, insert: NBSP });

/** The space after « is there already: one typed by habit is not doubled. */
function afterGuillemet(before: string): TypographyCorrection | null {
  return /«\u00a0$/.test(before) ? { rule: 'T4', remove: 1, insert: '' } : null;
}

function onSpace(before: string): TypographyCorrection | null {
  const keep = afterGuillemet(before) ?? afterNumberSign(before);
  if (keep !== null) return keep;
  const dash = /(^|[^\s])( )-$/.exec(before);
  // An incise, not a list mark at the start of a line nor a subtraction between two numbers.
  if (dash !== null && dash[1] !== '' && !/\d$/.test(before.slice(0, -2)))
    return { rule: 'T9', remove: 2, insert: '– ' };
  return onWordEnd(before, ' ');
}

const ORDINAL = /(?:^|[^\p{L}\p{N}.,-])(1|I)(ers?|re?s?|ère?s?)$/u;

/** Rule T8, when a word ends: « 1er » takes a superscript, « 1ère » becomes « 1re ». */
function onWordEnd(before: string, typed: string): TypographyCorrection | null {
  const match = ORDINAL.exec(before);
  const digit = match?.[1];
  const ending = match?.[2];
  if (digit === undefined || ending === undefined || ending === 'r' || ending === 'rs') return null;
  const plural = ending.endsWith('s') ? 's' : '';
  const letters = ending.startsWith('e') ? `er${plural}` : `re${plural}`;
  return {
    rule: 'T8',
    remove: ending.length + typed.length,
    insert: letters + typed,
    superscript: { from: 0, to: letters.length },
  };
}

function onMonth(before: string, typed: string): TypographyCorrection | null {
  const match =
    /(?:^|[\s(])(?:\d{1,2}|1er)( )(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)$/i.exec(
      before,
    );
  const at = match === null ? -1 : before.lastIndexOf(' ');
  if (at === -1) return null;
  const month = before.slice(at + 1);
  return { rule: 'T10', remove: month.length + 1 + typed.length, insert: NBSP + month + typed };
}

/**
 * What French typography makes of one keystroke.
 * @param before the text of the block before the cursor, without the character typed
 * @param typed one character (a longer insertion, such as a paste, is never corrected)
 * @returns the correction to make, or null to leave the text as typed
 */
export function typographyCorrection(before: string, typed: string): TypographyCorrection | null {
  switch (typed) {
    case "'":
      return apostrophe(before);
    case '"':
      return straightQuote(before);
    case ';':
    case '!':
    case '?':
      return spaceBefore('T2', before, typed, NNBSP);
    case ':':
      return spaceBefore('T3', before, typed, NBSP);
    case '%':
    case '€':
      return /\d[ \u00a0\u202f]*$/.test(before) ? spaceBefore('T5', before, typed, NBSP) : null;
    case '<':
      return before.endsWith('<') ? { rule: 'T4', remove: 2, insert: `«${NBSP}` } : null;
    case '>':
      return before.endsWith('>') ? closingGuillemet(before, typed, 1) : null;
    case '«':
      return { rule: 'T4', remove: 1, insert: `«${NBSP}` };
    case '»':
      return closingGuillemet(before, typed, 0);
    case '.':
      return /(^|[^.])\.\.$/.test(before) ? { rule: 'T11', remove: 3, insert: '…' } : null;
    case NBSP:
    case NNBSP:
      return afterGuillemet(before);
    case ' ':
      return onMonth(before, typed) ?? onSpace(before);
    case ',':
    case ')':
      return onMonth(before, typed) ?? onWordEnd(before, typed);
    default:
      return /^\d$/.test(typed) ? onDigit(before, typed) : null;
  }
}

/** Rule T6, and rule T3: « 10:30 » and « 2:1 » are not sentences, so the space put before the colon goes when a digit follows. */
function onDigit(before: string, typed: string): TypographyCorrection | null {
  if (/(?:^|[\s(])[nN]o[ \u00a0]$/.test(before)) return { rule: 'T6', remove: 3, insert: `°${NBSP}${typed}` };
  if (/(?:^|\D)\d{1,2}\u00a0:$/.test(before)) return { rule: 'T3', remove: 3, insert: `:${typed}` };
  return null;
}

/** Signs that NFKC leaves alone or turns into something else than what a typist means by them. */
const FOLDED_FIRST: Readonly<Record<string, string>> = {
  ᵉ: 'e',
  ʳ: 'r',
  ˢ: 's',
  ᵈ: 'd',
  º: '°',
  '´': "'",
};

/**
 * Puts a text in the form where two texts that differ by typography alone are equal: one kind of space, quote,
 * apostrophe and dash, superscripts and ligatures unfolded, no soft hyphen, no space where only typography wants it.
 * Letters, accents, case and every other sign are kept.
 */
export function normaliseForComparison(text: string): string {
  return text
    .replace(/[ᵉʳˢᵈº´]/g, (sign) => FOLDED_FIRST[sign] ?? sign)
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[‘’‛ʼ′`]/g, "'")
    .replace(/«\s*|\s*»|[“”„‟]|''/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ([;:!?%€])/g, '$1')
    .replace(/(\d) (?=\d{3}(?!\d))/g, '$1')
    .replace(/\b(n°) /gi, '$1')
    .trim();
}
