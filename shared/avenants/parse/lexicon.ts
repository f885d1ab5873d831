import type { LineNoun } from './surface.ts';

/*
 * The words of instructions, in small letters without accents: a text in capitals often has none.
 */

/** Nouns of divisions by each of their writings. Those of `NEEDS_NUMBER` are also ordinary words. */
export const DIVISION_NOUNS: Readonly<Record<string, string>> = {
  article: 'article',
  articles: 'article',
  art: 'article',
  annexe: 'annexe',
  annexes: 'annexe',
  titre: 'titre',
  titres: 'titre',
  chapitre: 'chapitre',
  chapitres: 'chapitre',
  section: 'section',
  sections: 'section',
  'sous-section': 'sous-section',
  'sous-sections': 'sous-section',
  'sous-article': 'article',
  'sous-articles': 'article',
  axe: 'axe',
  axes: 'axe',
  rubrique: 'rubrique',
  rubriques: 'rubrique',
  clause: 'clause',
  clauses: 'clause',
  partie: 'partie',
  parties: 'partie',
  division: '',
  objectif: 'objectif',
  objectifs: 'objectif',
  action: 'action',
  actions: 'action',
  orientation: 'orientation',
  orientations: 'orientation',
  volet: 'volet',
  volets: 'volet',
  fiche: 'fiche',
  fiches: 'fiche',
  mesure: 'mesure',
  mesures: 'mesure',
  engagement: 'engagement',
  engagements: 'engagement',
  priorite: 'priorité',
  theme: 'thème',
  pilier: 'pilier',
  chantier: 'chantier',
  etape: 'étape',
  phase: 'phase',
};

/** Called so only with a number, a rank or quoted words after them. */
export const NEEDS_NUMBER: ReadonlySet<string> = new Set(
  Object.keys(DIVISION_NOUNS).filter(
    (noun) => !/^(?:articles?|art|annexes?|axes?|rubriques?|chapitres?|sous-)/.test(noun),
  ),
);

export const LINE_NOUNS: Readonly<Record<string, LineNoun>> = {
  alinea: 'alinea',
  alineas: 'alinea',
  al: 'alinea',
  paragraphe: 'paragraphe',
  paragraphes: 'paragraphe',
  tiret: 'tiret',
  tirets: 'tiret',
  puce: 'puce',
  puces: 'puce',
  visa: 'visa',
  visas: 'visa',
  considerant: 'considerant',
  considerants: 'considerant',
  note: 'note',
  notes: 'note',
  item: 'item',
  items: 'item',
  liste: 'item',
  enumeration: 'item',
  image: 'image',
  images: 'image',
};

/** What quoted words are called. */
export const WORD_NOUNS: ReadonlySet<string> = new Set([
  'mot',
  'mots',
  'terme',
  'termes',
  'expression',
  'expressions',
  'membre',
  'membres',
  'groupe',
  'formule',
  'formulation',
  'locution',
  'mention',
  'mentions',
  'passage',
  'chiffre',
  'chiffres',
  'nombre',
  'nombres',
  'annee',
  'annees',
  'date',
  'dates',
  'montant',
  'montants',
  'somme',
  'sommes',
  'duree',
  'durees',
  'delai',
  'delais',
  'preavis',
  'periode',
  'taux',
  'pourcentage',
  'reference',
  'references',
  'sigle',
  'sigles',
  'nom',
  'noms',
  'denomination',
  'adresse',
  'signe',
  'signes',
  'symbole',
  'lettre',
  'lettres',
  'echeance',
  'terme',
  'subvention',
  'dotation',
  'plafond',
  'forfait',
  'budget',
  'prix',
  'texte',
  'fragment',
  'segment',
  'qualite',
  'fonction',
  'indication',
  'virgule',
  'adjectif',
  'adjectifs',
  'adverbe',
  'substantif',
  'verbe',
  'conjonction',
  'preposition',
]);

/** Nouns of quantities: a value without guillemets can follow them. */
export const QUANTITY_NOUNS: ReadonlySet<string> = new Set([
  'date',
  'dates',
  'montant',
  'montants',
  'somme',
  'sommes',
  'duree',
  'delai',
  'preavis',
  'periode',
  'taux',
  'pourcentage',
  'annee',
  'annees',
  'nombre',
  'nombres',
  'chiffre',
  'chiffres',
  'echeance',
  'terme',
  'subvention',
  'dotation',
  'plafond',
  'forfait',
  'budget',
  'prix',
]);

/** Words for the act itself. */
export const ACT_NOUN =
  /^(?:conventions?|convention-cadre|accords?|accord-cadre|protocole|contrat|charte|acte|document|avenant|partenariat|instrument)$/;

export const DEFINITE =
  /^(?:le|la|l'|les|ce|cet|cette|ces|son|sa|ses|leur|leurs|ledit|ladite|lesdits|lesdites|dudit|desdits|desdites|audit|auxdits|auxdites)$/;
export const DEMONSTRATIVE =
  /^(?:ce|cet|cette|ces|ledit|ladite|lesdits|lesdites|dudit|desdits|desdites|audit|auxdits|auxdites)$/;
export const INDEFINITE = /^(?:un|une|des)$/;
export const SUFFIX = /^(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies|undecies|duodecies)$/;

/** What operation a verb says (rule V1 of RULES.md). */
export type Lemma =
  | 'replace'
  | 'substitute'
  | 'delete'
  | 'insert'
  | 'append'
  | 'write'
  | 'reinstate'
  | 'renumber'
  | 'move'
  | 'carry'
  | 'announce'
  | 'precede'
  | 'follow'
  | 'read'
  | 'rename';

const PARTICIPLES: readonly (readonly [RegExp, Lemma])[] = [
  [/^remplacee?s?$/, 'replace'],
  [/^echangee?s?$/, 'replace'],
  [/^substituee?s?$/, 'substitute'],
  [
    /^(?:supprimee?s?|abrogee?s?|retiree?s?|retranchee?s?|annulee?s?|biffee?s?|effacee?s?|otee?s?|enlevee?s?)$/,
    'delete',
  ],
  [
    /^(?:inseree?s?|ajoutee?s?|rajoutee?s?|intercalee?s?|introduite?s?|adjointe?s?|incorporee?s?|integree?s?|creee?s?|instituee?s?)$/,
    'insert',
  ],
  [/^completee?s?$/, 'append'],
  [/^(?:redigee?s?|libellee?s?|formulee?s?|reformulee?s?|recrite?s?|reecrite?s?)$/, 'write'],
  [/^(?:retablie?s?|reintroduite?s?|reinseree?s?)$/, 'reinstate'],
  [/^(?:renumerotee?s?|numerotee?s?)$/, 'renumber'],
  [/^(?:deplacee?s?|transferee?s?|placee?s?)$/, 'move'],
  [
    /^(?:portee?s?|ramenee?s?|fixee?s?|relevee?s?|reduite?s?|augmentee?s?|elevee?s?|prolongee?s?|prorogee?s?|reportee?s?|etendue?s?|abaissee?s?|diminuee?s?|allongee?s?|revalorisee?s?|avancee?s?|repoussee?s?|decalee?s?|retardee?s?|differee?s?)$/,
    'carry',
  ],
  [/^(?:modifiee?s?|amendee?s?|actualisee?s?|revisee?s?|apportee?s?)$/, 'announce'],
  [/^passee?s?$/, 'carry'],
  [/^precedee?s?$/, 'precede'],
  [/^suivie?s?$/, 'follow'],
];

const ACTIVES: readonly (readonly [RegExp, Lemma])[] = [
  [/^remplace(?:r|z|nt|ra|ront|ons)$/, 'replace'],
  [/^substitu(?:er|ez|ent|era)$/, 'substitute'],
  [/^(?:supprim|abrog|retir|retranch|annul)(?:er|ez|ent|era|eront|ons)$/, 'delete'],
  [/^(?:inser|ajout|rajout|intercal|incorpor|integr)(?:er|ez|ent|era|eront|ons)$/, 'insert'],
  [/^(?:introduire|creer)$/, 'insert'],
  [/^complet(?:er|ez|ent|era|eront)$/, 'append'],
  [/^(?:rediger|redigez|reformuler|libeller|reecrire)$/, 'write'],
  [/^(?:retablir|retablit|retablissent)$/, 'reinstate'],
  [/^(?:devien(?:t|nent)|deviendra|deviendront|renumeroter)$/, 'renumber'],
  [/^(?:deplacer|transferer)$/, 'move'],
  [/^(?:porter|fixer|ramener|prolonger|proroger|reporter|augmenter|reduire)$/, 'carry'],
  [/^(?:modifier|amender)$/, 'announce'],
  [/^passe(?:nt|ra|ront)$/, 'carry'],
  [/^(?:lire|lisez)$/, 'read'],
];

/** Third persons that, without accents, look like participles: « remplace », « complète ». */
const PRESENT: readonly (readonly [RegExp, Lemma])[] = [
  [/^remplace$/, 'replace'],
  [/^supprime$|^abroge$/, 'delete'],
  [/^insère$|^ajoute$/, 'insert'],
  [/^complète$/, 'append'],
  [/^modifie$/, 'announce'],
  [/^passe$/, 'carry'],
];

const find = (table: readonly (readonly [RegExp, Lemma])[], word: string): Lemma | null =>
  table.find(([pattern]) => pattern.test(word))?.[1] ?? null;

/** What a heading is when it is given: « est désormais intitulé », after its auxiliary alone. */
export const RENAMED = /^(?:intitulee?s?|renommee?s?|rebaptisee?s?|denommee?s?)$/;

/** @returns the operation of a past participle (« remplacés »), or null */
export const participleLemma = (key: string): Lemma | null => find(PARTICIPLES, key);
/** @returns the operation of a verb in the active voice, infinitive included, or null */
export const activeLemma = (key: string): Lemma | null => find(ACTIVES, key);
/** @param word with its accents, in small letters */
export const presentLemma = (word: string): Lemma | null => find(PRESENT, word);
