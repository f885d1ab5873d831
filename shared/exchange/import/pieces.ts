import { parseInline } from '#shared/document/markdown-inline.ts';
import type { InlineJson } from '#shared/document/model.ts';
import { collapseSpaces, lettersOf, whollyMarked } from './inline-text.ts';
import type { Line } from './lines.ts';
import { signatureLine } from './signature-line.ts';
import { measureWrap, wrapsInto } from './wrap.ts';

/** What one piece of the source is before its role in the act is known. */
type PieceKind = 'text' | 'bullet' | 'heading' | 'rule' | 'pageBreak' | 'table' | 'note';

/** A logical line: what stood on one line, or was broken over several only by the page's width. */
export interface Piece {
  /** First line in the source, from 1. */
  readonly line: number;
  readonly kind: PieceKind;
  readonly inlines: readonly InlineJson[];
  /** The letters of `inlines`, spaces collapsed. */
  readonly plain: string;
  /** Pieces of one chunk have no blank line between them. */
  readonly chunk: number;
  /** Blank lines just before. */
  readonly blanks: number;
  readonly indent: number;
  /** Heading level, else 0. */
  readonly level: number;
  /** The bullet, or the label of a note. */
  readonly marker: string;
  /** Its author wanted the line to end there and the paragraph to go on. */
  readonly hardBreak: boolean;
  /** Columns of the line (signatures side by side, cells between tabs), when there are several. */
  readonly columns: readonly { readonly at: number; readonly text: string }[];
  /** True when the columns are separated by tabs. */
  readonly tabbed: boolean;
  /** Rows of a table; the first is a heading row when `headed`. */
  readonly rows: readonly (readonly (readonly InlineJson[])[])[];
  readonly headed: boolean;
  readonly strong: boolean;
  readonly caps: boolean;
  /** Why it belongs to the pages of the source and not to its text (rule L9); null when it does not. */
  readonly furniture: string | null;
}

const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A small letter that is not of « 1er ». */
const SMALL_LETTER = /(?<![\d\p{Ll}])\p{Ll}/u;

function isCaps(text: string): boolean {
  if (SMALL_LETTER.test(text)) return false;
  const letters = text.replace(/\d{1,4}\s?(?:er|ère|ème|e)\b/g, '').replace(/[^\p{L}]/gu, '');
  return letters.length > 2 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

interface Draft {
  readonly first: Line;
  readonly last: Line;
  readonly texts: string[];
}

/** Builds pieces line by line. */
class PieceReader {
  readonly pieces: Piece[] = [];
  private chunk = 0;
  private blanks = 0;
  private draft: { first: Line; last: Line; texts: string[] } | null = null;
  private rows: Line[] = [];

  private readonly wrap: number | null;
  private readonly noteId: (label: string) => string | null;

  constructor(wrap: number | null, noteId: (label: string) => string | null) {
    this.wrap = wrap;
    this.noteId = noteId;
  }

  take(line: Line): void {
    if (line.kind === 'row') {
      this.endDraft();
      this.rows.push(line);
      return;
    }
    this.endTable();
    if (line.furniture !== null) {
      this.endDraft();
      this.chunk += 1;
      this.push({ first: line, last: line, texts: [line.text] });
      this.chunk += 1;
      return;
    }
    switch (line.kind) {
      case 'syntax':
        this.endDraft();
        return;
      case 'blank':
        this.endDraft();
        this.blanks += 1;
        this.chunk += 1;
        return;
      case 'rule':
      case 'pageBreak':
      case 'heading':
        this.endDraft();
        this.chunk += 1;
        this.push({ first: line, last: line, texts: [line.text] });
        this.chunk += 1;
        return;
      default:
        this.takeText(line);
    }
  }

  end(): void {
    this.endDraft();
    this.endTable();
  }

  private takeText(line: Line): void {
    const draft = this.draft;
    if (draft !== null && line.kind === 'text' && wrapsInto(draft.last, line, this.wrap)) {
      draft.texts.push(line.text);
      draft.last = line;
      return;
    }
    this.endDraft();
    this.draft = { first: line, last: line, texts: [line.text] };
  }

  private endDraft(): void {
    if (this.draft !== null) this.push(this.draft);
    this.draft = null;
  }

  private parse(text: string): InlineJson[] {
    return collapseSpaces(parseInline(text, { note: this.noteId }));
  }

  private endTable(): void {
    const [first] = this.rows;
    if (first === undefined) return;
    const headed = this.rows[1]?.delimiter === true;
    const rows = this.rows
      .filter((row) => !row.delimiter)
      .map((row) => row.cells.map((cell) => this.parse(cell)));
    this.rows = [];
    if (rows.length === 0) return;
    const plain = collapse(rows.flat().map(lettersOf).join(' '));
    this.pieces.push({ ...this.base(first, 'table', [], plain), rows, headed });
    this.chunk += 1;
  }

  private base(line: Line, kind: PieceKind, inlines: readonly InlineJson[], plain: string): Piece {
    const blanks = this.blanks;
    this.blanks = 0;
    return {
      line: line.number,
      kind,
      inlines,
      plain,
      chunk: this.chunk,
      blanks,
      indent: line.indent,
      level: line.level,
      marker: line.marker,
      hardBreak: false,
      columns: [],
      tabbed: false,
      rows: [],
      headed: false,
      strong: whollyMarked(inlines, 'bold') || whollyMarked(inlines, 'underline'),
      caps: isCaps(plain),
      furniture: line.furniture,
    };
  }

  private push(draft: Draft): void {
    const { first, last, texts } = draft;
    const inlines = first.kind === 'rule' ? [] : this.parse(joinTexts(texts));
    const kind = first.kind as PieceKind;
    const several = first.cells.length > 1 && texts.length === 1;
    const columns = several
      ? first.cells.map((text, index) => ({ at: first.indent + (first.columns[index] ?? 0), text }))
      : [];
    this.pieces.push({
      ...this.base(first, kind, inlines, collapse(lettersOf(inlines))),
      hardBreak: last.hardBreak,
      columns,
      tabbed: several && first.text.includes('\t'),
    });
  }
}

/** A word broken at its own hyphen (« sous-⏎préfet ») is joined without a space. */
function joinTexts(texts: readonly string[]): string {
  let joined = texts[0] ?? '';
  const rest = texts.slice(1);
  const parts = [joined];
  for (const text of rest) {
    const glued = /\p{L}[-\u00AD]$/u.test(joined) && /^\p{L}/u.test(text);
    parts.push(glued ? text : `\n${text}`);
    joined = text;
  }
  return parts.join('');
}

/**
 * Gathers lines into logical lines.
 * @param noteId the id of the footnote of a label, or null when the text defines none
 * @returns pieces in the order of the source
 */
export function readPieces(
  lines: readonly Line[],
  noteId: (label: string) => string | null,
): readonly Piece[] {
  const reader = new PieceReader(measureWrap(lines), noteId);
  for (const line of lines) reader.take(line);
  reader.end();
  return withTabTables(reader.pieces);
}

const isTabRow = (piece: Piece | undefined): piece is Piece =>
  piece !== undefined &&
  piece.kind === 'text' &&
  piece.tabbed &&
  !piece.columns.some((column) =>
    ['pour', 'delegation', 'name', 'capacity'].includes(signatureLine(column.text)),
  );

/** Rule L8: lines of as many cells between tabs, one under the other, are a table. */
function withTabTables(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  let index = 0;
  while (index < pieces.length) {
    const first = pieces[index];
    if (first === undefined) break;
    let end = index;
    while (
      isTabRow(pieces[end]) &&
      pieces[end]?.chunk === first.chunk &&
      pieces[end]?.columns.length === first.columns.length
    )
      end += 1;
    if (end - index < 2) {
      result.push(first);
      index += 1;
      continue;
    }
    const rows = pieces
      .slice(index, end)
      .map((piece) => piece.columns.map((column) => collapseSpaces(parseInline(column.text))));
    const plain = collapse(rows.flat().map(lettersOf).join(' '));
    result.push({ ...first, kind: 'table', inlines: [], plain, columns: [], tabbed: false, rows });
    index = end;
  }
  return result;
}
