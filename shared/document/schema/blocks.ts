import { type Attribute, mergeAttributes, Node } from '@tiptap/core';
import { COUNTERS, DIVISION_KINDS, TITLE_ROLES } from './vocabulary.ts';

/*
 * The text of an act is a flat list of blocks; divisions and lists are carried by a level on their heading or
 * item, and the tree is derived (see ../tree.ts). Indenting is then one attribute and no content is rewritten,
 * so somebody typing in an indented item loses nothing; and every merge of concurrent edits is schema-valid,
 * where nested containers would have Yjs bindings delete what no longer fits.
 */

/** An attribute kept in HTML as `data-<name>`, so that copy and paste between acts loses nothing. */
function dataAttribute<T extends string | number | boolean | null>(
  name: string,
  fallback: T,
  read: (raw: string) => T,
  options: { keepOnSplit?: boolean } = {},
): Attribute {
  return {
    default: fallback,
    keepOnSplit: options.keepOnSplit ?? true,
    parseHTML: (element: HTMLElement) => {
      const raw = element.getAttribute(`data-${name.toLowerCase()}`);
      return raw === null ? fallback : read(raw);
    },
    renderHTML: (attributes: Record<string, unknown>) => {
      const value = attributes[name];
      return value === fallback || value === null ? {} : { [`data-${name.toLowerCase()}`]: String(value) };
    },
  } as Attribute;
}

const text = (raw: string) => raw;
const optionalText = (raw: string): string | null => raw;
const flag = (raw: string) => raw === 'true';
const oneOf =
  <T extends string>(values: readonly T[]) =>
  (raw: string): T =>
    values.find((value) => value === raw) ?? (values[0] as T);
const level =
  (max: number, min = 1) =>
  (raw: string) => {
    const value = Number.parseInt(raw, 10);
    return Number.isNaN(value) ? min : Math.min(max, Math.max(min, value));
  };

/** The permanent id; `null` only until the editor or the importer gives one. Never copied by a split. */
const id = dataAttribute<string | null>('id', null, optionalText, { keepOnSplit: false });

function textBlock(name: string, tag: string, attributes: Record<string, Attribute> = {}, priority = 100) {
  return Node.create({
    name,
    group: 'bloc',
    content: 'inline*',
    defining: true,
    priority,
    addAttributes: () => ({ id, ...attributes }),
    parseHTML: () => [{ tag: `${tag}[data-bloc="${name}"]`, priority: 60 }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes, { 'data-bloc': name }), 0],
  });
}

/** The whole act. */
export const Document = Node.create({ name: 'doc', topNode: true, content: 'bloc+' });

/** Ordinary paragraph. `retrait`: indentation, 0 to 4. `aVerifier`: kept by an import that did not recognise it. */
export const Alinea = textBlock(
  'alinea',
  'p',
  {
    retrait: dataAttribute('retrait', 0, level(4, 0)),
    aVerifier: dataAttribute('aVerifier', false, flag, { keepOnSplit: false }),
  },
  1000,
).extend({ parseHTML: () => [{ tag: 'p[data-bloc="alinea"]', priority: 60 }, { tag: 'p' }] });

export const Titre = textBlock('titre', 'p', {
  role: dataAttribute('role', 'principal', oneOf(TITLE_ROLES)),
});

/** One party's paragraph(s). `partieId` is a short slug (`p1`, `unml`) shared with `champs` and `signataire`. */
export const Partie = textBlock('partie', 'p', {
  partieId: dataAttribute<string | null>('partieId', null, optionalText),
});

/** Words between parties: « ENTRE », « Et », « D’une part, ». */
export const Liaison = textBlock('liaison', 'p');
export const Visa = textBlock('visa', 'p');
export const Considerant = textBlock('considerant', 'p');
/** Agreement formula: « Il est convenu ce qui suit : ». */
export const Formule = textBlock('formule', 'p');

/**
 * Heading of a division; the division runs to the next heading of its level or above.
 * The printed number is `prefixe + counter + separateur`, computed by ../numbering.ts, never stored:
 * - `prefixe`: « Article  », « Axe  », «  »; for counter `puce`, the bullet itself
 * - `counter`: see COUNTERS; `complet`: prints the parent's number too (« 2.1 »)
 * - `separateur`: what stands between number and heading, spaces included (« – », « : », « . »)
 * - `numFixe`: a number held against renumbering (« 4-1 », « 5 bis »), the counter only without prefix
 */
export const Intitule = textBlock('intitule', 'div', {
  niveau: dataAttribute('niveau', 1, level(6)),
  genre: dataAttribute('genre', 'rubrique', oneOf(DIVISION_KINDS)),
  famille: dataAttribute<string | null>('famille', null, optionalText, { keepOnSplit: false }),
  clause: dataAttribute<string | null>('clause', null, optionalText, { keepOnSplit: false }),
  prefixe: dataAttribute('prefixe', '', text),
  compteur: dataAttribute('compteur', 'aucun', oneOf(COUNTERS)),
  complet: dataAttribute('complet', false, flag),
  separateur: dataAttribute('separateur', '', text),
  numFixe: dataAttribute<string | null>('numFixe', null, optionalText, { keepOnSplit: false }),
});

/**
 * List item. `marqueur` is either a literal bullet (« - », « – », « • », « ○ ») or a pattern whose counter is one
 * of 1 a A i I (« 1. », « 1° », « a) », « (i) »): see ../numbering.ts. `niveau` 1 to 6 is the depth.
 */
export const Item = textBlock('item', 'p', {
  niveau: dataAttribute('niveau', 1, level(6)),
  marqueur: dataAttribute('marqueur', '–', text),
  numFixe: dataAttribute<string | null>('numFixe', null, optionalText, { keepOnSplit: false }),
});

/** « Fait à Paris, le 24 mai 2023, en trois exemplaires ». */
export const Cloture = textBlock('cloture', 'p');

/** One signatory's block: lines separated by hard breaks. */
export const Signataire = textBlock('signataire', 'p', {
  partieId: dataAttribute<string | null>('partieId', null, optionalText),
});

/** One alinéa of a footnote's text, kept at the end of the document; `noteId` ties it to its `appelNote`. */
export const Note = textBlock('note', 'p', {
  noteId: dataAttribute<string | null>('noteId', null, optionalText),
});

/** Page break of an imported text: kept for losslessness, printed as nothing. */
export const SautPage = Node.create({
  name: 'sautPage',
  group: 'bloc',
  atom: true,
  addAttributes: () => ({ id }),
  parseHTML: () => [{ tag: 'hr[data-bloc="sautPage"]' }],
  renderHTML: ({ HTMLAttributes }) => ['hr', mergeAttributes(HTMLAttributes, { 'data-bloc': 'sautPage' })],
});

/** Picture, as a `data:` URL, so that an act holds all it prints. */
export const Image = Node.create({
  name: 'image',
  group: 'bloc',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    id,
    src: {
      default: '',
      parseHTML: (element: HTMLElement) => {
        const src = element.getAttribute('src') ?? '';
        return /^data:image\/(png|jpeg|gif|webp);base64,/.test(src) ? src : '';
      },
    },
    // Without this, an alternative text such as « 2024 » would be read as a number.
    alt: { default: '', parseHTML: (element: HTMLElement) => element.getAttribute('alt') ?? '' },
  }),
  parseHTML: () => [{ tag: 'img[src^="data:image/"]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes(HTMLAttributes, { 'data-bloc': 'image' })],
});
