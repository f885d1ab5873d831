/*
 * The words that French puts before a name that people type: gender of a legal person, articles, elision. Lists hold the
 * nouns met in conventions; a noun outside them gets a wording that needs no agreement.
 */

/** Grammatical gender of a name or of a noun. */
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
    'groupement hopital haut-commissariat institut ministere mouvement observatoire office operateur organisme ordre pole ' +
    'reseau secretariat service syndicat',
);
/** Begin the names of bodies with an h that is not heard; before any other h, an article keeps its vowel. */
const SILENT_H = /^h(?:abitat|opita|ospice|otel|umani)/;

/** Articles that a name may bring with it. */
const OWN_ARTICLE = /^(?:l['’]|(la|le|les)\s+)/i;
/** Capitals alone: « ARML », « CNFPT ». */
const SIGLE = /^\p{Lu}[\p{Lu}\d-]+$/u;

/** Lower case, without accents. */
export function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** First noun of a name, folded: a leading article goes (« L’Union … » → « union »). */
export function firstNoun(name: string): string {
  const bare = name.trim().replace(OWN_ARTICLE, '');
  return fold(/^[\p{L}-]+/u.exec(bare)?.[0] ?? '');
}

/** @returns the gender of the first noun of a legal person's name or form, `null` when it is not a known noun */
export function bodyGender(name: string): Gender | null {
  const noun = firstNoun(name);
  if (FEMININE_BODIES.has(noun)) return 'feminin';
  return MASCULINE_BODIES.has(noun) ? 'masculin' : null;
}

/** Whether « le » and « de » lose their vowel before the name of a body, whatever its accents. */
export const startsWithVowel = (name: string): boolean => {
  const folded = fold(name.trim());
  return /^[aeiouœæ]/.test(folded) || SILENT_H.test(folded);
};

/** How a party's name stands in a sentence: bare, or with the article that it calls for. */
export type NameForm = 'nom' | 'le' | 'Le' | 'du' | 'au';

/** How a party's printed name takes an article: its own gender when known, and what it begins with. */
export interface NamedParty {
  /** The name as printed in a sentence: sigle, or dénomination. */
  readonly nom: string;
  readonly denomination: string;
}

/**
 * Words to put right before a party's name (rule W2). A dénomination whose first noun is known takes the article
 * (« l’UNML », « la Région Bretagne », « du Département »); any other is a proper name and takes none (« Régions de
 * France », « de France Travail »).
 * @returns the words with their trailing space or apostrophe, or the empty string
 */
export function articleFor(party: NamedParty, forme: NameForm): string {
  const gender = OWN_ARTICLE.test(party.nom) ? null : bodyGender(party.denomination);
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

/**
 * A party's name in a sentence of the product (rule W3): as {@link articleFor} would have it, but for an article that the
 * name brings with it, which is contracted (« du Réseau » for « Le Réseau »), and for a sigle alone that begins with a
 * vowel, which is told with its article (« de l’ARML »).
 * @param denomination when `nom` is a sigle; the name itself when nothing else is known
 */
export function partyWords(nom: string, forme: NameForm, denomination: string = nom): string {
  const own = OWN_ARTICLE.exec(nom);
  if (own !== null && forme !== 'nom') {
    const bare = nom.slice(own[0].length);
    if (bodyGender(bare) !== null) return partyWords(bare, forme);
    const plural = own[1]?.toLowerCase() === 'les';
    const contracts = plural || own[1]?.toLowerCase() === 'le';
    if (contracts && forme === 'du') return (plural ? 'des ' : 'du ') + bare;
    if (contracts && forme === 'au') return (plural ? 'aux ' : 'au ') + bare;
  }
  // Which gender does not matter: both are elided.
  const told = nom === denomination && SIGLE.test(nom) && startsWithVowel(nom) ? 'association' : denomination;
  return articleFor({ nom, denomination: told }, forme) + nom;
}

/**
 * « de » before what a person is called (rule W1): « d’Élise », « d’Hélène », « d’Yves », « de Paul », « de Yann ».
 * @param name as people write it, with or without a civilité before it
 */
export function personWithDe(name: string): string {
  return /^(?:[aeiouœæh]|y[^aeiou])/.test(fold(name.trim())) ? `d’${name}` : `de ${name}`;
}
