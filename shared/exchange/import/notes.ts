import type { InlineJson } from '#shared/document/model.ts';
import { applyRanges, lettersOf, sliceInlines, trimInlines } from './inline-text.ts';
import type { Piece } from './pieces.ts';

/** A footnote found in the source. */
interface SourceNote {
  readonly noteId: string;
  readonly line: number;
  /** Its alinéas, the number taken off the first. */
  readonly paragraphs: readonly (readonly InlineJson[])[];
}

/** The pieces of the text proper, and its footnotes in the order of their calls. */
export interface NotedText {
  readonly pieces: readonly Piece[];
  readonly notes: readonly SourceNote[];
  readonly warnings: readonly string[];
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const NUMBER_WORDS =
  /(?:^|[^\p{L}])(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille)s?\s$/iu;

const digitsOf = (mark: string): number =>
  Number(mark.replace(/[⁰¹²³⁴-⁹]/g, (char) => String(SUPERSCRIPTS.indexOf(char))));

/** One way of writing notes: how a note begins, how it is called. */
interface NoteStyle {
  readonly definition: RegExp;
  readonly call: RegExp;
  /** Bare digits are notes only where nothing else can stand: after a rule, before a page break, at the end. */
  readonly onlyAtPageEnd: boolean;
}

const STYLES: readonly NoteStyle[] = [
  { definition: /^([⁰¹²³⁴-⁹]{1,2})\s?/u, call: /([⁰¹²³⁴-⁹]{1,2})/gu, onlyAtPageEnd: false },
  { definition: /^\((\d{1,2})\)\s/, call: /\((\d{1,2})\)/g, onlyAtPageEnd: false },
  { definition: /^\[(\d{1,2})\]\s/, call: /\[(\d{1,2})\]/g, onlyAtPageEnd: false },
  {
    definition: /^(\d{1,2})\s(?=[\p{Lu}«])/u,
    call: /(?<=\p{Ll}{3}|[»)]\s?)(\d{1,2})(?![\p{L}\d°%]|[.,]\d)/gu,
    onlyAtPageEnd: true,
  },
];

interface Call {
  readonly piece: number;
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** Digits marked as superscript are read like « ¹ », so that one style covers both. */
function withUnicodeDigits(inlines: readonly InlineJson[]): readonly InlineJson[] {
  return inlines.map((inline) => {
    const raised = inline.type === 'text' && inline.marks?.some((mark) => mark.type === 'superscript');
    if (inline.type !== 'text' || raised !== true || !/^\(?\d{1,2}\)?$/.test(inline.text)) return inline;
    const text = inline.text
      .replace(/[()]/g, '')
      .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? digit);
    return text.length === inline.text.length ? { ...inline, text } : inline;
  });
}

function isCall(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  if (before.trim() === '') return false;
  return !/(?:^|[\s\d])[kcmd]?m$/.test(before) && !NUMBER_WORDS.test(before);
}

function pageEnds(pieces: readonly Piece[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let run: number[] = [];
  let afterRule = false;
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'rule') {
      afterRule = true;
      run = [];
    } else if (piece.kind === 'pageBreak' || piece.furniture !== null) {
      for (const one of run) inside.add(one);
      afterRule = false;
      run = [];
    } else if (/^\d{1,2}\s[\p{Lu}«]/u.test(piece.plain)) {
      run.push(index);
      if (afterRule) inside.add(index);
    } else if (run.length === 0) afterRule = afterRule && piece.plain === '';
  }
  for (const one of run) inside.add(one);
  return inside;
}

function definitionsOf(pieces: readonly Piece[], style: NoteStyle): Map<number, number> {
  const allowed = style.onlyAtPageEnd ? pageEnds(pieces) : null;
  const found = new Map<number, number>();
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== 'text' || (allowed !== null && !allowed.has(index))) continue;
    const match = style.definition.exec(lettersOf(withUnicodeDigits(piece.inlines)));
    if (match?.[1] !== undefined && match[0].length < piece.plain.length)
      found.set(index, digitsOf(match[1]));
  }
  return found;
}

function callsOf(
  pieces: readonly Piece[],
  style: NoteStyle,
  definitions: ReadonlyMap<number, number>,
): Call[] {
  const wanted = new Set(definitions.values());
  const calls: Call[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (definitions.has(index) || piece.inlines.length === 0 || piece.furniture !== null) continue;
    const text = lettersOf(withUnicodeDigits(piece.inlines));
    for (const match of text.matchAll(style.call)) {
      const number = digitsOf(match[1] ?? '');
      if (!wanted.has(number) || !isCall(text, match.index)) continue;
      calls.push({ piece: index, number, start: match.index, end: match.index + match[0].length });
    }
  }
  return calls;
}

/** Definitions that count from 1, and the pieces whose calls they answer: those since the definitions before. */
interface NoteRun {
  readonly definitions: ReadonlyMap<number, number>;
  readonly calls: readonly Call[];
}

/** Rule F3: numbers that start again at 1 are those of another page. */
function runsOf(definitions: ReadonlyMap<number, number>, calls: readonly Call[]): readonly NoteRun[] {
  const runs: Map<number, number>[] = [];
  for (const [index, number] of definitions) {
    const run = runs.at(-1);
    if (run === undefined || number === 1) runs.push(new Map([[index, number]]));
    else run.set(index, number);
  }
  if (runs.length === 1) return [{ definitions, calls }];
  let from = 0;
  return runs.map((run) => {
    const to = Math.max(...run.keys());
    const own = calls.filter((call) => call.piece >= from && call.piece < to);
    from = to;
    return { definitions: run, calls: own };
  });
}

const isSeries = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => number === index + 1);

const isSound = ({ definitions, calls }: NoteRun): boolean =>
  calls.length === definitions.size &&
  isSeries([...definitions.values()]) &&
  isSeries(calls.map((call) => call.number));

function replaceCalls(pieces: readonly Piece[], noteIds: ReadonlyMap<Call, string>): Piece[] {
  const byPiece = new Map<number, Call[]>();
  for (const call of noteIds.keys()) {
    const own = byPiece.get(call.piece);
    if (own === undefined) byPiece.set(call.piece, [call]);
    else own.push(call);
  }
  return pieces.map((piece, index) => {
    const own = byPiece.get(index);
    if (own === undefined) return piece;
    const ranges = own.map((call) => ({
      start: call.start,
      end: call.end,
      replacement: { type: 'appelNote', attrs: { noteId: noteIds.get(call) ?? '' } } as const,
    }));
    // A raised digit keeps no mark of its own once it is a call.
    const inlines = applyRanges(piece.inlines, ranges).map((inline) =>
      inline.type === 'appelNote' ? ({ type: 'appelNote', attrs: inline.attrs } as const) : inline,
    );
    return { ...piece, inlines };
  });
}

/** Rule F2: notes written as « ¹ », « (1) », « [1] » or bare digits, each called exactly once and in order. */
function takeClassicNotes(text: NotedText): NotedText {
  for (const style of STYLES) {
    const definitions = definitionsOf(text.pieces, style);
    if (definitions.size === 0) continue;
    const calls = callsOf(text.pieces, style, definitions);
    const runs = runsOf(definitions, calls);
    if (!runs.every(isSound)) {
      const raised = style === STYLES[0] && calls.length > 0;
      if (!raised) continue;
      const warning =
        'Les notes de bas de page ne suivent pas une seule série 1, 2, 3… : elles sont laissées dans le texte, à leur place.';
      return { ...text, warnings: [...text.warnings, warning] };
    }
    return moveNotes(text, runs, style);
  }
  return text;
}

const RENUMBERED =
  'Les notes étaient numérotées page par page : elles le sont maintenant à la suite, de la première à la dernière.';

function moveNotes(text: NotedText, runs: readonly NoteRun[], style: NoteStyle): NotedText {
  const ids = new Map<number, string>();
  const noteIds = new Map<Call, string>();
  for (const [rank, run] of runs.entries()) {
    const prefix = rank === 0 ? 'note' : `note${rank + 1}-`;
    for (const [index, number] of run.definitions) ids.set(index, `${prefix}${number}`);
    for (const call of run.calls) noteIds.set(call, `${prefix}${call.number}`);
  }
  // Definitions are found in the order of the text.
  const [first = 0] = ids.keys();
  const kept = replaceCalls(text.pieces, noteIds);
  const after = text.pieces.slice(first);
  const atEnd = after.every((piece, i) => ids.has(first + i) || piece.kind !== 'heading');
  const calling = new Set([...noteIds.keys()].map((call) => call.piece));
  const taken = new Set<number>();
  const notes: SourceNote[] = [];
  for (const [index, noteId] of ids) {
    const piece = text.pieces[index];
    if (piece === undefined) continue;
    const length = style.definition.exec(lettersOf(withUnicodeDigits(piece.inlines)))?.[0].length ?? 0;
    const paragraphs = [trimInlines(sliceInlines(piece.inlines, length))];
    taken.add(index);
    for (let next = index + 1; next < text.pieces.length && !ids.has(next); next += 1) {
      const following = text.pieces[next];
      const goesOn =
        following?.kind === 'text' &&
        following.furniture === null &&
        following.chunk === piece.chunk &&
        // A paragraph that calls a note is text.
        !calling.has(next) &&
        atEnd;
      if (!goesOn) break;
      paragraphs.push([...following.inlines]);
      taken.add(next);
    }
    notes.push({ noteId, line: piece.line, paragraphs });
  }
  const warnings = runs.length > 1 ? [...text.warnings, RENUMBERED] : text.warnings;
  return { pieces: kept.filter((_, index) => !taken.has(index)), notes, warnings };
}

/** Ids of the Markdown notes (`[^a]: …`) of a text, by label; the first definition of a label holds. */
export function markdownNoteIds(labels: readonly string[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const label of labels) if (!ids.has(label)) ids.set(label, `md${ids.size + 1}`);
  return ids;
}

function calledNotes(pieces: readonly Piece[]): readonly string[] {
  const called = new Set<string>();
  for (const piece of pieces)
    for (const inline of [...piece.inlines, ...piece.rows.flat(2)])
      if (inline.type === 'appelNote') called.add(inline.attrs.noteId);
  return [...called];
}

/** Adds the notes that notes call, as far as they lead. */
function withCalledByNotes(first: readonly string[], definitions: ReadonlyMap<string, Piece>): Set<string> {
  const order = new Set(first);
  // A set goes on with what is added to it meanwhile.
  for (const noteId of order) {
    const definition = definitions.get(noteId);
    if (definition !== undefined) for (const inner of calledNotes([definition])) order.add(inner);
  }
  return order;
}

/** Notes in the order in which the document will number them: those called by the text, then those that notes call. */
function orderOfCalls(pieces: readonly Piece[], ids: ReadonlyMap<string, string>): readonly string[] {
  const definitions = new Map<string, Piece>();
  for (const piece of pieces) {
    const noteId = piece.kind === 'note' ? ids.get(piece.marker) : undefined;
    if (noteId !== undefined && !definitions.has(noteId)) definitions.set(noteId, piece);
  }
  const moving = new Set(definitions.values());
  const reached = withCalledByNotes(calledNotes(pieces.filter((piece) => !moving.has(piece))), definitions);
  const left = [...definitions].filter(([noteId]) => !reached.has(noteId));
  const calledByLeft = new Set(calledNotes(left.map(([, piece]) => piece)));
  // A definition that nothing calls stays in the text: its calls are calls of the text.
  for (const [noteId, piece] of left) if (!calledByLeft.has(noteId)) moving.delete(piece);
  const order = withCalledByNotes(calledNotes(pieces.filter((piece) => !moving.has(piece))), definitions);
  for (const noteId of calledByLeft) order.add(noteId);
  return [...order];
}

/** Rule F1: Markdown notes. One that nothing calls stays in the text, where it is seen. */
function takeMarkdownNotes(pieces: readonly Piece[], ids: ReadonlyMap<string, string>): NotedText {
  const order = orderOfCalls(pieces, ids);
  const kept: Piece[] = [];
  const notes = new Map<string, { noteId: string; line: number; paragraphs: (readonly InlineJson[])[] }>();
  let open: { noteId: string; line: number; paragraphs: (readonly InlineJson[])[] } | null = null;
  let chunk = -1;
  for (const piece of pieces) {
    if (piece.kind === 'note') {
      const noteId = ids.get(piece.marker);
      const wanted = noteId !== undefined && order.includes(noteId) && !notes.has(noteId);
      open = wanted ? { noteId, line: piece.line, paragraphs: [piece.inlines] } : null;
      if (open === null) kept.push(uncalled(piece));
      else notes.set(open.noteId, open);
      chunk = piece.chunk;
    } else if (
      open !== null &&
      piece.kind === 'text' &&
      // A paragraph that calls a note is text.
      calledNotes([piece]).length === 0 &&
      (piece.indent >= 2 || piece.chunk === chunk)
    ) {
      open.paragraphs.push(piece.inlines);
    } else {
      open = null;
      kept.push(piece);
    }
  }
  const inOrder = order.flatMap((noteId) => notes.get(noteId) ?? []);
  return { pieces: kept, notes: inOrder, warnings: [] };
}

function uncalled(piece: Piece): Piece {
  const label: InlineJson = { type: 'text', text: `[^${piece.marker}]: ` };
  return {
    ...piece,
    kind: 'text',
    inlines: [label, ...piece.inlines],
    plain: `[^${piece.marker}]: ${piece.plain}`,
  };
}

/**
 * Takes the footnotes out of the text: Markdown ones, or else those written as in print.
 * @param ids what {@link markdownNoteIds} gave to the reader of the pieces
 */
export function takeNotes(pieces: readonly Piece[], ids: ReadonlyMap<string, string>): NotedText {
  const text = takeMarkdownNotes(pieces, ids);
  return text.notes.length > 0 ? text : takeClassicNotes(text);
}
