import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type {
  ActContent,
  BlockJson,
  DocumentJson,
  Fields,
  InlineJson,
  MarkJson,
  TableCellJson,
  TextBlockJson,
} from './model.ts';
import { documentSchema } from './schema/index.ts';
import { isWorkingField } from './variables.ts';

/** Rule C3: the order of marks on one text. Adding a mark adds it at the end. */
const MARK_ORDER = [
  'bold',
  'italic',
  'underline',
  'strike',
  'superscript',
  'link',
  'terme',
  'referenceExterne',
] as const satisfies readonly MarkJson['type'][];

/** Rule C2: NFC, and a lone surrogate (which UTF-8 can't hold) becomes U+FFFD, as Yjs and files make it. */
const canonicalText = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd').normalize('NFC');

function canonicalMark(mark: MarkJson): MarkJson {
  switch (mark.type) {
    case 'link':
      return { type: 'link', attrs: { href: canonicalText(mark.attrs.href) } };
    case 'terme':
      return {
        type: 'terme',
        attrs: { defId: canonicalText(mark.attrs.defId), genre: mark.attrs.genre },
      };
    case 'referenceExterne':
      return { type: 'referenceExterne', attrs: { ref: canonicalText(mark.attrs.ref) } };
    default:
      return { type: mark.type };
  }
}

function canonicalMarks(marks: readonly MarkJson[] | undefined): readonly MarkJson[] {
  if (marks === undefined || marks.length === 0) return [];
  return MARK_ORDER.flatMap((type) => {
    const mark = marks.find((one) => one.type === type);
    return mark === undefined ? [] : [canonicalMark(mark)];
  });
}

function canonicalAtom(inline: Exclude<InlineJson, { type: 'text' }>): InlineJson {
  switch (inline.type) {
    case 'hardBreak':
      return { type: 'hardBreak' };
    case 'variable':
      return {
        type: 'variable',
        attrs: { chemin: canonicalText(inline.attrs.chemin), format: inline.attrs.format },
      };
    case 'renvoi':
      return {
        type: 'renvoi',
        attrs: {
          cible: canonicalText(inline.attrs.cible),
          format: inline.attrs.format,
          libelle: canonicalText(inline.attrs.libelle),
        },
      };
    case 'appelNote':
      return { type: 'appelNote', attrs: { noteId: canonicalText(inline.attrs.noteId) } };
  }
}

function canonicalInlines(content: readonly InlineJson[] | undefined): readonly InlineJson[] {
  const result: InlineJson[] = [];
  let text = '';
  let marks: readonly MarkJson[] = [];
  let marksKey = '';
  const flush = () => {
    const value = canonicalText(text);
    if (value !== '') result.push({ type: 'text', text: value, ...(marks.length > 0 ? { marks } : {}) });
    text = '';
  };
  for (const inline of content ?? []) {
    if (inline.type !== 'text') {
      flush();
      result.push(canonicalAtom(inline));
      continue;
    }
    if (inline.text === '') continue;
    const own = canonicalMarks(inline.marks);
    const key = own.length === 0 ? '' : JSON.stringify(own);
    if (key !== marksKey) flush();
    text += inline.text;
    marks = own;
    marksKey = key;
  }
  flush();
  return result;
}

function canonicalAttrs<Attrs extends object>(attrs: Attrs): Attrs {
  return Object.fromEntries(
    Object.entries(attrs).map(([name, value]) => [
      name,
      typeof value === 'string' ? canonicalText(value) : value,
    ]),
  ) as Attrs;
}

function canonicalTextBlock<Block extends TextBlockJson>(block: Block): Block {
  const content = canonicalInlines(block.content);
  const { type, attrs } = block;
  return { type, attrs: canonicalAttrs(attrs), ...(content.length > 0 ? { content } : {}) } as Block;
}

function canonicalCell(cell: TableCellJson): TableCellJson {
  return { type: cell.type, attrs: cell.attrs, content: cell.content.map(canonicalTextBlock) };
}

function canonicalBlock(block: BlockJson): BlockJson {
  switch (block.type) {
    case 'table':
      return {
        type: 'table',
        attrs: { id: block.attrs.id },
        content: block.content.map((row) => ({ type: row.type, content: row.content.map(canonicalCell) })),
      };
    case 'sautPage':
      return { type: 'sautPage', attrs: { id: block.attrs.id } };
    case 'image':
      return { type: 'image', attrs: canonicalAttrs(block.attrs) };
    default:
      return canonicalTextBlock(block);
  }
}

function canonicalFields(champs: Fields): Fields {
  const entries = Object.entries(champs).map(([key, field]) => {
    const { type, libelle, valeur } = field;
    const value = {
      type,
      libelle: canonicalText(libelle),
      valeur: valeur === null ? null : canonicalText(valeur),
    };
    return [canonicalText(key), value] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/**
 * The canonical form of a content (rules C1 to C6 of RULES.md): same text and same structure, one writing.
 * It is a fixed point of itself and survives a stay in a Y.Doc. Attributes are explicit here; they are left out
 * of {@link canonicalJson} where they hold the schema's default.
 */
export function canonicalContent(content: ActContent): ActContent {
  const document: DocumentJson = { type: 'doc', content: content.document.content.map(canonicalBlock) };
  return { document, champs: canonicalFields(content.champs) };
}

/** Default of every attribute, by node or mark name; an attribute that holds it is not written (rule C1). */
const DEFAULTS: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map(
  [...Object.values(documentSchema.nodes), ...Object.values(documentSchema.marks)].map((type) => [
    type.name,
    Object.fromEntries(
      Object.entries(type.spec.attrs ?? {}).map(([name, attribute]) => [name, attribute.default]),
    ),
  ]),
);

/** JSON with sorted keys and without defaults; arrays keep their order. */
function stableJson(value: unknown, defaults?: Readonly<Record<string, unknown>>): string {
  if (Array.isArray(value)) return `[${value.map((one) => stableJson(one)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Readonly<Record<string, unknown>>;
  const typeName = typeof record.type === 'string' ? record.type : '';
  const parts: string[] = [];
  for (const key of Object.keys(record).sort()) {
    const one = record[key];
    if (one === undefined || (defaults !== undefined && one === defaults[key])) continue;
    const json = stableJson(one, key === 'attrs' ? DEFAULTS.get(typeName) : undefined);
    if (key === 'attrs' && json === '{}') continue;
    parts.push(`${JSON.stringify(key)}:${json}`);
  }
  return `{${parts.join(',')}}`;
}

/**
 * @returns the canonical form as JSON, byte for byte the same for the same wording; what an act keeps beside its text
 *   (rule V8) is no part of it
 */
export function canonicalJson(content: ActContent): string {
  const { document, champs } = canonicalContent(content);
  const printed = Object.entries(champs).filter(([key]) => !isWorkingField(key));
  return stableJson({ document, champs: Object.fromEntries(printed) });
}

const hashOf = (json: string): string => bytesToHex(sha256(utf8ToBytes(json)));

/** @returns SHA-256, in hexadecimal, of {@link canonicalJson}: the name of a wording, block ids included */
export function contentHash(content: ActContent): string {
  return hashOf(canonicalJson(content));
}

/** What a block carries for the tool, not for the reader. */
const NOT_WORDING: ReadonlySet<string> = new Set(['id', 'aVerifier', 'famille', 'clause']);

function withoutId(block: BlockJson): object {
  const attrs = Object.fromEntries(Object.entries(block.attrs).filter(([name]) => !NOT_WORDING.has(name)));
  if (block.type !== 'table') return { ...block, attrs };
  const content = block.content.map((row) => ({
    ...row,
    content: row.content.map((cell) => ({ ...cell, content: cell.content.map(withoutId) })),
  }));
  return { ...block, attrs, content };
}

/**
 * Names the wording of some blocks whatever their ids, so that the same clause typed twice has one name.
 * Ids inside the text (targets of cross-references, notes) stay, since they are part of what it says.
 * @returns SHA-256 in hexadecimal
 */
export function wordingHash(blocks: readonly BlockJson[]): string {
  return hashOf(stableJson(blocks.map((block) => withoutId(canonicalBlock(block)))));
}
