import type { BlockJson } from '#shared/document/model.ts';
import { blockIdsFrom, type MakeBlockId } from '#shared/kernel/ids.ts';
import { blocksOf, CELL_BREAK, type LineContext } from '../lines.ts';
import type { QuotedLine } from '../model.ts';
import { isBlank, NOTE_CALL } from '../text/line.ts';
import { survivesQuoting } from '../text/quotes.ts';
import { type Reader, readKeys, readLines } from '../text/reading.ts';
import { Inexpressible } from './refusals.ts';

/** @returns words fit to stand in a quotation: on one line; refused when they can't be quoted */
export function quotable(text: string): string {
  if (text.includes(NOTE_CALL)) throw new Inexpressible('note-call');
  if (!survivesQuoting(text)) throw new Inexpressible('quotes');
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

/** @returns the text of each cell of a row, whose alinéas are parted as rule G12 says */
export function cellsOf(
  row: Extract<BlockJson, { type: 'table' }>['content'][number],
  reader: Reader,
): readonly string[] {
  return row.content.map((cell) => {
    if (cell.attrs.colspan !== 1 || cell.attrs.rowspan !== 1) throw new Inexpressible('table');
    const lines = cell.content.filter((block) => !isBlank(block));
    return lines
      .map((block) => quotable(`${reader.markOf(block)} ${reader.textOf(block).text}`))
      .map((text) => {
        if (text.includes('|') || text.includes(CELL_BREAK)) throw new Inexpressible('table');
        return text;
      })
      .join(CELL_BREAK);
  });
}

/** @returns a block as a quoted line, its number or marker before its words */
function quoteBlock(block: BlockJson, reader: Reader): QuotedLine {
  switch (block.type) {
    case 'table':
      return { kind: 'table', rows: block.content.map((row) => cellsOf(row, reader)) };
    case 'image':
      throw new Inexpressible('image');
    case 'note':
    case 'sautPage':
      throw new Inexpressible('note');
    case 'visa':
      throw new Inexpressible('visa');
    case 'cloture':
    case 'signataire':
      throw new Inexpressible('closing');
    default: {
      const mark = reader.markOf(block);
      const joint = mark === '' || /\s$/.test(mark) ? '' : ' ';
      return { kind: 'text', text: quotable(mark + joint + reader.textOf(block).text) };
    }
  }
}

const counting = (): MakeBlockId => {
  let state = 0;
  return blockIdsFrom(() => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  });
};

/**
 * Quotes new text, if reading the quotation gives it back (rule R2 of RULES.md).
 * @param blocks of the edited text; `edited` its reader; `context` as the instruction will be carried out
 * @throws Inexpressible when a line would be read as another kind of line, or can't be quoted
 */
export function quoteBlocks(
  blocks: readonly BlockJson[],
  edited: Reader,
  context: Omit<LineContext, 'makeId'>,
): readonly QuotedLine[] {
  const written = blocks.filter((block) => !isBlank(block));
  const lines = written.map((block) => quoteBlock(block, edited));
  const read = blocksOf(lines, { ...context, makeId: counting() });
  const content = { document: { type: 'doc' as const, content: read }, champs: {} };
  const [found, wanted] = [readLines(content), readKeys(edited.content)];
  written.forEach((block, rank) => {
    if (wanted.get(block.attrs.id) === found[rank]?.key) return;
    throw new Inexpressible(
      block.type === 'intitule' && edited.markOf(block) === '' ? 'unnumbered' : 'level',
    );
  });
  return lines;
}
