import type { BlockJson } from '#shared/document/model.ts';
import { mendAttrs } from '#shared/document/parse.ts';
import type { DivisionKind, TitleRole } from '#shared/document/schema/vocabulary.ts';
import { SHORT_LIAISON } from '../print/text.ts';
import type { ParagraphLook } from './model.ts';

/* Names of the paragraph styles of every DOCX file; server/exchange/docx/styles.ts says how each looks. */

const TITLES: Readonly<Record<TitleRole, string>> = {
  principal: 'Titre',
  'sous-titre': 'SousTitre',
  partie: 'TitrePartie',
  mention: 'TitreMention',
};

const DIVISIONS: Readonly<Record<DivisionKind, string>> = {
  rubrique: 'Rubrique',
  article: 'Article',
  axe: 'Axe',
  titre: 'TitreDivision',
  chapitre: 'Chapitre',
  section: 'Section',
  preambule: 'Preambule',
  annexe: 'Annexe',
};

/** @returns the style of a heading: « Article1 » for an article of the first level */
export const headingStyle = (genre: DivisionKind, niveau: number): string => `${DIVISIONS[genre]}${niveau}`;

/** @returns the style of a list item of level 1 to 6 */
export const itemStyle = (niveau: number): string => `Liste${niveau}`;

/** @returns the style of a title of the front matter */
export const titleStyle = (role: TitleRole): string => TITLES[role];

const PLAIN_STYLES = {
  partie: 'Partie',
  liaison: 'Liaison',
  visa: 'Visa',
  considerant: 'Considerant',
  formule: 'Formule',
  cloture: 'Cloture',
  signataire: 'Signataire',
  note: 'NoteAppelee',
} as const;

/** @returns the style of a block whose look does not depend on its attributes */
export const plainStyle = (type: keyof typeof PLAIN_STYLES): string => PLAIN_STYLES[type];

/** « d’une part, » closes the presentation of a side, on the right. */
const SIDE = /^d[’']\s*(?:une|autre)\s+part\b/i;

/** @returns the style of words between parties: « Et » stands out; a side, and a whole sentence, do not */
export function liaisonStyle(words: string): string {
  if (SIDE.test(words.trim())) return 'LiaisonCote';
  return words.trim().length > SHORT_LIAISON ? 'LiaisonPhrase' : plainStyle('liaison');
}

/** Ordinary text. */
export const ALINEA_STYLE = 'Alinea';

/** A signature under another one, apart from it, where they do not stand two by two in a table. */
export const SIGNATURE_STYLE = 'SignatureSeule';

/** @returns how a block of text looks in the DOCX file of a comparison */
export function lookOf(block: Exclude<BlockJson, { type: 'table' | 'image' | 'sautPage' }>): ParagraphLook {
  switch (block.type) {
    case 'titre':
      return { style: titleStyle(block.attrs.role), indent: 0 };
    case 'intitule': {
      const { genre, niveau } = mendAttrs('intitule', block.attrs);
      return { style: headingStyle(genre, niveau), indent: 0 };
    }
    case 'item':
      return { style: itemStyle(mendAttrs('item', block.attrs).niveau), indent: 0 };
    case 'alinea':
      return { style: ALINEA_STYLE, indent: block.attrs.retrait };
    case 'signataire':
      return { style: SIGNATURE_STYLE, indent: 0 };
    case 'liaison': {
      const words = (block.content ?? []).map((one) => (one.type === 'text' ? one.text : ' ')).join('');
      return { style: liaisonStyle(words), indent: 0 };
    }
    default:
      return { style: plainStyle(block.type), indent: 0 };
  }
}

/** An empty line that keeps two tables apart, or ends the text. */
export const SEPARATOR_LOOK: ParagraphLook = { style: 'Separation', indent: 0 };
