import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ActContent, BlockJson, TableCellJson, TableJson } from '#shared/document/model.ts';
import { type PrintContext, printContext } from '#shared/document/text.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { folded } from './fold.ts';
import { isBlank, isTextBlock, type LineText, lineText } from './line.ts';

/** A content with all that reading it needs, computed once: a content never changes. */
export interface Reader {
  readonly content: ActContent;
  readonly ctx: PrintContext;
  /** @returns the words of a block or of a cell's block; no text for a table, a picture or a page break */
  readonly textOf: (block: BlockJson) => LineText;
  /** @returns the number or marker before the words, "" for none */
  readonly markOf: (block: BlockJson) => string;
  readonly indexOf: ReadonlyMap<BlockId, number>;
}

const readers = new WeakMap<ActContent, Reader>();

/** Words of blocks that read the same in whatever text they stand: no variable, no cross-reference in them. */
const plainTexts = new WeakMap<BlockJson, LineText>();

function isPlain(block: BlockJson): boolean {
  if (block.type === 'table')
    return block.content.every((row) =>
      row.content.every((cell) => cell.content.every((one) => one.type !== 'item' && isPlain(one))),
    );
  return (
    isTextBlock(block) &&
    (block.content ?? []).every(({ type }) => type === 'text' || type === 'hardBreak' || type === 'appelNote')
  );
}

function textIn(block: BlockJson, ctx: PrintContext): LineText {
  const known = plainTexts.get(block);
  if (known !== undefined) return known;
  const text = lineText(isTextBlock(block) ? block.content : undefined, ctx);
  if (isPlain(block)) plainTexts.set(block, text);
  return text;
}

function makeReader(content: ActContent): Reader {
  const ctx = printContext(content);
  const texts = new Map<BlockJson, LineText>();
  const textOf = (block: BlockJson): LineText => {
    const known = texts.get(block) ?? textIn(block, ctx);
    texts.set(block, known);
    return known;
  };
  const markOf = (block: BlockJson): string => {
    if (block.type === 'intitule') return ctx.numbering.headings.get(block.attrs.id)?.printed ?? '';
    if (block.type === 'item') return ctx.numbering.items.get(block.attrs.id) ?? block.attrs.marqueur;
    return '';
  };
  const indexOf = new Map(content.document.content.map((block, index) => [block.attrs.id, index]));
  return { content, ctx, textOf, markOf, indexOf };
}

/** @returns the reader of a content */
export function readerOf(content: ActContent): Reader {
  const known = readers.get(content) ?? makeReader(content);
  readers.set(content, known);
  return known;
}

/** One line as rule E1 of RULES.md compares it. */
export interface ReadLine {
  readonly id: BlockId;
  readonly key: string;
}

/** Rule G15: what ends an item is derived, so it is not read. */
export const withoutListEnd = (text: string): string =>
  /[;,.]$/.test(text) ? text.slice(0, -1).trimEnd() : text;

function cellKey(cell: TableCellJson, reader: Reader): string {
  const span = `${cell.attrs.colspan}x${cell.attrs.rowspan}`;
  const lines = cell.content
    .filter((block) => !isBlank(block))
    .map((block) => folded(`${reader.markOf(block)} ${reader.textOf(block).text}`));
  return `${span === '1x1' ? '' : `${span}:`}${lines.join(' / ')}`;
}

const tableKey = (table: TableJson, reader: Reader): string =>
  table.content.map((row) => row.content.map((cell) => cellKey(cell, reader)).join(' | ')).join('\n');

/** Keys of blocks that are plain words, under the mark that they had. */
const plainKeys = new WeakMap<BlockJson, { readonly mark: string; readonly key: string }>();

function keyOf(block: BlockJson, reader: Reader): string {
  const mark = reader.markOf(block);
  const before = plainKeys.get(block);
  if (before?.mark === mark) return before.key;
  const key = keyAnew(block, reader);
  if (isPlain(block)) plainKeys.set(block, { mark, key });
  return key;
}

function keyAnew(block: BlockJson, reader: Reader): string {
  switch (block.type) {
    case 'intitule':
      return `# ${block.attrs.niveau} ${block.attrs.genre} ${folded(`${reader.markOf(block)} ${reader.textOf(block).text}`)}`;
    case 'item':
      return `- ${block.attrs.niveau} ${folded(reader.markOf(block))} ${folded(withoutListEnd(reader.textOf(block).text))}`;
    case 'table':
      return `| ${tableKey(block, reader)}`;
    case 'image':
      return `! ${block.attrs.src} ${folded(block.attrs.alt)}`;
    case 'sautPage':
      return '';
    case 'alinea':
    case 'considerant':
      return `p ${folded(reader.textOf(block).text)}`;
    default:
      return `${block.type} ${folded(reader.textOf(block).text)}`;
  }
}

const known = new WeakMap<ActContent, readonly ReadLine[]>();

/** @returns the lines of a content as they are compared: blank ones and page breaks left out; computed once for it */
export function readLines(content: ActContent): readonly ReadLine[] {
  const before = known.get(content);
  if (before !== undefined) return before;
  const reader = readerOf(content);
  const lines = content.document.content
    .filter((block) => !isBlank(block))
    .map((block) => ({ id: block.attrs.id, key: keyOf(block, reader) }));
  known.set(content, lines);
  return lines;
}

const keys = new WeakMap<ActContent, ReadonlyMap<BlockId, string>>();

/** @returns how each line of a content is compared, by the id of its block; computed once for it */
export function readKeys(content: ActContent): ReadonlyMap<BlockId, string> {
  const found = keys.get(content) ?? new Map(readLines(content).map(({ id, key }) => [id, key]));
  keys.set(content, found);
  return found;
}

/** @returns true when two contents read the same (rule E1): what their {@link readingHash} says, without computing it */
export function readsTheSame(one: ActContent, other: ActContent): boolean {
  const [a, b] = [readLines(one), readLines(other)];
  return a.length === b.length && a.every(({ key }, rank) => key === b[rank]?.key);
}

/**
 * Names what an act says, whatever its ids, typography and formatting (rule E1 of RULES.md).
 * @returns SHA-256 in hexadecimal
 */
export const readingHash = (content: ActContent): string =>
  bytesToHex(
    sha256(
      utf8ToBytes(
        readLines(content)
          .map(({ key }) => key)
          .join('\n'),
      ),
    ),
  );
