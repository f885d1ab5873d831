import type { Counter, DivisionKind } from '#shared/document/schema/vocabulary.ts';

/** The number that a line begins with, cut as the document model writes it. */
export interface NumberStart {
  /** `nommé`: « Article 4 »; `nu`: « 1. », « 2.1 »; the two are told apart by the word. */
  readonly named: boolean;
  readonly genre: DivisionKind;
  /** « Article  », « (» or "". */
  readonly prefixe: string;
  /** The counter as written: « 4 », « 1er », « 2.1 », « IV »; "" for « ANNEXE » alone. */
  readonly number: string;
  readonly counter: Counter;
  /** Components of a dotted number: [2, 1] for « 2.1 »; one for the rest; [] when there is no number. */
  readonly path: readonly number[];
  /** What follows the number, spaces included. */
  readonly separateur: string;
  /** Letters taken from the line. */
  readonly length: number;
  /** What is left of the line. */
  readonly rest: string;
  /** Lines of one style belong to one series: « article », « #. », « I - », « a) ». */
  readonly style: string;
}

const NOUN_KINDS: Readonly<Record<string, DivisionKind>> = {
  article: 'article',
  'art.': 'article',
  art: 'article',
  titre: 'titre',
  partie: 'titre',
  livre: 'titre',
  chapitre: 'chapitre',
  section: 'section',
  'sous-section': 'section',
  axe: 'axe',
  annexe: 'annexe',
};
const NOUNS =
  'articles?|art\\.?|titre|partie|livre|chapitre|sous-section|section|axe|objectif|action|orientation|volet|fiche|mesure|phase|étape|priorité|engagement|thème|pilier|chantier|annexe';
const VALUE =
  '(?:\\d{1,3}(?:\\.\\d{1,3}){0,4}(?:er|ère|re)?(?:-\\d{1,2}(?![\\d]))?(?:\\s(?:bis|ter|quater))?|premi(?:er|ère)|unique|[IVXL]{1,7}|[A-Z])';
const NAMED = new RegExp(`^((${NOUNS})(?:\\s{1,3}n\\s?[°ºo])?\\s{1,3})(${VALUE})(?![\\p{L}\\d])`, 'iu');
const SEPARATOR = /^(\s{0,3}(?:\.\s?[-–—]|[-–—:.)°]\s?[-–—]?|,)?\s{0,3})/u;
const LONE_ANNEX = /^annexes?(?=\s{0,3}[:–—-]|$)/iu;

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** @returns the value of a Roman numeral, or null when the letters are not one written the usual way */
function romanValue(letters: string): number | null {
  if (!/^(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/i.test(letters) || letters === '') return null;
  let total = 0;
  const values = [...letters.toUpperCase()].map((letter) => ROMAN[letter] ?? 0);
  for (const [index, value] of values.entries()) total += value < (values[index + 1] ?? 0) ? -value : value;
  return total;
}

interface Value {
  readonly counter: Counter;
  readonly path: readonly number[];
}

function numberValue(number: string): Value {
  if (/^(?:1er|1ère|1re)$/i.test(number)) return { counter: '1er', path: [1] };
  if (/^premi|^unique/i.test(number)) return { counter: '1', path: [1] };
  if (/^\d/.test(number))
    return { counter: '1', path: number.split('.').map((part) => Number.parseInt(part, 10)) };
  if (/\.\d/.test(number)) {
    const [first = '', ...rest] = number.split('.');
    const letters = numberValue(first).path;
    return { counter: '1', path: [...letters, ...rest.map((part) => Number.parseInt(part, 10))] };
  }
  const roman = romanValue(number);
  if (roman !== null && number === number.toUpperCase()) return { counter: 'I', path: [roman] };
  if (roman !== null) return { counter: 'i', path: [roman] };
  const upper = number === number.toUpperCase();
  return { counter: upper ? 'A' : 'a', path: [number.toUpperCase().charCodeAt(0) - 64] };
}

/** « Article 4 du décret » cites; « Article 4 Durée » and « Article 4 - durée » head. */
function heads(separateur: string, rest: string): boolean {
  if (rest === '') return true;
  if (separateur.trim() !== '' && separateur.trim() !== ',') return true;
  return separateur.trim() === '' && separateur !== '' && /^[\p{Lu}«"(]/u.test(rest) && rest.length < 160;
}

function namedStart(line: string): NumberStart | null {
  const match = NAMED.exec(line);
  if (match === null || !/^\p{Lu}/u.test(line)) {
    const annex = LONE_ANNEX.exec(line)?.[0];
    if (annex === undefined || !/^A/.test(line)) return null;
    // Without a number the word belongs to the heading: it is all that names the division.
    return {
      named: true,
      genre: 'annexe',
      prefixe: '',
      number: '',
      counter: 'aucun',
      path: [],
      separateur: '',
      length: 0,
      rest: line,
      style: 'annexe',
    };
  }
  const [all, prefixe = '', noun = '', number = ''] = match;
  const separateur = SEPARATOR.exec(line.slice(all.length))?.[0] ?? '';
  const rest = line.slice(all.length + separateur.length);
  // « Action d’… »: a lone small letter is a word.
  if (/^[a-z]$/.test(number) || !heads(separateur, rest)) return null;
  const key = noun.toLowerCase();
  const genre = NOUN_KINDS[key] ?? 'rubrique';
  return {
    named: true,
    genre,
    prefixe,
    number,
    ...numberValue(number),
    separateur,
    length: all.length + separateur.length,
    rest,
    style: genre === 'rubrique' ? key : genre,
  };
}

const BARE =
  /^(\(?)(\d{1,2}(?:\.\d{1,2}){0,4}|(?:[IVXL]{1,6}|[A-Z])(?:\.\d{1,2}){1,3}|[IVXL]{1,6}|[ivxl]{1,6}|[A-Za-z])(\.\)|\)\.?|°\)?|\.\s?[-–—]|\s?[-–—](?=\s)|\s:(?=\s)|\.(?!\d))?(?:(\s{1,4})(?=\S)|$)/u;

function bareStart(line: string): NumberStart | null {
  const match = BARE.exec(line);
  if (match === null) return null;
  const [all, open = '', number = '', closer = '', spaces = ''] = match;
  const dotted = number.includes('.');
  if (closer === '' && !dotted) return null;
  if (open === '(' && !closer.startsWith(')')) return null;
  const value = numberValue(number);
  const rest = line.slice(all.length);
  if (dotted && closer === '' && !/^[\p{Lu}«"(]/u.test(rest) && rest !== '') return null;
  const separateur = closer + spaces;
  return {
    named: false,
    genre: dotted ? 'section' : 'rubrique',
    prefixe: open,
    number,
    ...value,
    separateur,
    length: all.length,
    rest,
    style: `${open}${dotted ? `#.${value.path.length}` : value.counter}${dotted ? '' : closer.replace(/\s/g, '')}`,
  };
}

/**
 * Reads the number at the start of a line (rules H1 to H3 of RULES.md).
 * @param line plain text
 * @returns null when the line begins with no number, or with one that only cites or measures
 */
export function numberStart(line: string): NumberStart | null {
  return namedStart(line) ?? bareStart(line);
}

/** A letter can be Roman or alphabetical (« I », « C »); this is its other reading. */
export function otherReading(start: NumberStart): NumberStart | null {
  if (start.named || start.number.length !== 1) return null;
  if (start.counter !== 'I' && start.counter !== 'i') return null;
  const counter: Counter = start.counter === 'I' ? 'A' : 'a';
  const path = [start.number.toUpperCase().charCodeAt(0) - 64];
  return { ...start, counter, path, style: start.style.replace(start.counter, counter) };
}
