/**
 * The closed vocabularies of the document schema. A value outside them is read as the first of the list,
 * so that a document written by another release never fails to open for an attribute.
 */

/** Version of the schema. A client and a server of different versions must not share a document. */
export const SCHEMA_VERSION = 1;

/** What a title line of the front matter is. `partie` is a party's name on a cover. */
export const TITLE_ROLES = ['principal', 'sous-titre', 'partie', 'mention'] as const;
export type TitleRole = (typeof TITLE_ROLES)[number];

/** What kind of division a heading opens. `rubrique` is a titled part with no legal numbering of its own. */
export const DIVISION_KINDS = [
  'rubrique',
  'article',
  'axe',
  'titre',
  'chapitre',
  'section',
  'preambule',
  'annexe',
] as const;
export type DivisionKind = (typeof DIVISION_KINDS)[number];

/**
 * How a heading counts among its siblings. `1er` is `1` with the first one written « 1er »;
 * `puce` is a literal bullet held in `prefixe`, as in « ○ Durée ».
 */
export const COUNTERS = ['aucun', '1', '1er', 'I', 'i', 'A', 'a', 'puce'] as const;
export type Counter = (typeof COUNTERS)[number];

/** How a cross-reference prints: « article 4 », « l’article 4 », « 4 » or « article 4 (Durée) ». */
export const REFERENCE_FORMATS = ['nom', 'defini', 'numero', 'intitule'] as const;
export type ReferenceFormat = (typeof REFERENCE_FORMATS)[number];

/**
 * How a variable prints. `lettres-chiffres` is « trois (3) »; `gras` is bold, since the shared document holds no mark
 * on an atom; `a` and `de` put the preposition before a place name, contracted (« au Havre », « des Ulis »).
 */
export const VARIABLE_FORMATS = [
  'texte',
  'date',
  'lettres',
  'chiffres',
  'lettres-chiffres',
  'capitales',
  'montant',
  'gras',
  'a',
  'de',
] as const;
export type VariableFormat = (typeof VARIABLE_FORMATS)[number];

/** Families of clauses (domain model §2); a division may name the one it belongs to. */
export const FAMILIES = [
  'titre',
  'parties',
  'visas',
  'considerants',
  'preambule',
  'presentation',
  'objet',
  'engagements',
  'axes',
  'gouvernance',
  'indicateurs',
  'communication',
  'propriete-intellectuelle',
  'finances',
  'duree',
  'reconduction',
  'modification',
  'resiliation',
  'confidentialite',
  'rgpd',
  'litige',
  'domicile',
  'signature',
  'annexes',
] as const;
export type Family = (typeof FAMILIES)[number];

/** Blocks that hold one run of inline content; all carry a permanent `id`. */
export const TEXT_BLOCKS = [
  'alinea',
  'titre',
  'partie',
  'liaison',
  'visa',
  'considerant',
  'formule',
  'intitule',
  'item',
  'cloture',
  'signataire',
  'note',
] as const;
export type TextBlockName = (typeof TEXT_BLOCKS)[number];

/** Names of the two shared types in an act's Y.Doc. */
export const CONTENT_FRAGMENT = 'contenu';
export const FIELDS_MAP = 'champs';
