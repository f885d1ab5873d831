import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from 'docx';
import { DIVISION_KINDS, type DivisionKind } from '#shared/document/schema/vocabulary.ts';
import {
  ALINEA_STYLE,
  headingStyle,
  itemStyle,
  plainStyle,
  SIGNATURE_STYLE,
  titleStyle,
} from '#shared/exchange/docx/styles.ts';

/* How each style of a DOCX file looks. Lengths in twips (20 to a point), sizes in half points. */

/** A4 with margins of 25 mm, in twips. */
export const PAGE = { width: 11_906, height: 16_838, margin: 1_417 } as const;
/** Width of the text, in twips. */
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
/** One step of indentation. */
export const STEP = 425;

const FONT = 'Cambria';
const INK = '1B2433';
/** Colour of titles and headings, that of the other exports. */
const ACCENT = '1F4474';
const SOFT = '5C6370';
const LEVELS = [1, 2, 3, 4, 5, 6] as const;

const NAMES: Readonly<Record<DivisionKind, string>> = {
  rubrique: 'Rubrique',
  article: 'Article',
  axe: 'Axe',
  titre: 'Titre de division',
  chapitre: 'Chapitre',
  section: 'Section',
  preambule: 'Préambule',
  annexe: 'Annexe',
};

type Style = IParagraphStyleOptions;

const style = (
  id: string,
  name: string,
  options: Omit<Style, 'id' | 'name'> & { readonly basedOn?: string },
): Style => ({ id, name, basedOn: ALINEA_STYLE, next: ALINEA_STYLE, quickFormat: true, ...options });

const HEADING_SIZES = [27, 24, 22, 22, 22, 22] as const;

/** Levels of Word itself, so that its navigation, its sommaire and its outline know them. */
const levels: readonly Style[] = LEVELS.map((niveau) => ({
  id: `Heading${niveau}`,
  name: `heading ${niveau}`,
  basedOn: 'Normal',
  next: ALINEA_STYLE,
  quickFormat: true,
  run: { font: FONT, color: ACCENT, bold: true, italics: niveau > 3, size: HEADING_SIZES[niveau - 1] ?? 22 },
  paragraph: {
    keepNext: true,
    keepLines: true,
    outlineLevel: niveau - 1,
    spacing: { before: niveau === 1 ? 360 : 240, after: 120 },
  },
}));

const headings: readonly Style[] = DIVISION_KINDS.flatMap((genre) =>
  LEVELS.map((niveau) =>
    style(headingStyle(genre, niveau), niveau === 1 ? NAMES[genre] : `${NAMES[genre]} ${niveau}`, {
      basedOn: `Heading${niveau}`,
      quickFormat: niveau === 1,
    }),
  ),
);

const items: readonly Style[] = LEVELS.map((niveau) =>
  style(itemStyle(niveau), niveau === 1 ? 'Élément de liste' : `Élément de liste ${niveau}`, {
    next: itemStyle(niveau),
    quickFormat: niveau === 1,
    paragraph: { indent: { left: STEP * niveau, hanging: STEP }, spacing: { after: 60 } },
  }),
);

const centred = { alignment: AlignmentType.CENTER };

const others: readonly Style[] = [
  style(titleStyle('principal'), 'Title', {
    run: { bold: true, size: 40, color: ACCENT },
    paragraph: { ...centred, spacing: { before: 240, after: 240 } },
  }),
  style(titleStyle('sous-titre'), 'Subtitle', {
    run: { size: 28 },
    paragraph: { ...centred, spacing: { after: 240 } },
  }),
  style(titleStyle('partie'), 'Partie en titre', {
    run: { bold: true, size: 26 },
    paragraph: { ...centred, spacing: { after: 120 } },
  }),
  style(titleStyle('mention'), 'Mention de titre', {
    run: { italics: true, color: SOFT },
    paragraph: centred,
  }),
  style(plainStyle('partie'), 'Partie', {}),
  style(plainStyle('liaison'), 'Liaison', {
    run: { bold: true, color: ACCENT },
    paragraph: { keepNext: true, spacing: { before: 200, after: 140 } },
  }),
  style('LiaisonPhrase', 'Liaison, phrase', {}),
  style('LiaisonCote', 'Liaison, côté', {
    run: { italics: true },
    paragraph: { alignment: AlignmentType.RIGHT },
  }),
  style(plainStyle('visa'), 'Visa', {}),
  style(plainStyle('considerant'), 'Considérant', {}),
  style(plainStyle('formule'), 'Formule d’accord', {
    run: { bold: true },
    paragraph: { alignment: AlignmentType.LEFT, keepNext: true, spacing: { before: 240, after: 240 } },
  }),
  style(plainStyle('cloture'), 'Clôture', {
    paragraph: { keepNext: true, spacing: { before: 360, after: 240 } },
  }),
  style(plainStyle('signataire'), 'Signataire', {
    paragraph: { alignment: AlignmentType.LEFT, keepLines: true, spacing: { after: 0 } },
  }),
  style(SIGNATURE_STYLE, 'Signature seule', {
    basedOn: plainStyle('signataire'),
    paragraph: { keepLines: true, spacing: { before: 480, after: 960 } },
  }),
  style(plainStyle('note'), 'Note non appelée', { run: { size: 18 } }),
  style('FootnoteText', 'footnote text', {
    next: 'FootnoteText',
    quickFormat: false,
    run: { size: 18 },
    paragraph: { spacing: { after: 40, line: 240, lineRule: LineRuleType.AUTO } },
  }),
  style('Cellule', 'Cellule de tableau', {
    run: { size: 20 },
    paragraph: { alignment: AlignmentType.LEFT, spacing: { before: 40, after: 40 } },
  }),
  style('CelluleTitre', 'Titre de colonne', { basedOn: 'Cellule', run: { size: 20, bold: true } }),
  style('EnTete', 'header', {
    next: 'EnTete',
    quickFormat: false,
    run: { size: 16, color: SOFT },
    paragraph: { alignment: AlignmentType.LEFT, spacing: { after: 0 } },
  }),
  ...LEVELS.map((niveau) =>
    style(`TOC${niveau}`, `toc ${niveau}`, {
      basedOn: 'Normal',
      quickFormat: false,
      run: { font: FONT },
      paragraph: {
        indent: { left: 220 * (niveau - 1), right: STEP },
        spacing: { before: niveau === 1 ? 80 : 0, after: 40 },
        rightTabStop: TEXT_WIDTH,
      },
    }),
  ),
  style('TitreSommaire', 'Titre du sommaire', {
    quickFormat: false,
    run: { bold: true, size: 26, color: ACCENT },
    paragraph: { keepNext: true, spacing: { before: 480, after: 160 } },
  }),
  style('Separation', 'Séparation', {
    quickFormat: false,
    run: { size: 8 },
    paragraph: { spacing: { before: 0, after: 80, line: 240, lineRule: LineRuleType.AUTO } },
  }),
];

/** The styles of every DOCX file: those of the acts, under names that a jurist meets in the list of styles. */
export const DOCX_STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FONT, size: 22, color: INK, language: { value: 'fr-FR' } },
    },
  },
  paragraphStyles: [
    {
      id: ALINEA_STYLE,
      name: 'Alinéa',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: {
        alignment: AlignmentType.JUSTIFIED,
        spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO },
      },
    },
    ...levels,
    ...headings,
    ...items,
    ...others,
  ],
};
