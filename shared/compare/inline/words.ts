import { MONTH_WORDS } from '#shared/document/months.ts';
import { normaliseForComparison } from '#shared/document/typography.ts';

/** What a word is, as far as comparing and telling changes need it. */
export type WordClass = 'word' | 'stop' | 'number' | 'date' | 'amount' | 'punctuation';

/** One unit of French text, and the white space before it. */
export interface Word {
  readonly space: string;
  readonly text: string;
  readonly class: WordClass;
}

const BLANK = '[ \\u00a0\\u202f\\u2009]';
const NUMBER = `(?:\\d{1,3}(?:${BLANK}\\d{3})+(?!\\d)(?:,\\d+)?|\\d+(?:[.,]\\d+)*)`;
const UNIT = `${BLANK}?(?:k€|M€|€|EUR(?!\\p{L})|euros?(?!\\p{L})|%)`;
/** Soft hyphens and zero-width signs are part of the word that they stand in. */
const LETTER = '[\\p{L}\\p{M}\\p{N}\\u00ad\\u200b-\\u200d\\u2060]';

/** Number words that state a quantity; « un » and « une » alone are articles far more often. */
const TENS =
  'vingts?|trente|quarante|cinquante|soixante(?:-dix)?|septante|huitante|nonante|quatre-vingts?(?:-dix)?';
const BELOW_TEN = 'deux|trois|quatre|cinq|six|sept|huit|neuf';
const NUMBER_WORD = `(?:(?:${TENS})(?:-(?:et-)?(?:une?|${BELOW_TEN}|onze|douze|treize|quatorze|quinze|seize|dix(?:-sept|-huit|-neuf)?))?|dix(?:-sept|-huit|-neuf)?|onze|douze|treize|quatorze|quinze|seize|${BELOW_TEN}|cents?|mille|millions?|milliards?)(?![\\p{L}\\p{N}’'-])`;
const NUMBER_WORDS = `${NUMBER_WORD}(?:${BLANK}(?:et${BLANK}(?:une?(?!\\p{L})|onze(?!\\p{L}))|${NUMBER_WORD}))*`;

/** Rule K7, most specific first. */
const UNITS: readonly (readonly [WordClass, string])[] = [
  ['word', '(?:https?:\\/\\/|www\\.)[^\\s»”]*[^\\s»”.,;:!?)]'],
  ['word', '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+'],
  ['date', `(?:1er|1ᵉʳ|\\d{1,2})${BLANK}+(?:${MONTH_WORDS})(?!\\p{L})(?:${BLANK}+\\d{4}(?!\\d))?`],
  ['date', `(?:${MONTH_WORDS})${BLANK}+\\d{4}(?!\\d)`],
  ['date', '\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}(?!\\d)'],
  ['amount', `${NUMBER}${UNIT}`],
  ['amount', `\\(${BLANK}?${NUMBER}${UNIT}${BLANK}?\\)`],
  ['number', `\\(${BLANK}?${NUMBER}${BLANK}?\\)`],
  ['number', `[LRDA]\\.${BLANK}?\\d+(?:-\\d+)*`],
  ['number', '\\d+(?:ers?|res?|ème|e|nde?|ᵉʳ|ᵉ|°)(?![\\p{L}\\p{N}])'],
  ['number', '\\d+(?:[-/]\\d+)+(?!\\p{L})'],
  ['number', `${NUMBER}(?![\\p{L}])`],
  ['number', NUMBER_WORDS],
  ['word', "(?:(?:[ldnscjmt]|qu)[’'])?(?:\\p{Lu}\\.){2,}"],
  ['stop', '(?:[ldnscjmt]|(?:lors|puis|jus|quoi|presque?|quel)?qu)[’\'](?=\\s?[«“"(\\d])'],
  ['word', `${LETTER}+(?:[’'ʼ‑·-]\\p{L}${LETTER}*)*(?:-${LETTER}+)*`],
  ['punctuation', "\\.{3}|''|--+"],
  ['punctuation', '\\S'],
];

const PATTERN = new RegExp(`(\\s*)(?:${UNITS.map(([, source]) => `(${source})`).join('|')})`, 'gsuiy');
const CLASSES = UNITS.map(([name]) => name);

const STOP_WORDS: ReadonlySet<string> = new Set(
  `a à afin ainsi alors après au aucun aucune aussi autre autres aux avant avec bien ce ceci cela celle celles celui
  ces cet cette ceux chaque ci comme d dans de des dès donc dont du elle elles en entre est et être eu eux fait font
  il ils je l la laquelle le lequel les lesquelles lesquels leur leurs lors lui mais me même mêmes ne ni non nos notre
  nous on ont or ou où par pas pour puis qu que quel quelle quels quelles qui sa sans se selon ses si soit son sont
  sous sur ta tel telle tels telles tes toute toutes tous tout un une vers vos votre vous y`.split(/\s+/),
);

function classOf(found: WordClass, text: string): WordClass {
  if (found !== 'word') return found;
  return STOP_WORDS.has(text.toLowerCase()) ? 'stop' : 'word';
}

/**
 * Cuts a text in French units (rule K7): an elision stays with its word, a number with its spaces, a date, an amount
 * with its unit, an ordinal and a sigle are one. Nothing is lost: spaces and texts put end to end are the text.
 * @returns the units; a last one with an empty text holds the white space that ends the text
 */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(text);
    if (match === null) {
      words.push({ space: text.slice(at), text: '', class: 'punctuation' });
      break;
    }
    at = PATTERN.lastIndex;
    const space = match[1] ?? '';
    const which = CLASSES.findIndex((_, index) => match[index + 2] !== undefined);
    const unit = match[0].slice(space.length);
    words.push({ space, text: unit, class: classOf(CLASSES[which] ?? 'punctuation', unit) });
  }
  return words;
}

const PLAIN = /^[0-9A-Za-zÀ-ÖØ-öø-ÿ]+$/;

/** @returns the form in which two writings of one word are equal: typography folded, case and accents kept */
export function wordKey(text: string): string {
  return PLAIN.test(text) ? text : normaliseForComparison(text);
}
