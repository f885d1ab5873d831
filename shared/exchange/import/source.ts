import type { InlineJson } from '#shared/document/model.ts';
import { cleanSource, readLines } from './lines.ts';
import { markdownNoteIds, type NotedText, takeNotes } from './notes.ts';
import { type Piece, readPieces } from './pieces.ts';

/** @returns the pieces and footnotes of a source */
export function readSource(source: string): NotedText {
  const lines = readLines(cleanSource(source));
  const ids = markdownNoteIds(lines.filter((line) => line.kind === 'note').map((line) => line.marker));
  return takeNotes(
    readPieces(lines, (label) => ids.get(label) ?? null),
    ids,
  );
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raise = (n: number): string => String(n).replace(/\d/g, (digit) => SUPERSCRIPT[Number(digit)] ?? digit);

/** @returns the letters of a run, note calls as raised numbers */
function printRun(inlines: readonly InlineJson[], numbers: ReadonlyMap<string, number>): string {
  let text = '';
  for (const inline of inlines) {
    if (inline.type === 'text') text += inline.text;
    else if (inline.type === 'hardBreak') text += '\n';
    else if (inline.type === 'appelNote') text += raise(numbers.get(inline.attrs.noteId) ?? 0);
  }
  return text;
}

/** @returns the words of one piece as they read on paper */
export function printPiece(piece: Piece, numbers: ReadonlyMap<string, number>): string {
  if (piece.kind === 'table')
    return piece.rows.map((row) => row.map((cell) => printRun(cell, numbers)).join(' | ')).join('\n');
  const text = printRun(piece.inlines, numbers);
  return piece.kind === 'bullet' ? `${piece.marker} ${text}` : text;
}

/** Note numbers as they will print: the order of the calls. */
export function noteNumbers(text: NotedText): ReadonlyMap<string, number> {
  return new Map(text.notes.map((note, index) => [note.noteId, index + 1]));
}

/** @returns the words of a source already read; see {@link sourceText} */
export function printSource(text: NotedText): string {
  const numbers = noteNumbers(text);
  const body = text.pieces.map((piece) => printPiece(piece, numbers));
  const notes = text.notes.map(
    (note, index) => `${raise(index + 1)} ${note.paragraphs.map((one) => printRun(one, numbers)).join('\n')}`,
  );
  return [...body, ...notes].filter((one) => one.trim() !== '').join('\n\n');
}

/**
 * The words of a source, without its Markdown syntax: emphasis, heading marks, link targets, table pipes, rules.
 * List markers and numbers are words. Footnotes, wherever the source has them, come last with their number.
 * @param source text or Markdown
 */
export function sourceText(source: string): string {
  return printSource(readSource(source));
}

const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;
const RAISED = /[⁰¹²³⁴-⁹]/g;
/** A space is significant only between two letters or digits. */
const LOOSE_SPACE = / (?=[^\p{L}\p{N}])|(?<=[^\p{L}\p{N}]) /gu;

/**
 * What two texts have in common when no word, number or sign differs: composed letters, spaces (of any kind, line
 * ends included) kept only between two words, invisible characters and table pipes left out.
 */
export function normaliseImported(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(RAISED, (char) => String(SUPERSCRIPT.indexOf(char)))
    .replaceAll('|', ' ')
    .replace(/\s+/g, ' ')
    .replace(LOOSE_SPACE, '')
    .trim();
}
