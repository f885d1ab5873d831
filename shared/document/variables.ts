import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { MAX_IN_WORDS, numberInWords, placeWithA, placeWithDe } from './french.ts';
import type { Fields, FieldType, FieldValue } from './model.ts';
import { MONTHS } from './months.ts';
import type { VariableFormat } from './schema/vocabulary.ts';

const NBSP = '\u00a0';
const NNBSP = '\u202f';

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function civilDate(year: number, month: number, day: number): CivilDate | null {
  const real = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return real ? { year, month, day } : null;
}

function readIsoDate(value: string): CivilDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return match === null ? null : civilDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

function printDate({ year, month, day }: CivilDate): string {
  return `${day === 1 ? '1er' : day}${NBSP}${MONTHS[month - 1]} ${year}`;
}

function dateInWords({ year, month, day }: CivilDate): string {
  return `${day === 1 ? 'premier' : numberInWords(day)} ${MONTHS[month - 1]} ${numberInWords(year)}`;
}

const groupThousands = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, NNBSP);
const readInteger = (value: string): string | null =>
  /^\d+$/.test(value) ? value.replace(/^0+(?=\d)/, '') : null;

interface Amount {
  readonly euros: string;
  readonly cents: string;
}

function readAmount(value: string): Amount | null {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(value);
  if (match === null) return null;
  return { euros: (match[1] ?? '0').replace(/^0+(?=\d)/, ''), cents: (match[2] ?? '').padEnd(2, '0') };
}

const printAmount = ({ euros, cents }: Amount) => `${groupThousands(euros)},${cents}${NBSP}€`;

const digitsInWords = (digits: string) =>
  digits.length > String(MAX_IN_WORDS).length ? groupThousands(digits) : numberInWords(Number(digits));

function amountInWords({ euros, cents }: Amount): string {
  const unit = /^[01]$/.test(euros) ? 'euro' : 'euros';
  // « un million d’euros », « deux milliards d’euros »: a round million is a noun.
  const link = /^[1-9]\d*0{6}$/.test(euros) ? 'd’' : '';
  const whole = `${digitsInWords(euros)} ${link}${unit}`;
  if (cents === '00') return whole;
  return `${whole} et ${digitsInWords(cents.replace(/^0/, ''))} ${cents === '01' ? 'centime' : 'centimes'}`;
}

/** How one value reads plainly, in figures and in letters, by its type; null where that has no sense. */
interface Readings {
  readonly plain: string;
  readonly figures: string | null;
  readonly words: string | null;
}

function readings({ type, valeur }: { type: FieldType; valeur: string }): Readings {
  const date = type === 'date' ? readIsoDate(valeur) : null;
  if (date !== null) return { plain: printDate(date), figures: printDate(date), words: dateInWords(date) };
  const amount = type === 'montant' ? readAmount(valeur) : null;
  if (amount !== null)
    return { plain: printAmount(amount), figures: printAmount(amount), words: amountInWords(amount) };
  const integer = readInteger(valeur);
  if (integer !== null) {
    const figures = groupThousands(integer);
    return { plain: type === 'entier' ? figures : valeur, figures, words: digitsInWords(integer) };
  }
  return { plain: valeur, figures: null, words: null };
}

function printValue(type: FieldType, valeur: string, format: VariableFormat): string {
  const { plain, figures, words } = readings({ type, valeur });
  switch (format) {
    case 'texte':
    case 'gras':
      return plain;
    case 'a':
      return placeWithA(plain);
    case 'de':
      return placeWithDe(plain);
    case 'capitales':
      return plain.toLocaleUpperCase('fr');
    case 'date': {
      const date = readIsoDate(valeur);
      return date === null ? plain : printDate(date);
    }
    case 'montant': {
      const amount = readAmount(valeur);
      return amount === null ? plain : printAmount(amount);
    }
    case 'chiffres':
      return figures ?? plain;
    case 'lettres':
      return words ?? plain;
    case 'lettres-chiffres':
      return words === null ? plain : `${words} (${figures})`;
  }
}

/** Words that a format prints before an empty value too, so that the sentence stays whole. */
const PREPOSITIONS: Readonly<Partial<Record<VariableFormat, string>>> = { a: 'à ', de: 'de ' };

/** @returns true when the format prints in bold; a writer that knows no bold prints the plain value */
export function printsBold(format: VariableFormat): boolean {
  return format === 'gras';
}

/**
 * Prints a variable (rules V1 to V6 of RULES.md).
 * @param field its entry in `champs`, undefined when there is none
 * @param chemin its key, named in the placeholder when there is no entry
 * @returns the value in that format; `[libellé]` while it is empty; the value as it was typed where the format
 *   does not suit it, so that nothing is ever hidden
 */
export function printField(field: FieldValue | undefined, format: VariableFormat, chemin = ''): string {
  if (field === undefined) return `${PREPOSITIONS[format] ?? ''}[${chemin === '' ? 'à compléter' : chemin}]`;
  if (field.valeur === null || field.valeur.trim() === '')
    return `${PREPOSITIONS[format] ?? ''}[${field.libelle === '' ? chemin || 'à compléter' : field.libelle}]`;
  return printValue(field.type, field.valeur, format);
}

/**
 * Prints the variable whose key is `chemin`; see {@link printField}.
 * @param champs all the values of the act; a key that only exists on object prototypes counts as absent
 */
export function printVariable(champs: Fields, chemin: string, format: VariableFormat): string {
  return printField(Object.hasOwn(champs, chemin) ? champs[chemin] : undefined, format, chemin);
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function parseDate(raw: string): CivilDate | null {
  const iso = readIsoDate(raw);
  if (iso !== null) return iso;
  const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(raw);
  if (numeric !== null) return civilDate(Number(numeric[3]), Number(numeric[2]), Number(numeric[1]));
  const words = /^(?:le\s+)?(\d{1,2})(?:er|ᵉʳ)?\s+(\p{L}+)\s+(\d{4})$/iu.exec(raw);
  if (words === null) return null;
  const month = MONTHS.findIndex((name) => fold(name) === fold(words[2] ?? ''));
  return month === -1 ? null : civilDate(Number(words[3]), month + 1, Number(words[1]));
}

const isoDate = ({ year, month, day }: CivilDate) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const MESSAGES = {
  date: 'Cette date n’existe pas ou n’est pas lisible. Écrivez-la ainsi\u00a0: 24/05/2025.',
  entier: 'Écrivez un nombre entier, sans virgule, égal ou supérieur à zéro.',
  montant: 'Écrivez un montant en euros, par exemple 1\u202f500,00.',
  booleen: 'Répondez par oui ou par non.',
} as const;

/**
 * Checks what a person typed for a variable and puts it in the form that `champs` stores.
 * @param type of the variable
 * @param raw as typed; only blanks means « not filled in »
 * @returns the value to store (`null` when not filled in), or a French sentence that says what is expected
 */
export function parseFieldInput(type: FieldType, raw: string): Result<string | null, string> {
  const text = raw.normalize('NFC').trim();
  if (text === '') return ok(null);
  const compact = text.replace(/\s/g, '');
  switch (type) {
    case 'date': {
      const date = parseDate(text.replace(/\s+/g, ' '));
      return date === null ? fail(MESSAGES.date) : ok(isoDate(date));
    }
    case 'entier': {
      const integer = readInteger(compact);
      return integer === null ? fail(MESSAGES.entier) : ok(integer);
    }
    case 'montant': {
      const amount = readAmount(compact.replace(/(€|euros?)$/i, '').replace(',', '.'));
      return amount === null ? fail(MESSAGES.montant) : ok(`${amount.euros}.${amount.cents}`);
    }
    case 'booleen': {
      const answer = text.toLowerCase();
      return answer === 'oui' || answer === 'non' ? ok(answer) : fail(MESSAGES.booleen);
    }
    case 'texte':
    case 'enum':
    case 'reference':
      return ok(text);
  }
}

/**
 * Tells what the act keeps among its `champs` beside its text, and which no sentence prints (rule V8): it is no
 * variable to offer, and no part of a wording.
 */
export const isWorkingField = (key: string): boolean => key.startsWith('clausier.');
