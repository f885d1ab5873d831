import type { PrintBlock, PrintModel, PrintNote, PrintRun } from './model.ts';

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** @returns a number in superscript digits: « ¹² » */
const superscript = (number: number): string =>
  String(number).replace(/\d/g, (digit) => SUPERSCRIPT[Number(digit)] ?? digit);

/** @returns the words of some runs, a note call being superscript digits and a line end `lineEnd` */
export function plainRuns(runs: readonly PrintRun[], lineEnd = '\n'): string {
  return runs
    .map((run) => {
      if (run.type === 'saut') return lineEnd;
      return run.type === 'appel' ? superscript(run.number) : run.text;
    })
    .join('');
}

/** Words between parties longer than that are a sentence, set as the text is. */
export const SHORT_LIAISON = 24;

/** @returns a number or a marker and the words after it, with one space between unless the mark brings its own */
function withMark(mark: string, text: string): string {
  if (mark === '' || text === '') return (mark + text).trimEnd();
  return /\s$/.test(mark) ? mark + text : `${mark} ${text}`;
}

/** @returns what stands before a note: its number, or an asterisk when nobody calls it */
const noteMark = ({ number }: Pick<PrintNote, 'number'>): string =>
  number === null ? '*' : superscript(number);

/** @returns one block as it reads on paper, its number or marker included; "" for what prints nothing */
export function printedBlock(block: PrintBlock): string {
  switch (block.type) {
    case 'intitule':
      return withMark(block.printed, plainRuns(block.runs));
    case 'item':
      return '  '.repeat(block.niveau - 1) + withMark(block.marker, plainRuns(block.runs));
    case 'note':
      return block.marked ? withMark(noteMark(block), plainRuns(block.runs)) : plainRuns(block.runs);
    case 'table':
      return block.rows
        .map((row) => row.map((cell) => cell.blocks.map(printedBlock).join(' ')).join(' | '))
        .join('\n');
    case 'image':
      return block.alt;
    case 'sautPage':
      return '';
    default:
      return plainRuns(block.runs);
  }
}

/**
 * The whole text of a model, as `printDocument` of shared/document prints the act it was built from: what every
 * writer's file must read.
 * @returns blocks separated by a blank line, items of one list by a line end; a table row is `cell | cell`
 */
export function printedText(model: PrintModel): string {
  let text = '';
  let before: PrintBlock | undefined;
  for (const block of model.blocks) {
    const printed = printedBlock(block);
    if (printed.trim() === '') continue;
    if (before !== undefined) text += before.type === 'item' && block.type === 'item' ? '\n' : '\n\n';
    text += printed;
    before = block;
  }
  return text;
}

/** @returns a model as plain text: one line that says which text it is, then its words */
export function writeText(model: PrintModel): string {
  const { mention, title, version, date, hash } = model.edition;
  const head = [mention, title, version, date, `empreinte SHA-256\u00a0: ${hash}`].filter(
    (part) => part !== null && part !== '',
  );
  return `${head.join(' · ')}\n\n${printedText(model)}\n`;
}
