import type { ActContent, BlockJson, DocumentJson, Fields, InlineJson, TableJson } from './model.ts';
import { computeNumbers, type Numbering } from './numbering.ts';
import { printReference } from './references.ts';
import { printVariable } from './variables.ts';

/** How footnote calls and the notes themselves show their number: « ¹ », « (1) », « [1] » or « [^1] ». */
export type NoteStyle = 'exposant' | 'parentheses' | 'crochets' | 'markdown';

/** All that printing needs, computed once for a document. */
export interface PrintContext {
  readonly document: DocumentJson;
  readonly champs: Fields;
  readonly numbering: Numbering;
  readonly notes: NoteStyle;
}

/**
 * Prepares printing.
 * @param content the whole act, since numbers depend on all of it
 * @param options `notes`: how footnote numbers show, superscript digits by default
 */
export function printContext(
  content: ActContent,
  options: { readonly notes?: NoteStyle } = {},
): PrintContext {
  return {
    document: content.document,
    champs: content.champs,
    numbering: computeNumbers(content.document, content.champs),
    notes: options.notes ?? 'exposant',
  };
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function noteMark(noteId: string | null, ctx: PrintContext): string {
  const number = noteId === null ? undefined : ctx.numbering.notes.get(noteId);
  const digits = number === undefined ? '*' : String(number);
  switch (ctx.notes) {
    case 'exposant':
      return digits.replace(/\d/g, (digit) => SUPERSCRIPT[Number(digit)] ?? digit);
    case 'parentheses':
      return `(${digits})`;
    case 'crochets':
      return `[${digits}]`;
    case 'markdown':
      return `[^${digits}]`;
  }
}

/**
 * Prints a run of inline content: variables, cross-references and note calls in words, marks left out.
 * @returns one or more lines, a hard break being `\n`
 */
export function plainInline(content: readonly InlineJson[] | undefined, ctx: PrintContext): string {
  let text = '';
  for (const inline of content ?? []) {
    switch (inline.type) {
      case 'text':
        text += inline.text;
        break;
      case 'hardBreak':
        text += '\n';
        break;
      case 'variable':
        text += printVariable(ctx.champs, inline.attrs.chemin, inline.attrs.format);
        break;
      case 'renvoi': {
        const { cible, format, libelle } = inline.attrs;
        text += printReference(ctx.document, ctx.numbering, cible, format, libelle).text;
        break;
      }
      case 'appelNote':
        text += noteMark(inline.attrs.noteId, ctx);
        break;
    }
  }
  return text;
}

/** @returns the text of a block without its number or marker; "" for a table, a picture or a page break */
export function printInline(block: BlockJson, ctx: PrintContext): string {
  return 'content' in block && block.type !== 'table' ? plainInline(block.content, ctx) : '';
}

function join(mark: string, text: string): string {
  if (mark === '' || text === '') return (mark + text).trimEnd();
  return /\s$/.test(mark) ? mark + text : `${mark} ${text}`;
}

function printTable(table: TableJson, ctx: PrintContext): string {
  return table.content
    .map((row) =>
      row.content.map((cell) => cell.content.map((block) => printBlock(block, ctx)).join(' ')).join(' | '),
    )
    .join('\n');
}

/**
 * Prints one block as it reads on paper, its number or marker included.
 * @param previous the block before it, so that only the first alinéa of a note bears its number
 * @returns its lines; "" for what prints nothing (a page break, an empty line)
 */
export function printBlock(block: BlockJson, ctx: PrintContext, previous?: BlockJson): string {
  switch (block.type) {
    case 'intitule':
      return join(ctx.numbering.headings.get(block.attrs.id)?.printed ?? '', printInline(block, ctx));
    case 'item': {
      const marker = ctx.numbering.items.get(block.attrs.id) ?? block.attrs.marqueur;
      return '  '.repeat(block.attrs.niveau - 1) + join(marker, printInline(block, ctx));
    }
    case 'note': {
      const { noteId } = block.attrs;
      const goesOn = previous?.type === 'note' && noteId !== null && previous.attrs.noteId === noteId;
      return goesOn ? printInline(block, ctx) : join(noteMark(noteId, ctx), printInline(block, ctx));
    }
    case 'table':
      return printTable(block, ctx);
    case 'image':
      return block.attrs.alt;
    case 'sautPage':
      return '';
    default:
      return printInline(block, ctx);
  }
}

/**
 * The whole text of an act as printed: numbers, markers, notes, variables and cross-references in words.
 * @returns blocks separated by a blank line, items of one list by a line end; a table row is `cell | cell`
 */
export function printDocument(content: ActContent, options: { readonly notes?: NoteStyle } = {}): string {
  const ctx = printContext(content, options);
  let text = '';
  let before: BlockJson | undefined;
  let printedBefore: BlockJson | undefined;
  for (const block of content.document.content) {
    const printed = printBlock(block, ctx, before);
    before = block;
    if (printed.trim() === '') continue;
    if (printedBefore !== undefined)
      text += printedBefore.type === 'item' && block.type === 'item' ? '\n' : '\n\n';
    text += printed;
    printedBefore = block;
  }
  return text;
}
