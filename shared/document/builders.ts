import type { BlockId } from '#shared/kernel/ids.ts';
import { isBlockId, type MakeBlockId } from '#shared/kernel/ids.ts';
import type {
  ActContent,
  BlockAttrs,
  BlockJson,
  DocumentJson,
  Fields,
  InlineJson,
  IntituleAttrs,
  TableJson,
  TextBlockJson,
} from './model.ts';
import type { ReferenceFormat, TextBlockName, VariableFormat } from './schema/vocabulary.ts';

/*
 * One-line construction of blocks. A block built without `id` gets one when {@link docOf}
 * puts it in a document.
 */

/** What a builder takes as text: words, or inline content. */
export type Inlines = string | readonly InlineJson[];
/** A block, or several, so that `article(…)` stands in a list of blocks. */
export type Blocks = BlockJson | readonly Blocks[];

/** Stands for the id that a document will give. */
const PENDING = '' as BlockId;

const inlines = (content: Inlines): { readonly content?: readonly InlineJson[] } => {
  if (typeof content !== 'string') return content.length === 0 ? {} : { content };
  return content === '' ? {} : { content: [{ type: 'text', text: content }] };
};

const DEFAULTS: { readonly [Name in TextBlockName]: BlockAttrs[Name] } = {
  alinea: { id: PENDING, retrait: 0, aVerifier: false },
  titre: { id: PENDING, role: 'principal' },
  partie: { id: PENDING, partieId: null },
  liaison: { id: PENDING },
  visa: { id: PENDING },
  considerant: { id: PENDING },
  formule: { id: PENDING },
  intitule: {
    id: PENDING,
    niveau: 1,
    genre: 'rubrique',
    famille: null,
    clause: null,
    prefixe: '',
    compteur: 'aucun',
    complet: false,
    separateur: '',
    numFixe: null,
  },
  item: { id: PENDING, niveau: 1, marqueur: '–', numFixe: null },
  cloture: { id: PENDING },
  signataire: { id: PENDING, partieId: null },
  note: { id: PENDING, noteId: null },
};

/**
 * Builds any text block.
 * @param type its name in the schema
 * @param content its text
 * @param attrs what differs from the schema's defaults
 */
export function block<Name extends TextBlockName>(
  type: Name,
  content: Inlines = '',
  attrs: Partial<BlockAttrs[Name]> = {},
): Extract<TextBlockJson, { type: Name }> {
  // TypeScript can't see that `type` and its attributes come from the same row of DEFAULTS.
  return { type, attrs: { ...DEFAULTS[type], ...attrs }, ...inlines(content) } as unknown as Extract<
    TextBlockJson,
    { type: Name }
  >;
}

/** @returns an ordinary paragraph */
export const alinea = (content: Inlines = '', attrs: Partial<BlockAttrs['alinea']> = {}) =>
  block('alinea', content, attrs);
/** @returns a list item, « – » at the first level unless told otherwise */
export const item = (content: Inlines = '', attrs: Partial<BlockAttrs['item']> = {}) =>
  block('item', content, attrs);
/** @returns a division heading, unnumbered unless told otherwise */
export const intitule = (content: Inlines, attrs: Partial<IntituleAttrs> = {}) =>
  block('intitule', content, attrs);
/** @returns one alinéa of the footnote `noteId` */
export const note = (noteId: string, content: Inlines) => block('note', content, { noteId });

/** A body: strings are alinéas. */
export type Body = readonly (string | Blocks)[];

const body = (parts: Body): readonly Blocks[] =>
  parts.map((part) => (typeof part === 'string' ? alinea(part) : part));

/** Builds a division of one style: heading, then its body. */
const division =
  (style: Partial<IntituleAttrs>) =>
  (heading: Inlines | { readonly text: Inlines; readonly attrs: Partial<IntituleAttrs> }, ...parts: Body) => {
    const given = typeof heading === 'object' && 'text' in heading ? heading : { text: heading, attrs: {} };
    return [intitule(given.text, { ...style, ...given.attrs }), ...body(parts)] as const satisfies Blocks;
  };

/** « Article 1 – Durée » and its alinéas: `article('Durée', 'Trois ans.')`. */
export const article = division({
  genre: 'article',
  prefixe: 'Article\u00a0',
  compteur: '1',
  separateur: ' – ',
});
/** « Axe 1 – … », one level below a rubrique. */
export const axe = division({
  genre: 'axe',
  niveau: 2,
  prefixe: 'Axe\u00a0',
  compteur: '1',
  separateur: ' – ',
});
/** An unnumbered titled part. */
export const rubrique = division({ genre: 'rubrique' });
/** A bare « 1. » one level below an article. */
export const numero = division({ genre: 'section', niveau: 2, compteur: '1', separateur: '. ' });
/** « 2.1 … », one level below an article. */
export const sousArticle = division({
  genre: 'section',
  niveau: 2,
  compteur: '1',
  complet: true,
  separateur: ' ',
});
/** « Annexe 1 – … ». */
export const annexe = division({
  genre: 'annexe',
  prefixe: 'Annexe\u00a0',
  compteur: '1',
  separateur: ' – ',
});

/** @returns a table of one alinéa per cell */
export function table(rows: readonly (readonly string[])[], id: BlockId = PENDING): TableJson {
  return {
    type: 'table',
    attrs: { id },
    content: rows.map((cells) => ({
      type: 'tableRow',
      content: cells.map((cell) => ({
        type: 'tableCell',
        attrs: { colspan: 1, rowspan: 1, colwidth: null },
        content: [alinea(cell)],
      })),
    })),
  };
}

/** Inline content. */
export const texte = (text: string): InlineJson => ({ type: 'text', text });
/** @returns a variable of `champs` */
export const variable = (chemin: string, format: VariableFormat = 'texte'): InlineJson => ({
  type: 'variable',
  attrs: { chemin, format },
});
/** @returns a cross-reference to the block `cible` */
export const renvoi = (cible: string, format: ReferenceFormat = 'nom', libelle = ''): InlineJson => ({
  type: 'renvoi',
  attrs: { cible, format, libelle },
});
/** @returns a call of the footnote `noteId` */
export const appelNote = (noteId: string): InlineJson => ({ type: 'appelNote', attrs: { noteId } });

/**
 * A readable block id for tests and pinned examples: `idOf('duree')` is `duree0000000`.
 * @throws Error when `name` can't be one
 */
export function idOf(name: string): BlockId {
  const id = name.padEnd(12, '0');
  if (!isBlockId(id)) throw new Error(`Not a block id: ${id}`);
  return id;
}

function flatten(blocks: readonly Blocks[]): BlockJson[] {
  return blocks.flatMap((one) => ('type' in one ? [one] : flatten(one)));
}

function withIds(blockJson: BlockJson, makeId: MakeBlockId): BlockJson {
  const id = blockJson.attrs.id === PENDING ? makeId() : blockJson.attrs.id;
  const identified = { ...blockJson, attrs: { ...blockJson.attrs, id } } as BlockJson;
  if (identified.type !== 'table') return identified;
  const content = identified.content.map((row) => ({
    ...row,
    content: row.content.map((cell) => ({
      ...cell,
      content: cell.content.map((inner) => withIds(inner, makeId) as typeof inner),
    })),
  }));
  return { ...identified, content };
}

/**
 * Puts blocks in a document, giving an id to those that have none.
 * @param makeId the source of ids
 */
function documentOf(makeId: MakeBlockId, ...blocks: readonly Blocks[]): DocumentJson {
  return { type: 'doc', content: flatten(blocks).map((one) => withIds(one, makeId)) };
}

/** A document whose missing ids are pinned in order: `b00000000001`, `b00000000002`… */
export function docOf(...blocks: readonly Blocks[]): DocumentJson {
  let count = 0;
  return documentOf(
    () => {
      count += 1;
      return `b${String(count).padStart(11, '0')}` as BlockId;
    },
    ...blocks,
  );
}

/** An act's content over {@link docOf}. */
export const contentOf = (blocks: readonly Blocks[], champs: Fields = {}): ActContent => ({
  document: docOf(...blocks),
  champs,
});
