import { z } from 'zod';
import { type BlockId, isBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import type {
  ActContent,
  BlockAttrs,
  BlockJson,
  DocumentJson,
  Fields,
  InlineJson,
  MarkJson,
  TableCellJson,
  TableJson,
  TextBlockJson,
} from './model.ts';
import {
  COUNTERS,
  DIVISION_KINDS,
  REFERENCE_FORMATS,
  TEXT_BLOCKS,
  type TextBlockName,
  TITLE_ROLES,
  VARIABLE_FORMATS,
} from './schema/vocabulary.ts';

/** Why a JSON is not a document. `path` is where (`content[3].content[0]`), `found` the offending name or value. */
export interface DocumentProblem {
  readonly reason:
    | 'shape'
    | 'unknown-block'
    | 'unknown-inline'
    | 'unknown-mark'
    | 'misplaced'
    | 'missing-id'
    | 'duplicate-id'
    | 'bad-field';
  readonly path: string;
  readonly found: string;
}

type Raw = Readonly<Record<string, unknown>>;

/** Carries a problem up to the public functions, which turn it into a Result. */
class Refused extends Error {
  readonly problem: DocumentProblem;
  constructor(reason: DocumentProblem['reason'], path: string, found: unknown) {
    super(`${reason} at ${path}`);
    this.problem = { reason, path, found: typeof found === 'string' ? found : String(found) };
  }
}

const asRecord = (value: unknown): Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};

function requireRecord(value: unknown, path: string): Raw {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused('shape', path, typeof value);
  return value as Raw;
}

function children(node: Raw, path: string): readonly unknown[] {
  if (node.content === undefined || node.content === null) return [];
  if (!Array.isArray(node.content)) throw new Refused('shape', `${path}.content`, typeof node.content);
  return node.content;
}

const readText = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback);
const readOptional = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const readOneOf = <T extends string>(values: readonly [T, ...T[]], value: unknown): T =>
  values.find((one) => one === value) ?? values[0];
function readLevel(value: unknown, min: number, max: number): number {
  const level = typeof value === 'number' ? value : Number.parseInt(String(value), 10);
  return Number.isFinite(level) ? Math.min(max, Math.max(min, Math.trunc(level))) : min;
}

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const SAFE_SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'mailto']);
/** A link that would run something when clicked is kept as text and loses its target. */
function readHref(value: unknown): string {
  const href = readText(value);
  // Browsers look for the scheme past blanks and control characters.
  const scheme = SCHEME.exec(href.replace(/[\p{Cc}\s]/gu, ''))?.[1]?.toLowerCase();
  return scheme === undefined || SAFE_SCHEMES.has(scheme) ? href : '';
}
const readImage = (value: unknown): string =>
  /^data:image\/(png|jpeg|gif|webp);base64,/.test(readText(value)) ? readText(value) : '';

const READ_ATTRS: { readonly [Name in TextBlockName]: (raw: Raw, id: BlockId) => BlockAttrs[Name] } = {
  alinea: (raw, id) => ({ id, retrait: readLevel(raw.retrait, 0, 4), aVerifier: raw.aVerifier === true }),
  titre: (raw, id) => ({ id, role: readOneOf(TITLE_ROLES, raw.role) }),
  partie: (raw, id) => ({ id, partieId: readOptional(raw.partieId) }),
  liaison: (_raw, id) => ({ id }),
  visa: (_raw, id) => ({ id }),
  considerant: (_raw, id) => ({ id }),
  formule: (_raw, id) => ({ id }),
  intitule: (raw, id) => ({
    id,
    niveau: readLevel(raw.niveau, 1, 6),
    genre: readOneOf(DIVISION_KINDS, raw.genre),
    famille: readOptional(raw.famille),
    clause: readOptional(raw.clause),
    prefixe: readText(raw.prefixe),
    compteur: readOneOf(COUNTERS, raw.compteur),
    complet: raw.complet === true,
    separateur: readText(raw.separateur),
    numFixe: readOptional(raw.numFixe),
  }),
  item: (raw, id) => ({
    id,
    niveau: readLevel(raw.niveau, 1, 6),
    marqueur: readText(raw.marqueur, '–'),
    numFixe: readOptional(raw.numFixe),
  }),
  cloture: (_raw, id) => ({ id }),
  signataire: (raw, id) => ({ id, partieId: readOptional(raw.partieId) }),
  note: (raw, id) => ({ id, noteId: readOptional(raw.noteId) }),
};

function readMark(value: unknown, path: string): MarkJson {
  const raw = requireRecord(value, path);
  const attrs = asRecord(raw.attrs);
  switch (raw.type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'superscript':
      return { type: raw.type };
    case 'link':
      return { type: 'link', attrs: { href: readHref(attrs.href) } };
    case 'terme':
      return {
        type: 'terme',
        attrs: { defId: readText(attrs.defId), genre: readOneOf(['terme', 'sigle'], attrs.genre) },
      };
    case 'referenceExterne':
      return { type: 'referenceExterne', attrs: { ref: readText(attrs.ref) } };
    default:
      throw new Refused('unknown-mark', path, raw.type);
  }
}

function readMarks(raw: Raw, path: string): { readonly marks?: readonly MarkJson[] } {
  if (!Array.isArray(raw.marks) || raw.marks.length === 0) return {};
  return { marks: raw.marks.map((mark, i) => readMark(mark, `${path}.marks[${i}]`)) };
}

function readInline(value: unknown, path: string): InlineJson {
  const raw = requireRecord(value, path);
  const attrs = asRecord(raw.attrs);
  const marks = readMarks(raw, path);
  switch (raw.type) {
    case 'text':
      if (typeof raw.text !== 'string') throw new Refused('shape', `${path}.text`, typeof raw.text);
      return { type: 'text', text: raw.text, ...marks };
    case 'hardBreak':
      return { type: 'hardBreak', ...marks };
    case 'variable':
      return {
        type: 'variable',
        attrs: { chemin: readText(attrs.chemin), format: readOneOf(VARIABLE_FORMATS, attrs.format) },
        ...marks,
      };
    case 'renvoi':
      return {
        type: 'renvoi',
        attrs: {
          cible: readText(attrs.cible),
          format: readOneOf(REFERENCE_FORMATS, attrs.format),
          libelle: readText(attrs.libelle),
        },
        ...marks,
      };
    case 'appelNote':
      return { type: 'appelNote', attrs: { noteId: readText(attrs.noteId) }, ...marks };
    default:
      throw new Refused(isKnownBlock(raw.type) ? 'misplaced' : 'unknown-inline', path, raw.type);
  }
}

const isTextBlock = (name: unknown): name is TextBlockName => TEXT_BLOCKS.some((one) => one === name);
const isKnownBlock = (name: unknown): boolean =>
  isTextBlock(name) || name === 'table' || name === 'sautPage' || name === 'image';

/** Takes the block's id, once per document. */
type TakeId = (attrs: Raw, path: string) => BlockId;

function readTextBlock(raw: Raw, type: TextBlockName, takeId: TakeId, path: string): TextBlockJson {
  const attrs = asRecord(raw.attrs);
  const content = children(raw, path).map((child, i) => readInline(child, `${path}.content[${i}]`));
  // TypeScript can't see that `type` and its attributes come from the same row of READ_ATTRS.
  return {
    type,
    attrs: READ_ATTRS[type](attrs, takeId(attrs, path)),
    ...(content.length > 0 ? { content } : {}),
  } as TextBlockJson;
}

/** As browsers bound a cell's `colspan`. */
const MAX_SPAN = 1000;
/** Widest column, in pixels. */
const MAX_WIDTH = 100_000;
const readSpan = (value: unknown): number => readLevel(value, 1, MAX_SPAN);

function readCell(value: unknown, takeId: TakeId, path: string): TableCellJson {
  const raw = requireRecord(value, path);
  if (raw.type !== 'tableCell' && raw.type !== 'tableHeader') throw new Refused('misplaced', path, raw.type);
  const attrs = asRecord(raw.attrs);
  const widths = Array.isArray(attrs.colwidth)
    ? attrs.colwidth
        .slice(0, MAX_SPAN)
        .filter((width): width is number => typeof width === 'number' && width >= 0 && width <= MAX_WIDTH)
    : [];
  const content = children(raw, path).map((child, i) => {
    const at = `${path}.content[${i}]`;
    const block = requireRecord(child, at);
    if (!isKnownBlock(block.type)) throw new Refused('unknown-block', at, block.type);
    if (block.type !== 'alinea' && block.type !== 'item') throw new Refused('misplaced', at, block.type);
    return readTextBlock(block, block.type, takeId, at) as TableCellJson['content'][number];
  });
  if (content.length === 0) throw new Refused('shape', `${path}.content`, 'empty cell');
  return {
    type: raw.type,
    attrs: {
      colspan: readSpan(attrs.colspan),
      rowspan: readSpan(attrs.rowspan),
      colwidth: widths.length > 0 ? widths : null,
    },
    content,
  };
}

function readTable(raw: Raw, takeId: TakeId, path: string): TableJson {
  const id = takeId(asRecord(raw.attrs), path);
  const content = children(raw, path).map((row, i) => {
    const at = `${path}.content[${i}]`;
    const rawRow = requireRecord(row, at);
    if (rawRow.type !== 'tableRow') throw new Refused('misplaced', at, rawRow.type);
    const cells = children(rawRow, at).map((cell, j) => readCell(cell, takeId, `${at}.content[${j}]`));
    return { type: 'tableRow' as const, content: cells };
  });
  if (content.length === 0) throw new Refused('shape', `${path}.content`, 'empty table');
  return { type: 'table', attrs: { id }, content };
}

function readBlock(value: unknown, takeId: TakeId, path: string): BlockJson {
  const raw = requireRecord(value, path);
  const attrs = asRecord(raw.attrs);
  if (isTextBlock(raw.type)) return readTextBlock(raw, raw.type, takeId, path);
  switch (raw.type) {
    case 'table':
      return readTable(raw, takeId, path);
    case 'sautPage':
      return { type: 'sautPage', attrs: { id: takeId(attrs, path) } };
    case 'image':
      return {
        type: 'image',
        attrs: { id: takeId(attrs, path), src: readImage(attrs.src), alt: readText(attrs.alt) },
      };
    default:
      throw new Refused('unknown-block', path, raw.type);
  }
}

function attempt<T>(read: () => T): Result<T, DocumentProblem> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof Refused) return fail(error.problem);
    throw error;
  }
}

/**
 * The only door from unknown JSON (ProseMirror's `toJSON`, a stored version) to a typed document: structure,
 * names and ids are checked, every attribute is made explicit, and one outside its vocabulary is read as
 * vocabulary.ts says. An empty `content` is accepted: it is an act where nothing was written yet.
 * @param json anything
 * @returns the document, or the first problem met, in document order
 */
export function parseDocument(json: unknown): Result<DocumentJson, DocumentProblem> {
  return attempt(() => {
    const raw = requireRecord(json, 'doc');
    if (raw.type !== 'doc') throw new Refused('shape', 'doc', raw.type);
    const seen = new Set<string>();
    const takeId: TakeId = (attrs, path) => {
      if (!isBlockId(attrs.id)) throw new Refused('missing-id', path, attrs.id ?? 'none');
      if (seen.has(attrs.id)) throw new Refused('duplicate-id', path, attrs.id);
      seen.add(attrs.id);
      return attrs.id;
    };
    const content = children(raw, 'doc').map((block, i) => readBlock(block, takeId, `content[${i}]`));
    return { type: 'doc', content };
  });
}

/** Longest key of a value, in characters; those in use take some tens. */
const MAX_KEY_LENGTH = 200;

const BEARS_ID: ReadonlySet<string> = new Set([...TEXT_BLOCKS, 'sautPage', 'image', 'table']);

const fieldSchema = z.object({
  type: z.enum(['texte', 'date', 'entier', 'montant', 'enum', 'booleen', 'reference']),
  libelle: z.string(),
  valeur: z.string().nullable(),
});

/** @returns whether `value` may be written in `champs`, under a key that a reader can name */
export function isField(key: string, value: unknown): boolean {
  return (
    key !== '' && key.length <= MAX_KEY_LENGTH && key !== '__proto__' && fieldSchema.safeParse(value).success
  );
}

const ANY_ID = '000000000000' as BlockId;
const ALIGNMENTS: readonly unknown[] = [null, 'left', 'right', 'center'];

/** What reading gives of the attributes of a node; those that the node has not are absent. */
function attributeAsRead(node: string, attrs: Raw): Raw {
  if (isTextBlock(node)) return READ_ATTRS[node](attrs, ANY_ID);
  const inCell = [{ type: 'alinea', attrs: { id: ANY_ID } }];
  switch (node) {
    case 'tableCell':
    case 'tableHeader':
      return readCell({ type: node, attrs, content: inCell }, () => ANY_ID, node).attrs;
    case 'image':
      return { src: readImage(attrs.src), alt: readText(attrs.alt) };
    case 'variable':
    case 'renvoi':
    case 'appelNote': {
      const inline = readInline({ type: node, attrs }, node);
      return 'attrs' in inline ? inline.attrs : {};
    }
    default:
      return {};
  }
}

/**
 * Whether an attribute may be written: reading it must give back the same value, so that what is stored needs no
 * mending. `null` stands for an attribute that is not set where the schema allows it.
 * @param node name of a node of the schema
 */
export function isAttributeValue(node: string, name: string, value: unknown): boolean {
  if (name === 'id') return BEARS_ID.has(node) && isBlockId(value);
  if (name === 'align' && node.startsWith('table'))
    return node !== 'table' && node !== 'tableRow' && ALIGNMENTS.includes(value);
  const read = attributeAsRead(node, { [name]: value });
  if (!Object.hasOwn(read, name)) return false;
  return Array.isArray(value) ? JSON.stringify(read[name]) === JSON.stringify(value) : read[name] === value;
}

/** @returns the attributes of a heading or an item as a reader takes them, whatever the shared document holds */
export function mendAttrs<Name extends 'intitule' | 'item'>(
  name: Name,
  attrs: BlockAttrs[Name],
): BlockAttrs[Name] {
  return READ_ATTRS[name]({ ...attrs }, attrs.id);
}

/**
 * Reads `champs`.
 * @param json key → FieldValue, unknown
 * @returns the fields, or the key that is not one (`bad-field`)
 */
export function parseFields(json: unknown): Result<Fields, DocumentProblem> {
  return attempt(() =>
    Object.fromEntries(
      Object.entries(requireRecord(json, 'champs')).map(([key, value]) => {
        const field = fieldSchema.safeParse(value);
        if (!field.success)
          throw new Refused('bad-field', `champs.${key}`, field.error.issues[0]?.message ?? '');
        return [key, field.data];
      }),
    ),
  );
}

/**
 * Reads a whole act's content, as a version stores it.
 * @param json `{ document, champs }`, unknown
 * @returns the content, or the first problem met
 */
export function parseContent(json: unknown): Result<ActContent, DocumentProblem> {
  const raw = asRecord(json);
  const document = parseDocument(raw.document);
  if (!document.ok) return document;
  const champs = parseFields(raw.champs);
  return champs.ok ? ok({ document: document.value, champs: champs.value }) : champs;
}
