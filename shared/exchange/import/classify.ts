import { classifyClosing, findClosing } from './closing-zone.ts';
import { FrontReader, isContentsLine } from './front.ts';
import { HeadingFinder } from './headings.ts';
import { headingLevels, type PlacedHeading } from './levels.ts';
import { ListDepth } from './lists.ts';
import type { Piece } from './pieces.ts';
import {
  ALINEA,
  type HeadingRole,
  isConsiderant,
  isEntre,
  isFormula,
  isShortLine,
  isVisa,
  type Role,
  unrecognised,
} from './roles.ts';
import { splitPartySentences } from './split-parties.ts';

/** A piece with its role; `level` of a heading or an item, from 1. */
export interface Placed {
  readonly piece: Piece;
  readonly role: Role;
  readonly level: number;
  /** The piece that holds the title of a heading which stands alone on its line. */
  readonly title: Piece | null;
}

/** Gives its role to every piece of a text (rules M, H, I and C of RULES.md). */
class Classifier {
  private readonly roles: Role[] = [];
  private readonly titles = new Map<number, number>();
  private readonly pieces: readonly Piece[];

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
  }

  classify(): readonly Placed[] {
    const { pieces } = this;
    const closing = findClosing(pieces);
    const limit = closing?.start ?? pieces.length;
    const take = (index: number, role: Role) => {
      this.roles[index] = role;
    };
    const bodyStart = new FrontReader(pieces, limit).read(take);
    if (closing !== null) classifyClosing(pieces, closing, take);
    const inBody = (index: number) =>
      index >= bodyStart && (closing === null || index < closing.start || index >= closing.end);
    const finder = new HeadingFinder(pieces, bodyStart, inBody);
    for (let index = bodyStart; index < pieces.length; index += 1)
      if (inBody(index) && this.roles[index] === undefined)
        this.roles[index] = this.bodyRole(index, finder, inBody);
    return this.place();
  }

  private bodyRole(index: number, finder: HeadingFinder, inBody: (index: number) => boolean): Role {
    const piece = this.pieces[index];
    if (piece === undefined) return ALINEA;
    if (piece.kind === 'rule' || piece.kind === 'pageBreak') return { role: 'saut' };
    if (piece.kind === 'table') return { role: 'table' };
    const text = piece.plain;
    if (piece.furniture !== null) return unrecognised(piece.furniture);
    if (isContentsLine(text)) return unrecognised('Ligne d’un sommaire de la source.');
    const heading = finder.headingOf(index);
    if (heading !== null) return this.withTitle(heading, index, finder, inBody);
    if (isVisa(text) && /^[-–•*]?\s?vus?/iu.test(text)) return { role: 'visa' };
    if (isConsiderant(text)) return { role: 'considerant' };
    if (isFormula(text) && piece.kind === 'text' && !/^(?:les\sobjectifs|les\sactions)/iu.test(text))
      return { role: 'formule' };
    if (piece.kind === 'bullet') return { role: 'item', start: null, bullet: piece.marker };
    const start = finder.start(index);
    if (start !== null && !start.named) return { role: 'item', start, bullet: '' };
    return this.odd(piece) ?? { role: 'alinea', reason: null, indent: piece.indent };
  }

  /** Fragments of the body that no rule explains. */
  private odd(piece: Piece): Role | null {
    const text = piece.plain;
    if (!/[\p{L}\p{N}]/u.test(text)) return unrecognised('Signes isolés, sans texte.');
    if (/^<[a-z!/]/i.test(text)) return unrecognised('Balise HTML laissée telle quelle.');
    if (/^!\[/.test(text)) return unrecognised('Image de la source : seule sa mention est gardée.');
    return null;
  }

  /** « Article 4 » alone on its line: the short line below is its title (rule H5). */
  private withTitle(
    heading: HeadingRole,
    index: number,
    finder: HeadingFinder,
    inBody: (index: number) => boolean,
  ): Role {
    const next = this.pieces[index + 1];
    const start = heading.start;
    if (start === null || !start.named || start.rest !== '' || next === undefined || !inBody(index + 1))
      return heading;
    if ((next.kind !== 'text' && next.kind !== 'heading') || !isShortLine(next) || next.plain.length > 140)
      return heading;
    if (finder.start(index + 1) !== null || isEntre(next.plain)) return heading;
    const piece = this.pieces[index];
    const shown = next.chunk === piece?.chunk || next.strong || next.caps || next.kind === 'heading';
    if (!shown && finder.headingOf(index + 1) === null) return heading;
    this.titles.set(index, index + 1);
    this.roles[index + 1] = { role: 'skip' };
    return heading;
  }

  private place(): readonly Placed[] {
    const headings: { index: number; placed: PlacedHeading }[] = [];
    let direct = false;
    for (const [index, piece] of this.pieces.entries()) {
      const role = this.roles[index] ?? ALINEA;
      if (role.role === 'intitule') {
        headings.push({ index, placed: { role, markdown: piece.level, text: piece.plain, direct } });
        direct = !role.runIn;
      } else if (role.role !== 'skip' && role.role !== 'saut' && piece.furniture === null) direct = false;
    }
    const levels = new Map<number, number>();
    for (const [rank, level] of headingLevels(headings.map((one) => one.placed)).entries()) {
      const heading = headings[rank];
      if (heading !== undefined) levels.set(heading.index, level);
    }
    return this.placeItems(levels);
  }

  private placeItems(levels: ReadonlyMap<number, number>): readonly Placed[] {
    const list = new ListDepth();
    const placed: Placed[] = [];
    for (const [index, piece] of this.pieces.entries()) {
      let role = this.roles[index] ?? ALINEA;
      if (role.role === 'skip') continue;
      let level = levels.get(index) ?? 1;
      if (role.role === 'item') {
        const style = role.start === null ? role.bullet : role.start.style;
        level = list.next({ indent: piece.indent, style, announced: false });
      } else if (role.role === 'alinea' && role.reason === null) {
        const inside = list.indent !== null && piece.indent >= list.indent + 2 && piece.indent >= 2;
        role = { ...role, indent: inside ? list.depth : 0 };
        if (!inside) list.reset();
      } else if (role.role !== 'saut' && !(role.role === 'alinea' && piece.furniture !== null)) list.reset();
      const title = this.titles.get(index);
      placed.push({ piece, role, level, title: title === undefined ? null : (this.pieces[title] ?? null) });
    }
    return placed;
  }
}

/** @returns every piece with its role, in the order of the source */
export function classify(pieces: readonly Piece[]): readonly Placed[] {
  return new Classifier(splitPartySentences(pieces)).classify();
}
