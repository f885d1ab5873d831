import { MONTH_WORDS } from '#shared/document/months.ts';

const NBSP = '\u00a0';

/** A place and its number, a day and its month, what is counted or numbered: what stands between stays on one line. */
const TIED: readonly RegExp[] = [
  /(?<![\p{L}\p{N}])((?:articles?|annexes?|axes?|points?|titres?|chapitres?|sections?|parties?) )(?=\d|[IVXLC]+(?![\p{L}\p{N}])|[A-Z](?![\p{L}\p{N}]))/giu,
  new RegExp(`(?<![\\p{L}\\p{N}])((?:1er|\\d{1,2}) )(?=(?:${MONTH_WORDS})(?!\\p{L}))`, 'giu'),
  /((?<![\p{L}\p{N}])n(?:°|os) )(?=[\p{L}\p{N}])/giu,
  /(\d )(?=[€%]|euros?(?!\p{L})|\d{3}(?!\d))/giu,
];

const tied = (text: string): string =>
  TIED.reduce((told, pattern) => told.replace(pattern, (part) => part.slice(0, -1) + NBSP), text);

/**
 * Ties what no line may cut in a sentence of an avenant (rule G17 of GRAMMAR.md).
 * @param sentence what is quoted in it, between « », is left as it stands: those are the words of the act
 * @returns the same words; « article 4 », « 31 décembre », « n° 2 » and « 500 € » hold a no-break space
 */
export const unbroken = (sentence: string): string =>
  sentence
    .split(/(«[^»]*»)/)
    .map((part, rank) => (rank % 2 === 1 ? part : tied(part)))
    .join('');
