import type { NumberingStyle } from '#shared/document/operations/index.ts';
import type { DivisionKind, TitleRole } from '#shared/document/schema/vocabulary.ts';

/** A way of numbering headings met in real conventions. `sample` shows its first heading. */
export interface NamedStyle {
  readonly key: string;
  readonly sample: string;
  readonly style: Required<NumberingStyle>;
}

const style = (
  genre: DivisionKind,
  prefixe: string,
  compteur: Required<NumberingStyle>['compteur'],
  separateur: string,
  complet = false,
): Required<NumberingStyle> => ({ genre, prefixe, compteur, separateur, complet });

/** The styles offered, in the order of their use. */
export const NUMBERING_STYLES: readonly NamedStyle[] = [
  { key: 'article-tiret', sample: 'Article 1 – Objet', style: style('article', 'Article ', '1', ' – ') },
  {
    key: 'article-deux-points',
    sample: 'Article 1\u00a0: Objet',
    style: style('article', 'Article ', '1', '\u00a0: '),
  },
  { key: 'article-er', sample: 'Article 1er – Objet', style: style('article', 'Article ', '1er', ' – ') },
  { key: 'axe', sample: 'Axe 1 – Emploi', style: style('axe', 'Axe ', '1', ' – ') },
  { key: 'titre', sample: 'Titre I – Principes', style: style('titre', 'Titre ', 'I', ' – ') },
  { key: 'chapitre', sample: 'Chapitre I – Principes', style: style('chapitre', 'Chapitre ', 'I', ' – ') },
  { key: 'annexe', sample: 'Annexe 1 – Indicateurs', style: style('annexe', 'Annexe ', '1', ' – ') },
  { key: 'chiffre', sample: '1. Objet', style: style('section', '', '1', '. ') },
  { key: 'complet', sample: '1.1 Objet', style: style('section', '', '1', ' ', true) },
  { key: 'romain', sample: 'I. Objet', style: style('section', '', 'I', '. ') },
  { key: 'lettre', sample: 'A. Objet', style: style('section', '', 'A', '. ') },
  { key: 'puce', sample: '○ Objet', style: style('rubrique', '○', 'puce', ' ') },
  { key: 'aucun', sample: 'Objet (sans numéro)', style: style('rubrique', '', 'aucun', '') },
];

/** French names of the kinds of division. */
export const DIVISION_NAMES: Readonly<Record<DivisionKind, string>> = {
  rubrique: 'Rubrique',
  article: 'Article',
  axe: 'Axe',
  titre: 'Titre',
  chapitre: 'Chapitre',
  section: 'Section',
  preambule: 'Préambule',
  annexe: 'Annexe',
};

/** French names of the kinds of title line. */
export const TITLE_NAMES: Readonly<Record<TitleRole, string>> = {
  principal: 'Titre de l’acte',
  'sous-titre': 'Sous-titre',
  partie: 'Nom d’une partie',
  mention: 'Mention',
};

/** @returns the offered style that a heading already has, or null */
export function styleOf(attrs: Readonly<Record<string, unknown>>): NamedStyle | null {
  return (
    NUMBERING_STYLES.find(({ style: one }) =>
      (['prefixe', 'compteur', 'separateur', 'complet'] as const).every((name) => attrs[name] === one[name]),
    ) ?? null
  );
}

/** Markers offered for lists. */
export const ITEM_MARKERS = [
  { marker: '–', label: 'Tiret –' },
  { marker: '•', label: 'Puce •' },
  { marker: '○', label: 'Rond ○' },
  { marker: '1.', label: 'Numéros 1. 2. 3.' },
  { marker: '1°', label: 'Numéros 1° 2° 3°' },
  { marker: 'a)', label: 'Lettres a) b) c)' },
  { marker: 'i)', label: 'Romains i) ii) iii)' },
] as const;
