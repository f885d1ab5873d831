import { personName } from '../reading/persons.ts';
import { isContentsLine } from './front.ts';
import { type NumberStart, numberStart, otherReading } from './number-start.ts';
import type { Piece } from './pieces.ts';
import { type HeadingRole, isConsiderant, isFormula, isPreambleTitle, isShortLine, isVisa } from './roles.ts';

const LIST_STYLES = /^(?:[ai(]|\(|.*°)/;
/** « Locaux prêtés. – La Commune prête… » */
const TITLE_THEN_TEXT = /^(\p{Lu}[^.;:]{2,90}\.\s?[-–—]\s?)\p{Lu}.{20}/u;
const MAX_QUOTED = 200;
const DASHES = '-–—*+';
/** Unnumbered headings by how the source shows them, most prominent first; Markdown levels come before. */
const PROMINENCE = { caps: 7, strong: 8, plain: 9, bullet: 10 } as const;

/** « **2.1 Offre** – La Ville loge… »: letters of the bold title, dash included; 0 when nothing tells it apart. */
function boldLead(piece: Piece, start: NumberStart): number {
  const [first, ...others] = piece.inlines;
  if (
    first?.type !== 'text' ||
    others.length === 0 ||
    first.marks?.some((mark) => mark.type === 'bold') !== true
  )
    return 0;
  const dash =
    /^\s?[-–—:.]\s?/u.exec(start.rest.slice(Math.max(0, first.text.length - start.length)))?.[0] ?? '';
  const titled = first.text.length - start.length + dash.length;
  const sound = first.text.length > start.length + 2 && dash !== '' && start.rest.length - titled > 20;
  return sound ? titled : 0;
}

/** Decides which pieces of the body head a division (rules H4 to H9 of RULES.md). */
export class HeadingFinder {
  private readonly pieces: readonly Piece[];
  private readonly from: number;
  private readonly to: (index: number) => boolean;
  private readonly starts: (NumberStart | null)[] = [];
  private readonly dense: boolean;
  private readonly seriesVerdict = new Map<number, boolean>();
  private readonly quoted: ReadonlySet<number>;

  /**
   * @param from first piece of the body
   * @param inBody false for the pieces of the closing zone
   */
  constructor(pieces: readonly Piece[], from: number, inBody: (index: number) => boolean) {
    this.pieces = pieces;
    this.from = from;
    this.to = inBody;
    const texts = pieces.filter((piece) => piece.kind === 'text');
    const chunks = new Set(texts.map((piece) => piece.chunk));
    this.dense = texts.length > 6 && chunks.size / texts.length < 0.35;
    this.quoted = this.readQuotes();
    this.readStarts();
    this.readSeries();
  }

  /** @returns the valid number at the start of a piece, sequence checked */
  start(index: number): NumberStart | null {
    return this.starts[index] ?? null;
  }

  private readStarts(): void {
    const last = new Map<string, number>();
    const lastDotted = new Map<string, number>();
    for (const [index, piece] of this.pieces.entries()) {
      this.starts[index] = null;
      if (index < this.from || !this.to(index)) continue;
      if (piece.kind !== 'text' && piece.kind !== 'heading') continue;
      if (isContentsLine(piece.plain) || this.quoted.has(index) || piece.furniture !== null) continue;
      const first = numberStart(piece.plain);
      if (first === null) continue;
      const start = this.settleReading(first, last, piece, lastDotted);
      if (start === null) continue;
      this.starts[index] = start;
      const value = start.path.at(-1) ?? 0;
      if (start.path.length > 1) lastDotted.set(start.path.slice(0, -1).join('.'), value);
      else last.set(start.style, value);
      if (start.named) lastDotted.set(`named`, start.path[0] ?? 0);
    }
  }

  private settleReading(
    first: NumberStart,
    last: ReadonlyMap<string, number>,
    piece: Piece,
    lastDotted: ReadonlyMap<string, number>,
  ): NumberStart | null {
    if (first.named) return first;
    if (first.path.length > 1) {
      const parent = first.path.slice(0, -1);
      const value = first.path.at(-1) ?? 0;
      const known =
        value === 1 ||
        lastDotted.has(parent.join('.')) ||
        lastDotted.get('named') === parent[0] ||
        [...last.values()].includes(parent[0] ?? -1);
      return known || piece.kind === 'heading' || piece.strong ? first : null;
    }
    const follows = (start: NumberStart) => (last.get(start.style) ?? 0) + 1 === start.path[0];
    const other = otherReading(first);
    if (other !== null && follows(other) && other.path[0] !== 1 && !follows(first)) return other;
    if (other !== null && follows(other) && first.path[0] !== 1 && !follows(first)) return other;
    if (first.path[0] === 1 || follows(first)) return first;
    if (other !== null && (other.path[0] === 1 || follows(other))) return other;
    return piece.kind === 'heading' || (piece.strong && isShortLine(piece)) ? first : null;
  }

  private next(index: number): number {
    for (let next = index + 1; next < this.pieces.length; next += 1) {
      const piece = this.pieces[next];
      if (piece === undefined || !this.to(next)) return -1;
      if (piece.kind === 'rule' || piece.kind === 'pageBreak' || piece.furniture !== null) continue;
      return next;
    }
    return -1;
  }

  private previous(index: number): Piece | null {
    for (let before = index - 1; before >= 0; before -= 1) {
      const piece = this.pieces[before];
      if (piece === undefined) return null;
      if (piece.kind !== 'rule' && piece.kind !== 'pageBreak' && piece.furniture === null) return piece;
    }
    return null;
  }

  private votesHeading(index: number, start: NumberStart): boolean {
    const piece = this.pieces[index];
    const next = this.next(index);
    const following = this.pieces[next];
    const short = start.rest.length <= 180 && !/[.;,:]$/.test(start.rest);
    if (piece === undefined || !short || following === undefined) return false;
    const after = this.start(next);
    const sibling = after !== null && after.style === start.style && after.path.length === start.path.length;
    return !sibling;
  }

  /** A series of bare numbers heads divisions, or lists items, as a whole. */
  private readSeries(): void {
    const open = new Map<string, { last: number; members: number[] }>();
    const close = (members: readonly number[]) => {
      const votes = members.filter((index) => {
        const start = this.start(index);
        return start !== null && this.votesHeading(index, start);
      }).length;
      const verdict = votes * 2 > members.length || (votes * 2 === members.length && members.length > 2);
      for (const index of members) this.seriesVerdict.set(index, verdict);
    };
    for (const [index, start] of this.starts.entries()) {
      if (start === null || start === undefined || start.named || start.path.length > 1) continue;
      const value = start.path[0] ?? 0;
      const series = open.get(start.style);
      if (series !== undefined && value === series.last + 1) {
        series.members.push(index);
        series.last = value;
      } else {
        if (series !== undefined) close(series.members);
        open.set(start.style, { last: value, members: [index] });
      }
    }
    for (const series of open.values()) close(series.members);
  }

  private heading(
    piece: Piece,
    start: NumberStart | null,
    style: string,
    prominence: number,
    more: Partial<HeadingRole> = {},
  ): HeadingRole {
    return {
      role: 'intitule',
      genre: start?.genre ?? 'rubrique',
      start,
      bullet: '',
      style,
      prominence: piece.level > 0 ? piece.level : prominence,
      runIn: start !== null && start.rest.length > 160 && /[.;:»)]$/u.test(start.rest),
      titled: 0,
      ...more,
    };
  }

  /** Rule H17: what an avenant quotes (« « Article 4 – … ») is text, up to the closing guillemet. */
  private readQuotes(): ReadonlySet<number> {
    const quoted = new Set<number>();
    for (let index = this.from; index < this.pieces.length; index += 1) {
      const before = this.previous(index)?.plain ?? '';
      const opens =
        /^[«“"]/u.test(this.pieces[index]?.plain ?? '') && (/:$/.test(before) || quoted.has(index - 1));
      if (!opens) continue;
      const end = this.endOfQuote(index);
      for (let inside = index; inside <= end; inside += 1) quoted.add(inside);
      index = end;
    }
    return quoted;
  }

  private endOfQuote(from: number): number {
    let open = 0;
    for (let index = from; index < Math.min(from + MAX_QUOTED, this.pieces.length); index += 1) {
      const piece = this.pieces[index];
      if (piece === undefined || !this.to(index)) break;
      // Every quoted alinéa may open with «, and only the last closes.
      const inner = piece.plain.replace(/^[«“"]\s?/u, '');
      open += (inner.match(/[«“]/gu) ?? []).length - (inner.match(/[»”]/gu) ?? []).length;
      if (open < 0 || /^[^«“]*"[.;]?$/u.test(inner)) return index;
    }
    return from;
  }

  /** @returns the heading that a piece of the body is, or null */
  headingOf(index: number): HeadingRole | null {
    const piece = this.pieces[index];
    if (piece === undefined || piece.kind === 'table' || piece.kind === 'rule' || piece.kind === 'pageBreak')
      return null;
    if (isVisa(piece.plain) || isConsiderant(piece.plain) || isContentsLine(piece.plain)) return null;
    if (this.quoted.has(index)) return null;
    if (piece.kind === 'bullet') return this.bulletHeading(piece, index);
    const start = this.start(index);
    if (start !== null) return this.numbered(piece, start, index);
    if (isFormula(piece.plain)) return null;
    return this.unnumbered(piece, index);
  }

  private numbered(piece: Piece, start: NumberStart, index: number): HeadingRole | null {
    if (start.named) {
      const loose = start.genre === 'rubrique' && (/[;,]$/.test(start.rest) || start.rest.length > 220);
      const listed = start.genre === 'annexe' && start.number !== '' && this.inAnnexList(piece, index);
      if (loose || listed) return null;
      return this.heading(piece, start, start.style, 0, this.textOf(piece, start, index));
    }
    if (piece.kind === 'heading') return this.heading(piece, start, start.style, 0);
    if (start.path.length > 1) {
      const long =
        start.rest.length > 110 ||
        /[.;]$/.test(start.rest) ||
        (/:$/.test(start.rest) && start.rest.length > 45 && this.next(index) !== -1);
      const titled = boldLead(piece, start);
      return this.heading(
        piece,
        start,
        start.style,
        0,
        titled > 0 ? { titled } : { runIn: long && start.rest !== '' },
      );
    }
    const short = start.rest.length <= 220 && start.rest !== '';
    if ((piece.strong || piece.caps) && short && !/[;,]$/.test(start.rest))
      return this.heading(piece, start, start.style, 0);
    if (LIST_STYLES.test(start.style) && !this.headsParagraph(index)) return null;
    if (!short) return null;
    const listedInText = /[;,.]$/.test(start.rest);
    return this.seriesVerdict.get(index) === true && !listedInText
      ? this.heading(piece, start, start.style, 0)
      : null;
  }

  /** A heading and its first alinéa on one line, and nothing under it that would be its text. */
  private textOf(piece: Piece, start: NumberStart, index: number): Partial<HeadingRole> {
    const titled = TITLE_THEN_TEXT.exec(start.rest)?.[1]?.length ?? boldLead(piece, start);
    if (titled > 0) return { titled };
    if (piece.kind !== 'text' || piece.caps || start.rest.length < 40 || !/[.;]$/.test(start.rest)) return {};
    const next = this.next(index);
    const after = next === -1 ? null : this.start(next);
    return next === -1 || (after !== null && after.style === start.style) ? { runIn: true } : {};
  }

  /** « a) Accueil » over a paragraph, the whole series alike, heads it; « a) l’accueil ; » lists. */
  private headsParagraph(index: number): boolean {
    const piece = this.pieces[index];
    const next = this.pieces[this.next(index)];
    const start = this.start(index);
    return (
      piece !== undefined &&
      next?.kind === 'text' &&
      next.chunk !== piece.chunk &&
      next.indent <= piece.indent + 1 &&
      this.start(this.next(index)) === null &&
      /^[\p{Lu}«]/u.test(start?.rest ?? '') &&
      isShortLine(piece)
    );
  }

  private inAnnexList(piece: Piece, index: number): boolean {
    const isAnnex = (other: number) => {
      const neighbour = this.pieces[other];
      return neighbour?.chunk === piece.chunk && this.start(other)?.genre === 'annexe';
    };
    return (
      piece.kind === 'text' &&
      (isAnnex(index - 1) || isAnnex(index + 1) || /:$/.test(this.previous(index)?.plain ?? ''))
    );
  }

  private bulletHeading(piece: Piece, index: number): HeadingRole | null {
    const next = this.pieces[this.next(index)];
    if (next?.kind !== 'text' || next.chunk === piece.chunk || next.indent > piece.indent + 1) return null;
    if (!isShortLine(piece) || this.start(this.next(index)) !== null) return null;
    const alone = this.pieces[index - 1]?.chunk !== piece.chunk;
    if (!alone || /:$/.test(this.previous(index)?.plain ?? '')) return null;
    const previous = this.previous(index);
    const ofList = previous?.kind === 'bullet' && previous.marker === piece.marker && !piece.strong;
    if (!piece.strong && (DASHES.includes(piece.marker) || ofList || next.plain.length < 60)) return null;
    return this.heading(piece, null, `puce${piece.marker}`, PROMINENCE.bullet, { bullet: piece.marker });
  }

  private unnumbered(piece: Piece, index: number): HeadingRole | null {
    const text = piece.plain;
    if (piece.kind === 'heading') {
      const genre = isPreambleTitle(text) ? 'preambule' : 'rubrique';
      return this.heading(piece, null, `#${piece.level}`, piece.level, { genre });
    }
    if (piece.furniture !== null || personName(text) !== null || piece.columns.length > 1) return null;
    const next = this.next(index);
    if (next === -1) return null;
    if (isPreambleTitle(text))
      return this.heading(piece, null, 'préambule', PROMINENCE.caps, { genre: 'preambule' });
    const closed = /[.;,]$/.test(text) || text.length > 180 || !/\p{L}{2}/u.test(text);
    if (closed || !/^[«"(]?\s?[\p{Lu}\d]/u.test(text)) return null;
    if (piece.caps && text.length > 4) return this.heading(piece, null, 'caps', PROMINENCE.caps);
    if (piece.strong) return this.heading(piece, null, 'gras', PROMINENCE.strong);
    return this.isPlainHeading(piece, index) ? this.heading(piece, null, 'simple', PROMINENCE.plain) : null;
  }

  /** Rule H8: a short line alone, closed by nothing, over a paragraph or a list. */
  private isPlainHeading(piece: Piece, index: number): boolean {
    if (!isShortLine(piece) || piece.hardBreak) return false;
    const previous = this.previous(index);
    if (previous !== null && /[:,]$/.test(previous.plain) && previous.kind !== 'heading') return false;
    const next = this.pieces[index + 1];
    const alone = this.pieces[index - 1]?.chunk !== piece.chunk && next?.chunk !== piece.chunk;
    if (!alone && !(this.dense && piece.plain.length <= 80 && /[.;»)]$/u.test(previous?.plain ?? '.')))
      return false;
    if (
      /^(?:https?:|www\.|\S+@\S+$)/i.test(piece.plain) ||
      /^(?:le|la|les|l['’])\s.*\s(?:est|sont|s['’]engagent?|peut|doit)\s/iu.test(piece.plain)
    )
      return false;
    return this.leadsToText(index, alone);
  }

  private leadsToText(index: number, alone: boolean): boolean {
    let at = index;
    for (let hops = 0; hops < 3; hops += 1) {
      at = this.next(at);
      const piece = this.pieces[at];
      if (piece === undefined) return false;
      if (this.start(at) !== null || piece.kind === 'table' || piece.kind === 'heading') return true;
      if (piece.kind === 'bullet') return hops > 0 || alone;
      if (piece.plain.length > 90 || /[.:;]$/.test(piece.plain)) return true;
      if (!isShortLine(piece)) return false;
    }
    return false;
  }
}
