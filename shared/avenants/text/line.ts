import type { BlockJson, InlineJson, TextBlockJson } from '#shared/document/model.ts';
import { printReference } from '#shared/document/references.ts';
import { type PrintContext, plainInline } from '#shared/document/text.ts';

/** Stands in a line's text for the call of a footnote, which no quotation can hold. */
export const NOTE_CALL = '\ufffc';

/** One piece of a line: its inline, and where it reads in the line's text. */
interface LinePart {
  readonly inline: InlineJson;
  readonly from: number;
  readonly to: number;
}

/** A line as it reads, without its number or marker: variables and cross-references in words. */
export interface LineText {
  readonly text: string;
  readonly parts: readonly LinePart[];
}

/** A reference whose target left the text reads as it did (rule E2). */
function wordsOf(inline: InlineJson, ctx: PrintContext): string {
  if (inline.type !== 'renvoi' || inline.attrs.libelle === '') return plainInline([inline], ctx);
  const { cible, format, libelle } = inline.attrs;
  return printReference(ctx.document, ctx.numbering, cible, format).broken
    ? libelle
    : plainInline([inline], ctx);
}

/** @returns how a run of inline content reads, and which inline each sign comes from */
export function lineText(content: readonly InlineJson[] | undefined, ctx: PrintContext): LineText {
  let text = '';
  const parts = (content ?? []).map((inline): LinePart => {
    const from = text.length;
    text += inline.type === 'appelNote' ? NOTE_CALL : wordsOf(inline, ctx);
    return { inline, from, to: text.length };
  });
  return { text, parts };
}

/** @returns true for a block that holds a run of words */
export const isTextBlock = (block: BlockJson | undefined): block is TextBlockJson =>
  block !== undefined && block.type !== 'table' && block.type !== 'image' && block.type !== 'sautPage';

/** @returns true for what no reader counts as a line: a page break, an empty alinéa (rule A3 of the document) */
export function isBlank(block: BlockJson): boolean {
  if (block.type === 'sautPage') return true;
  if (!isTextBlock(block) || block.type === 'intitule') return false;
  return (block.content ?? []).every(
    (inline) => inline.type === 'hardBreak' || (inline.type === 'text' && inline.text.trim() === ''),
  );
}
