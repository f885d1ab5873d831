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
const LETTER = /^[\p{L}\p{N}]$/u;
const asciiLetter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const letters = new Map<number, boolean>();

/** @returns true for a letter or a digit; a text has few different signs, so that each is looked up once */
function isLetter(code: number): boolean {
  if (code < 128) return asciiLetter(code);
  const known = letters.get(code);
  if (known !== undefined) return known;
  const letter = LETTER.test(String.fromCodePoint(code));
  letters.set(code, letter);
  return letter;
}

function lastCode(word: string): number {
  const code = word.charCodeAt(word.length - 1);
  return code >= 0xdc00 && code <= 0xdfff && word.length > 1
    ? (word.codePointAt(word.length - 2) ?? code)
    : code;
}

/**
 * What two texts have in common when no word, number or sign differs: composed letters, spaces (of any kind, line
 * ends included) kept only between two words, invisible characters and table pipes left out.
 */
export function normaliseImported(text: string): string {
  const words = text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(RAISED, (char) => String(SUPERSCRIPT.indexOf(char)))
    .split(/[\s|]+/u);
  let result = '';
  let before = -1;
  for (const word of words) {
    if (word === '') continue;
    // A space is significant only between two letters or digits.
    if (before !== -1 && isLetter(before) && isLetter(word.codePointAt(0) ?? 0)) result += ' ';
    result += word;
    before = lastCode(word);
  }
  return result;
}

const WORDS = /[^\s|\u00AD\u200B-\u200F\u2060\uFEFF]/u;

/** @returns true when {@link normaliseImported} leaves nothing of a text */
export const isWordless = (text: string): boolean => !WORDS.test(text);
