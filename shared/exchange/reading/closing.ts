import type { DocumentJson, Fields } from '#shared/document/model.ts';
import { MONTH_WORDS, PLAIN_MONTHS } from '#shared/document/months.ts';
import type { Closing } from '../wire.ts';
import { blockWords, NO_FIELDS, oneLine, readable } from './plain.ts';

const LETTER_DATE = new RegExp(`\\b(\\d{1,2}|1\\s?er|premier)\\s(${MONTH_WORDS})\\s(\\d{4})(?!\\d)`, 'iu');
const DIGIT_DATE = /(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)/;
const BLANK_DATE = /(?:^|[\s,])le\s?:?\s?([.…_/\s-]{3,}(?:\d{4})?|\[[^\]]{1,40}\])/iu;
const PARTIAL_DATE = new RegExp(`(?:^|[\\s,])(?:le\\s|en\\s)?([.…_\\s]*(?:${MONTH_WORDS})\\s\\d{4})`, 'iu');

const unaccent = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function iso(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A date found in a text. `iso` is null when it is incomplete or impossible (30 février). */
interface FoundDate {
  readonly text: string;
  readonly iso: string | null;
}

const UNITS: readonly string[] =
  'zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(' ');
const TENS: Readonly<Record<string, number>> = {
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
};
const SPELLED_DATE = new RegExp(
  `(?<!\\p{L})((?:premier|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente)(?:[-\\s](?:et[-\\s])?\\p{L}+)?)\\s(${MONTH_WORDS})\\s(deux[-\\s]mille(?:[-\\s]\\p{L}+){0,3}?)(?=\\s?(?:[,.;]|$|\\sen\\s|\\sà\\s))`,
  'iu',
);

/** @returns the value of « vingt-deux », up to 59; null for another word */
function spelledNumber(words: string): number | null {
  let total = 0;
  for (const word of words.split(/[-\s]+/)) {
    const value = word === 'et' ? 0 : word === 'premier' ? 1 : (TENS[word] ?? UNITS.indexOf(word));
    if (value === -1) return null;
    total += value;
  }
  return total;
}

/** « le vingt-deux mai deux mille vingt-trois » */
function spelledDate(text: string): FoundDate | null {
  const match = SPELLED_DATE.exec(text);
  if (match === null) return null;
  const day = spelledNumber(unaccent(match[1] ?? ''));
  const month = PLAIN_MONTHS.indexOf(unaccent(match[2] ?? '')) + 1;
  const rest = unaccent(match[3] ?? '').replace(/^deux[-\s]mille[-\s]?/, '');
  const years = rest === '' ? 0 : spelledNumber(rest);
  return {
    text: oneLine(match[0]),
    iso: day === null || years === null ? null : iso(2000 + years, month, day),
  };
}

/** @returns the first date written in a text, in letters or digits; incomplete ones (« le … 2024 ») too */
function findDate(text: string): FoundDate | null {
  const letters = LETTER_DATE.exec(text);
  if (letters !== null) {
    const day = /^\d/.test(letters[1] ?? '') ? Number.parseInt(letters[1] ?? '', 10) : 1;
    const month = PLAIN_MONTHS.indexOf(unaccent(letters[2] ?? '')) + 1;
    return { text: oneLine(letters[0]), iso: iso(Number(letters[3]), month, day) };
  }
  const spelled = spelledDate(text);
  if (spelled !== null) return spelled;
  const digits = DIGIT_DATE.exec(text);
  if (digits !== null)
    return { text: digits[0], iso: iso(Number(digits[3]), Number(digits[2]), Number(digits[1])) };
  const incomplete = PARTIAL_DATE.exec(text) ?? BLANK_DATE.exec(text);
  return incomplete?.[1] === undefined ? null : { text: oneLine(incomplete[1]), iso: null };
}

const COUNTS: readonly string[] = 'un deux trois quatre cinq six sept huit neuf dix onze douze'.split(' ');
const ORIGINALS =
  /(?:^|[\s,])(?:en|dressée?\sen|établie?\sen)\s((?:(?:autant\sd['’]|[.…_]{1,20}|\[[^\]]{1,20}\]|double|triple|quadruple|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|\d{1,2})(?:\s?\(\s?(?:\d{1,2}|\p{L}{2,7})\s?\))?\s?)(?:exemplaires?|originaux|original)?(?:\s(?:originaux|original|identiques|authentiques))?[^.,;\n]{0,80})/iu;

/** @returns the count and the words of « en deux exemplaires originaux », or null */
function findOriginals(text: string): Closing['originals'] {
  const match = ORIGINALS.exec(text);
  const words = match?.[1] ?? '';
  if (match === null || !/exemplaire|original|originaux|^(?:double|triple|quadruple)/i.test(words))
    return null;
  const digits = /\d{1,2}/.exec(words)?.[0];
  const first = unaccent(words.split(/[\s(]/)[0] ?? '');
  const multiples: Readonly<Record<string, number>> = { double: 2, triple: 3, quadruple: 4, une: 1 };
  const spelled = multiples[first] ?? COUNTS.indexOf(first) + 1;
  const count = spelled > 0 ? spelled : digits === undefined ? null : Number(digits);
  const end = /\s(?:à|au|aux|le|dont|pour)\s.*$/iu;
  return { count, text: oneLine(words.replace(end, '')) };
}

const CAPITALISED = "\\p{Lu}[\\p{L}'’]*";
const PLACE_WORD = `${CAPITALISED}(?:-(?:${CAPITALISED}|de|du|des|la|le|les|lès|en|sur|sous|aux?|[dl]['’]\\p{L}+)(?![\\p{L}])| (?:${CAPITALISED}|de|du|des|lès|en|sur|sous|[dl]['’]${CAPITALISED}|\\d{1,2}(?:er|ème|e)(?![\\p{L}])))*`;
const PLACE_AFTER_VERB = new RegExp(
  `(?:^|[\\s,])(?:[Ff]ait|FAIT|[Ss]ignée?|[Cc]onclue?|[ÉéEe]tablie?|[Dd]ressée?|exemplaires?(?:\\s(?:originaux|identiques))?|EXEMPLAIRES|originaux|originale?s?),?\\s([àÀ]|[Aa]ux?|AUX?|A|en)\\s(?:la\\s(?=\\p{Lu}))?(${PLACE_WORD})`,
  'u',
);
const PLACE_FIRST = new RegExp(
  `^(?:[àÀaA]|[Aa]u)\\s(${PLACE_WORD})\\s?,?\\s(?:le|LE|Le|en)(?![\\p{L}])`,
  'u',
);
const PLACE_LAST = new RegExp(`\\d{4}\\s?,?\\s(?:à|[aA]u)\\s(${PLACE_WORD})`, 'u');
const PLACE_BARE = new RegExp(`^(${PLACE_WORD})\\s?,\\sle(?![\\p{L}])`, 'u');
const PLACE_LINE = new RegExp(`^(?:[Ff]ait\\s)?(?:[àÀA]|[Aa]u)\\s(${PLACE_WORD})\\s?,?$`, 'u');

function trimPlace(place: string): string {
  return place
    .replace(/[,\s]+$/, '')
    .replace(/\s(?:le|la|les|en|de|du|des|sur|aux?)$/iu, '')
    .trim();
}

/** @returns the place of « Fait à Paris », « Fait au Havre » (Le Havre), « Paris, le … »; null when none is named */
function findPlace(text: string): string | null {
  const verb = PLACE_AFTER_VERB.exec(text);
  if (verb?.[2] !== undefined) {
    const place = trimPlace(verb[2]);
    const article = { au: 'Le ', aux: 'Les ' }[(verb[1] ?? '').toLowerCase()] ?? '';
    return article + place;
  }
  for (const pattern of [PLACE_FIRST, PLACE_BARE, PLACE_LINE, PLACE_LAST]) {
    const place = pattern.exec(text)?.[1];
    if (place !== undefined) return trimPlace(place);
  }
  return null;
}

/**
 * Reads place, date and number of originals (rules C1 to C4 of RULES.md).
 * @returns null fields for what the text does not say; nothing is inferred
 */
export function readClosing(document: DocumentJson, champs: Fields = NO_FIELDS): Closing {
  const { context } = readable(document, champs);
  let place: string | null = null;
  let date: FoundDate | null = null;
  let originals: Closing['originals'] = null;
  for (const block of document.content) {
    if (block.type !== 'cloture' && block.type !== 'signataire') continue;
    for (const line of blockWords(block, context).split('\n')) {
      if (block.type === 'signataire' && !/^(?:le|date|fait|à)\b/i.test(line)) continue;
      place ??= findPlace(line);
      const found = findDate(line);
      if (found !== null && (date === null || (date.iso === null && found.iso !== null))) date = found;
      originals ??= findOriginals(line);
    }
    if (block.type === 'cloture') originals ??= findOriginals(oneLine(blockWords(block, context)));
  }
  return { place, date: date?.iso ?? null, dateText: date?.text ?? null, originals };
}
