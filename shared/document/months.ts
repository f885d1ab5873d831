/** The months in French, from January. */
export const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

/** The same in words whose accents and capitals are gone. */
export const PLAIN_MONTHS: readonly string[] = MONTHS.map((name) =>
  name.normalize('NFD').replace(/\p{M}/gu, ''),
);

/** What a month is written as in a text that may have lost its accents; for a RegExp, without a group around it. */
export const MONTH_WORDS = [...new Set([...MONTHS, ...PLAIN_MONTHS])].join('|');
