import type { PartyForm } from './model.ts';

/*
 * French agreement around names that people type: gender of a legal person, of a capacity, and articles (rules
 * D12 to D14). Lists hold the nouns met in conventions; a noun outside them gets a wording that needs no agreement.
 */

export type Gender = 'feminin' | 'masculin';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const FEMININE_BODIES = words(
  'academie agence alliance antenne assemblee association autorite banque caisse chambre collectivite commune ' +
    'communaute compagnie confederation cooperative delegation direction ecole entreprise federation fondation ' +
    'institution maison metropole mission mutuelle plateforme prefecture region republique scop societe union ' +
    'universite ville',
);
const MASCULINE_BODIES = words(
  'centre cabinet college comite conseil conservatoire departement etablissement etat fonds gie gip groupe ' +
    'groupement haut-commissariat institut ministere mouvement observatoire office operateur organisme ordre pole ' +
    'reseau secretariat service syndicat',
);
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

/** Lower case, without accents. */
function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** First noun of a name, folded: a leading article goes (« L’Union … » → « union »). */
function firstNoun(name: string): string {
  const bare = name.trim().replace(/^(?:l['’]|(?:la|le|les)\s+)/i, '');
  return fold(/^[\p{L}-]+/u.exec(bare)?.[0] ?? '');
}

function bodyGender(name: string): Gender | null {
  const noun = firstNoun(name);
  if (FEMININE_BODIES.has(noun)) return 'feminin';
  return MASCULINE_BODIES.has(noun) ? 'masculin' : null;
}

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

const startsWithVowel = (name: string) => /^[aeiouœæ]/.test(fold(name.trim()));

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

/** How a party's printed name takes an article: its own gender when known, and what it begins with. */
export interface NamedParty {
  /** The name as printed in a sentence: sigle, or dénomination. */
  readonly nom: string;
  readonly denomination: string;
}

/**
 * Words to put right before a party's name (rule D14). A dénomination whose first noun is known takes the article
 * (« l’UNML », « la Région Bretagne », « du Département »); any other is a proper name and takes none (« Régions de
 * France », « de France Travail »).
 * @returns the words with their trailing space or apostrophe, or the empty string
 */
export function articleFor(party: NamedParty, forme: PartyForm): string {
  const gender = /^(?:l['’]|(?:la|le|les)\s)/i.test(party.nom) ? null : bodyGender(party.denomination);
  const vowel = startsWithVowel(party.nom);
  switch (forme) {
    case 'nom':
      return '';
    case 'le':
      if (gender === null) return '';
      return vowel ? 'l’' : gender === 'feminin' ? 'la ' : 'le ';
    case 'Le':
      if (gender === null) return '';
      return vowel ? 'L’' : gender === 'feminin' ? 'La ' : 'Le ';
    case 'du':
      if (gender === null) return vowel ? 'd’' : 'de ';
      return vowel ? 'de l’' : gender === 'feminin' ? 'de la ' : 'du ';
    case 'au':
      if (gender === null) return 'à ';
      return vowel ? 'à l’' : gender === 'feminin' ? 'à la ' : 'au ';
  }
}
