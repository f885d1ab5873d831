/*
 * Quotes of an instruction (rules G4, G7 and G11 of GRAMMAR.md): « » are its own, so that those of the quoted text
 * become “ ”. A text whose quotes would not come back is told by `survivesQuoting`, and refused.
 */

const NBSP = '\u00a0';

/** @returns the text as it stands inside an instruction's « »: its own quotes are “ ” */
export const innerQuotes = (text: string): string =>
  text.replace(/«[\s\u00a0\u202f]*/g, '“').replace(/[\s\u00a0\u202f]*»/g, '”');

/** @returns the text of a quotation as the act writes it: “ ” are « » again */
export const outerQuotes = (text: string): string =>
  text.replace(/“[\s\u00a0\u202f]*/g, `«${NBSP}`).replace(/[\s\u00a0\u202f]*”/g, `${NBSP}»`);

/** @returns « words » with its blanks */
export const quoted = (text: string): string => `«${NBSP}${innerQuotes(text)}${NBSP}»`;

/** @returns true when every quote that the text opens is closed in it, in order, so that its quotation has one reading */
export function survivesQuoting(text: string): boolean {
  let depth = 0;
  for (const sign of innerQuotes(text)) {
    if (sign === '“') depth += 1;
    else if (sign === '”') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
