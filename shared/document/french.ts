/*
 * The few words of French grammar that printing needs: numbers in letters, ordinals, articles and elision.
 */

/** Grammatical gender of a noun. */
export type Gender = 'm' | 'f';

const SMALL = [
  'zéro',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
] as const;
const TENS = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante'] as const;

function belowHundred(n: number, final: boolean): string {
  if (n < 17) return SMALL[n] ?? '';
  if (n < 20) return `dix-${SMALL[n - 10]}`;
  if (n < 70) {
    const tens = TENS[Math.floor(n / 10)];
    const unit = n % 10;
    if (unit === 0) return String(tens);
    return unit === 1 ? `${tens} et un` : `${tens}-${SMALL[unit]}`;
  }
  if (n < 80) return n === 71 ? 'soixante et onze' : `soixante-${belowHundred(n - 60, final)}`;
  if (n === 80) return final ? 'quatre-vingts' : 'quatre-vingt';
  return `quatre-vingt-${belowHundred(n - 80, final)}`;
}

function belowThousand(n: number, final: boolean): string {
  const hundreds = Math.floor(n / 100);
  const rest = n % 100;
  if (hundreds === 0) return belowHundred(rest, final);
  const cent = hundreds === 1 ? 'cent' : `${SMALL[hundreds]} cent`;
  if (rest === 0) return hundreds > 1 && final ? `${cent}s` : cent;
  return `${cent} ${belowHundred(rest, final)}`;
}

const SCALES = [
  { value: 1_000_000_000, name: 'milliard' },
  { value: 1_000_000, name: 'million' },
] as const;

/** Largest number that {@link numberInWords} writes in letters. */
export const MAX_IN_WORDS = 999_999_999_999;

/**
 * A whole number in letters, in traditional spelling (hyphens below a hundred only), masculine.
 * @param n integer from 0 to {@link MAX_IN_WORDS}; outside it, the digits come back
 * @returns « vingt et un », « quatre-vingts », « deux cents », « mille »
 */
export function numberInWords(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > MAX_IN_WORDS) return String(n);
  if (n === 0) return SMALL[0];
  const words: string[] = [];
  let rest = n;
  for (const scale of SCALES) {
    const count = Math.floor(rest / scale.value);
    rest %= scale.value;
    if (count > 0) words.push(`${belowThousand(count, true)} ${scale.name}${count > 1 ? 's' : ''}`);
  }
  const thousands = Math.floor(rest / 1000);
  // « mille » is a numeral, so « quatre-vingt » and « cent » before it take no s; « million » is a noun.
  if (thousands > 0) words.push(thousands === 1 ? 'mille' : `${belowThousand(thousands, false)} mille`);
  if (rest % 1000 > 0) words.push(belowThousand(rest % 1000, true));
  return words.join(' ');
}

/**
 * An ordinal in letters.
 * @param n rank from 1
 * @param gender of the noun it goes with
 * @returns « premier », « première », « deuxième », « vingt et unième »
 */
export function ordinalInWords(n: number, gender: Gender): string {
  if (n === 1) return gender === 'm' ? 'premier' : 'première';
  const words = numberInWords(n)
    .replace(/(vingt|cent|million|milliard)s$/, '$1')
    .replace(/cinq$/, 'cinqu')
    .replace(/neuf$/, 'neuv')
    .replace(/e$/, '');
  return `${words}ième`;
}

const FEMININE: ReadonlySet<string> = new Set([
  'action',
  'annexe',
  'clause',
  'étape',
  'fiche',
  'mesure',
  'orientation',
  'partie',
  'phase',
  'rubrique',
  'section',
  'sous-section',
]);

/** @returns the gender of a division's noun (« annexe » is feminine); masculine for a noun it does not know */
export function genderOf(noun: string): Gender {
  return FEMININE.has(noun.toLowerCase()) ? 'f' : 'm';
}

const VOWEL = /^[aeiouyàâäéèêëîïôöùûü]/;
/** Numbers and labels (« 2.1 », « a », « iii », « II ») take no elision, nor do « onzième » and « un ». */
const NOT_ELIDED = /^(?:\p{L}(?!\p{L})|[ivxlcdm]+(?!\p{L})|onz|un(?!\p{L}))/u;
const elides = (phrase: string): boolean => VOWEL.test(phrase) && !NOT_ELIDED.test(phrase);

/** @returns the phrase with its definite article: « l’article 4 », « la section 2 », « le 2.1 » */
export function withDefinite(phrase: string, gender: Gender): string {
  if (elides(phrase)) return `l’${phrase}`;
  return gender === 'f' ? `la ${phrase}` : `le ${phrase}`;
}

/** @returns the phrase after « de », contracted: « de l’article 4 », « de la section 2 », « du 2.1 » */
export function withDe(phrase: string, gender: Gender): string {
  return gender === 'm' && !elides(phrase) ? `du ${phrase}` : `de ${withDefinite(phrase, gender)}`;
}

/**
 * A rank as one writes it before a noun: « second » is kept for the last of two.
 * @param rank from 1
 * @param count how many there are
 */
export function rankInWords(rank: number, count: number, gender: Gender): string {
  if (rank === 2 && count === 2) return gender === 'f' ? 'seconde' : 'second';
  return ordinalInWords(rank, gender);
}

/** Names of places whose h is silent, among those that begin with one; before any other h, nothing is elided. */
const SILENT_H = /^h(?:[ée]ricourt|[ée]rouville|[ée]nin|azebrouck|onfleur|y[èe]res|irson|endaye|erblay)/iu;
/** « le Havre », « Les Ulis »: the article that contracts. « La » and « L’ » do not. */
const PLACE_ARTICLE = /^(le|les)\s+(?=\S)/iu;

/**
 * A place name after « à », contracted with its article.
 * @param name as one writes it alone: « Paris », « Le Havre », « Les Ulis », « La Rochelle »
 * @returns « à Paris », « au Havre », « aux Ulis », « à La Rochelle »
 */
export function placeWithA(name: string): string {
  const article = PLACE_ARTICLE.exec(name)?.[1];
  if (article === undefined) return `à ${name}`;
  return name.replace(PLACE_ARTICLE, article.length === 2 ? 'au ' : 'aux ');
}

/**
 * A place name after « de », contracted with its article or elided.
 * @returns « de Paris », « du Mans », « des Ulis », « d’Évry », « de La Rochelle »
 */
export function placeWithDe(name: string): string {
  const article = PLACE_ARTICLE.exec(name)?.[1];
  if (article !== undefined) return name.replace(PLACE_ARTICLE, article.length === 2 ? 'du ' : 'des ');
  return VOWEL.test(name.toLowerCase()) || SILENT_H.test(name) ? `d’${name}` : `de ${name}`;
}
