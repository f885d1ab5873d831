import { bodyGender, firstNoun, fold, type Gender, startsWithVowel } from '#shared/document/names.ts';
import type { ActForm } from './model.ts';

/*
 * French agreement around names that people type: gender of a legal person, of a capacity, and articles (rules
 * D12 to D14). Lists hold the nouns met in conventions; a noun outside them gets a wording that needs no agreement.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Titles that one person holds at a time; any other (« membre du bureau ») takes no possessive. */
const FEMININE_CAPACITIES = words(
  'co-presidente deleguee directrice gerante mairesse prefete presidente procureure rectrice secretaire-generale ' +
    'tresoriere vice-presidente',
);
const MASCULINE_CAPACITIES = words(
  'co-president delegue directeur gerant prefet president procureur recteur secretaire-general tresorier ' +
    'vice-president',
);
/** Same word for both; the civilité decides. */
const EPICENE_CAPACITIES = words('commissaire maire ministre secretaire');

/**
 * Gender in which a party's participles agree (rule D12): that of its dénomination's first noun, else of its legal
 * form's; feminine (« la Partie ») where neither is known.
 */
export function partyGender(denomination: string, forme: string): Gender {
  return bodyGender(denomination) ?? bodyGender(forme) ?? 'feminin';
}

/**
 * Gender of a capacity as it was typed (rule D13). The word decides, since it is the person's own title; the
 * civilité decides for words that have one form.
 * @returns `null` when unknown, or when the capacity is one that several persons may share
 */
export function capacityGender(capacite: string, civilite: string): Gender | null {
  const noun = fold(/^[\p{L}-]+/u.exec(capacite.trim())?.[0] ?? '');
  if (FEMININE_CAPACITIES.has(noun)) return 'feminin';
  if (MASCULINE_CAPACITIES.has(noun)) return 'masculin';
  if (!EPICENE_CAPACITIES.has(noun) || civilite === '') return null;
  return civilite === 'Madame' ? 'feminin' : 'masculin';
}

/** A capacity that names what it presides over (« Président du conseil départemental »). */
const COMPLEMENT = /\s(?:du|de|des|de la|de l['’]|d['’])\s?\p{L}/iu;

/**
 * Words before a capacity (rule D13): « sa Présidente », « son Administratrice », or the article when the capacity
 * has its own complement (« le Président du conseil départemental »).
 * @returns the words with their trailing space or apostrophe
 */
export function determiner(gender: Gender, capacite: string): string {
  const vowel = startsWithVowel(capacite);
  if (COMPLEMENT.test(capacite)) return vowel ? 'l’' : gender === 'feminin' ? 'la ' : 'le ';
  return gender === 'feminin' && !vowel ? 'sa ' : 'son ';
}

/** Words of a capacity that change with the person, masculine then feminine. */
const CAPACITY_PAIRS: readonly (readonly [string, string])[] = [
  ['président', 'présidente'],
  ['directeur', 'directrice'],
  ['délégué', 'déléguée'],
  ['trésorier', 'trésorière'],
  ['gérant', 'gérante'],
  ['préfet', 'préfète'],
  ['procureur', 'procureure'],
  ['recteur', 'rectrice'],
  ['administrateur', 'administratrice'],
  ['général', 'générale'],
  ['adjoint', 'adjointe'],
  ['conseiller', 'conseillère'],
  ['chargé', 'chargée'],
  ['nouveau', 'nouvelle'],
];

/** A word in the other gender, its capital and its prefix (« vice- », « co- ») kept; itself when it has one form. */
function otherGender(word: string, gender: Gender): string {
  const [, prefix = '', stem = ''] = /^((?:vice|co)-)?(.+)$/iu.exec(word) ?? [];
  const parts = stem.split('-').map((part) => {
    const pair = CAPACITY_PAIRS.find((each) => each.some((form) => fold(form) === fold(part)));
    const form = pair?.[gender === 'feminin' ? 1 : 0];
    if (form === undefined) return part;
    return /^\p{Lu}/u.test(part) ? form.charAt(0).toUpperCase() + form.slice(1) : form;
  });
  return prefix + parts.join('-');
}

/**
 * The capacity that would agree with a civilité, to be asked, never put in silently: it is the person's own title.
 * @returns « Présidente » for Madame and « Président »; `null` when the capacity agrees, or has one form only
 */
export function agreedCapacity(capacite: string, civilite: string): string | null {
  if (civilite !== 'Madame' && civilite !== 'Monsieur') return null;
  const gender = civilite === 'Madame' ? 'feminin' : 'masculin';
  const [, title = '', rest = ''] =
    /^(.*?)((?:\s(?:du|de|des|d['’]|à|au|aux|en|par)(?:\s|(?<=['’])).*)?)$/iu.exec(capacite.trim()) ?? [
      '',
      capacite.trim(),
      '',
    ];
  const agreed = title.replace(/[\p{L}-]+/gu, (word) => otherGender(word, gender)) + rest;
  return agreed === capacite.trim() ? null : agreed;
}

/** What an act may call itself in the feminine; any other word (accord-cadre, avenant, protocole) is masculine. */
const FEMININE_ACTS = words('charte convention declaration entente lettre');

/**
 * How an act names itself (rule D17): « la présente convention », « du présent accord-cadre », « Elle ».
 * @param nom the word for the act: « convention », « accord-cadre »
 */
export function actWords(nom: string, forme: ActForm): string {
  const feminine = actGender(nom) === 'feminin';
  const vowel = startsWithVowel(nom);
  const present = feminine ? `présente ${nom}` : `présent ${nom}`;
  switch (forme) {
    case 'nom':
      return nom;
    case 'le':
      return vowel ? `l’${nom}` : `${feminine ? 'la' : 'le'} ${nom}`;
    case 'Le':
      return vowel ? `L’${nom}` : `${feminine ? 'La' : 'Le'} ${nom}`;
    case 'du':
      return vowel ? `de l’${nom}` : `${feminine ? 'de la' : 'du'} ${nom}`;
    case 'au':
      return vowel ? `à l’${nom}` : `${feminine ? 'à la' : 'au'} ${nom}`;
    case 'le présent':
      return `${feminine ? 'la' : 'le'} ${present}`;
    case 'Le présent':
      return `${feminine ? 'La' : 'Le'} ${present}`;
    case 'du présent':
      return `${feminine ? 'de la' : 'du'} ${present}`;
    case 'au présent':
      return `${feminine ? 'à la' : 'au'} ${present}`;
    case 'il':
      return feminine ? 'elle' : 'il';
    case 'Il':
      return feminine ? 'Elle' : 'Il';
    case 'lui':
      return feminine ? 'elle' : 'lui';
  }
}

/** @returns the gender of what an act calls itself */
export function actGender(nom: string): Gender {
  return FEMININE_ACTS.has(firstNoun(nom)) ? 'feminin' : 'masculin';
}

/** @param mot a word written with its feminine ending apart: « représenté·e » */
export function agreedWord(mot: string, gender: Gender): string {
  const [masculine = '', ending = ''] = mot.split('·');
  return gender === 'feminin' ? masculine + ending : masculine;
}

/**
 * A word said to somebody, by their civilité (rule D13): « invitée » to Madame, « invité » to Monsieur, and both at once
 * (« invité·e ») where it is not known.
 */
export function addressedWord(mot: string, civilite: string): string {
  if (civilite !== 'Madame' && civilite !== 'Monsieur') return mot;
  return agreedWord(mot, civilite === 'Madame' ? 'feminin' : 'masculin');
}
