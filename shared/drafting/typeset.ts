import { MONTH_WORDS } from '#shared/document/months.ts';

const NARROW = '\u202F';
const NO_BREAK = '\u00A0';
const DAY_AND_MONTH = new RegExp(`(\\d) (${MONTH_WORDS})(?![a-zéû])`, 'g');

/**
 * French typography of a template's text, so that its author types on an ordinary keyboard (rule D5):
 * ’, U+202F before `; ! ?`, U+00A0 before `:` and `%`, inside « », after n°, art., M., Mme, and between day and month.
 * Works on any run of text, even one that a variable precedes or follows.
 * @returns the text as printed; `typeset` of its own result changes nothing
 */
export function typeset(text: string): string {
  return text
    .replace(/'/g, '’')
    .replace(/\.\.\./g, '…')
    .replace(/[ \u00A0\u202F]([;!?])/g, `${NARROW}$1`)
    .replace(/[ \u202F]([:%»])/g, `${NO_BREAK}$1`)
    .replace(/«[ \u202F]/g, `«${NO_BREAK}`)
    .replace(/(^|[\s(«])(n°|art\.|M\.|Mme) /g, `$1$2${NO_BREAK}`)
    .replace(DAY_AND_MONTH, `$1${NO_BREAK}$2`)
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${NARROW}`);
}
