import { parseInline } from '#shared/document/markdown-inline.ts';
import type { BlockJson, InlineJson, IntituleAttrs, TableJson } from '#shared/document/model.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import type { Placed } from './classify.ts';
import { collapseSpaces, joinLines, sliceInlines, trimInlines, withoutMarks } from './inline-text.ts';
import type { NumberStart } from './number-start.ts';
import type { Piece } from './pieces.ts';
import type { HeadingRole } from './roles.ts';

/** Blocks made from some pieces of the source, which must print what those pieces say. */
export interface Built {
  readonly blocks: readonly BlockJson[];
  readonly pieces: readonly Piece[];
  /** Why its words were not recognised; null when they were. */
  readonly reason: string | null;
  /** The counter that the source prints, for a heading or an item; null when it has none. */
  readonly number: string | null;
}

const withContent = (content: readonly InlineJson[]) => (content.length > 0 ? { content } : {});
const text = (words: string): InlineJson => ({ type: 'text', text: words });

/** Turns classified pieces into blocks. */
export class BlockBuilder {
  private readonly makeId: MakeBlockId;
  /** Words of the headings open at this point, by level. */
  private headings: string[] = [];

  constructor(makeId: MakeBlockId) {
    this.makeId = makeId;
  }

  /** @returns one entry per block or group of blocks, in the order of the source */
  build(placed: readonly Placed[]): Built[] {
    const built: Built[] = [];
    this.headings = [];
    let index = 0;
    while (index < placed.length) {
      const group = this.groupFrom(placed, index);
      const [first] = group;
      if (first === undefined) break;
      built.push(this.one(first, group));
      index += group.length;
    }
    return built;
  }

  /** Lines that make one block: those of one party, of one signatory, of a paragraph with wanted breaks. */
  private groupFrom(placed: readonly Placed[], index: number): readonly Placed[] {
    const first = placed[index];
    if (first === undefined) return [];
    const group = [first];
    for (let next = index + 1; next < placed.length; next += 1) {
      const one = placed[next];
      const last = group.at(-1);
      if (one === undefined || last === undefined || !joins(last, one)) break;
      group.push(one);
    }
    return group;
  }

  private one(placed: Placed, group: readonly Placed[]): Built {
    const pieces = group.map((one) => one.piece);
    const { role, piece } = placed;
    const made = (block: BlockJson, reason: string | null = null, number: string | null = null): Built => ({
      blocks: [block],
      pieces,
      reason,
      number,
    });
    const id = this.makeId();
    switch (role.role) {
      case 'saut':
        return made({ type: 'sautPage', attrs: { id } });
      case 'table':
        return made(this.table(piece, id));
      case 'titre':
        return made({
          type: 'titre',
          attrs: { id, role: role.titre },
          ...withContent(plainStyle(inline(piece))),
        });
      case 'partie':
        return made({
          type: 'partie',
          attrs: { id, partieId: `p${role.group + 1}` },
          ...withContent(lines(pieces)),
        });
      case 'signataire':
        return made({
          type: 'signataire',
          attrs: { id, partieId: null },
          ...withContent(signatureLines(pieces)),
        });
      case 'intitule':
        return this.heading(placed, role, id);
      case 'item':
        return made(this.item(placed, role.start, role.bullet, id), null, role.start?.number ?? null);
      case 'alinea':
        return made(
          {
            type: 'alinea',
            attrs: { id, retrait: Math.min(4, role.indent), aVerifier: role.reason !== null },
            ...withContent(lines(pieces)),
          },
          role.reason,
        );
      case 'skip':
        return made({
          type: 'alinea',
          attrs: { id, retrait: 0, aVerifier: false },
          ...withContent(lines(pieces)),
        });
      default:
        return made({ type: role.role, attrs: { id }, ...withContent(lines(pieces)) });
    }
  }

  private heading(placed: Placed, role: HeadingRole, id: BlockId): Built {
    const { piece, level, title } = placed;
    const { start } = role;
    const rest = start === null ? piece.inlines : trimInlines(sliceInlines(piece.inlines, start.length));
    const own = role.titled > 0 ? trimInlines(sliceInlines(rest, 0, role.titled)) : rest;
    const content = plainStyle(title === null ? own : title.inlines);
    this.headings.length = Math.min(this.headings.length, level - 1);
    const parent = this.headings.at(-1) ?? '';
    this.headings[level - 1] = piece.plain;
    const attrs: IntituleAttrs = {
      id,
      niveau: level,
      genre: genreUnder(parent, role),
      famille: null,
      clause: null,
      ...numberAttrs(role, start, content.length > 0 && !role.runIn, title !== null),
      numFixe: null,
    };
    const number = start?.number === '' ? null : (start?.number ?? null);
    const pieces = title === null ? [piece] : [piece, title];
    if (role.titled > 0 && title === null)
      return {
        blocks: [
          { type: 'intitule', attrs, ...withContent(content) },
          this.paragraph(trimInlines(sliceInlines(rest, role.titled))),
        ],
        pieces,
        reason: null,
        number,
      };
    if (!role.runIn)
      return { blocks: [{ type: 'intitule', attrs, ...withContent(content) }], pieces, reason: null, number };
    return {
      blocks: [{ type: 'intitule', attrs }, this.paragraph(rest)],
      pieces,
      reason: null,
      number,
    };
  }

  private paragraph(content: readonly InlineJson[]): BlockJson {
    return {
      type: 'alinea',
      attrs: { id: this.makeId(), retrait: 0, aVerifier: false },
      ...withContent(content),
    };
  }

  private item(placed: Placed, start: NumberStart | null, bullet: string, id: BlockId): BlockJson {
    const { piece, level } = placed;
    if (start === null)
      return {
        type: 'item',
        attrs: { id, niveau: level, marqueur: bullet, numFixe: null },
        ...withContent(piece.inlines),
      };
    const counter = start.counter === '1er' ? '1' : start.counter;
    const marqueur = `${start.prefixe}${counter}${start.separateur.trimEnd()}`;
    const content = trimInlines(sliceInlines(piece.inlines, start.length));
    return { type: 'item', attrs: { id, niveau: level, marqueur, numFixe: null }, ...withContent(content) };
  }

  private table(piece: Piece, id: BlockId): TableJson {
    const width = piece.rows.reduce((widest, row) => Math.max(widest, row.length), 1);
    const cell = (content: readonly InlineJson[], header: boolean) => ({
      type: header ? ('tableHeader' as const) : ('tableCell' as const),
      attrs: { colspan: 1, rowspan: 1, colwidth: null },
      content: [
        {
          type: 'alinea' as const,
          attrs: { id: this.makeId(), retrait: 0, aVerifier: false },
          ...withContent(header ? plainStyle(content) : content),
        },
      ],
    });
    const rows = piece.rows.map((row, rank) => ({
      type: 'tableRow' as const,
      content: Array.from({ length: width }, (_, column) =>
        cell(row[column] ?? [], piece.headed && rank === 0),
      ),
    }));
    return { type: 'table', attrs: { id }, content: rows };
  }

  /** The plainest block that keeps the words of some pieces: what a wrong guess falls back to (rule G2). */
  plain(pieces: readonly Piece[], reason: string): Built {
    const blocks = pieces
      .filter((piece) => piece.kind !== 'rule' && piece.kind !== 'pageBreak')
      .map((piece): BlockJson => {
        const id = this.makeId();
        if (piece.kind === 'table') return this.table(piece, id);
        const bullet = piece.kind === 'bullet' ? [text(`${piece.marker} `)] : [];
        return {
          type: 'alinea',
          attrs: { id, retrait: 0, aVerifier: true },
          content: [...bullet, ...piece.inlines],
        };
      });
    return { blocks, pieces, reason, number: null };
  }
}

/** Bare numbers under « Nos axes de coopération » are axes (rule H16). */
function genreUnder(parent: string, role: HeadingRole): HeadingRole['genre'] {
  const bare = role.start !== null && !role.start.named && role.start.path.length === 1;
  return bare && role.genre === 'rubrique' && /(?:^|[^\p{L}])axes(?![\p{L}])/iu.test(parent)
    ? 'axe'
    : role.genre;
}

function joins(last: Placed, next: Placed): boolean {
  if (last.role.role !== next.role.role || next.title !== null) return false;
  if (last.role.role === 'signataire' && next.role.role === 'signataire')
    return last.role.group === next.role.group;
  if (next.piece.kind !== 'text' && next.piece.kind !== 'heading') return false;
  const together = last.piece.chunk === next.piece.chunk;
  if (last.role.role === 'partie' && next.role.role === 'partie')
    return together && last.role.group === next.role.group;
  if (last.role.role === 'visa' || last.role.role === 'considerant')
    return (
      together &&
      !/[;.]$/.test(last.piece.plain) &&
      !/^[-–•*_\s]*(?:et\s)?(?:vu|considérant)/iu.test(next.piece.plain)
    );
  if (last.role.role === 'cloture') return together;
  if (last.role.role !== 'alinea' || next.role.role !== 'alinea') return false;
  return together && last.piece.hardBreak && last.role.reason === next.role.reason;
}

/** Inlines of a piece, its bullet put back into the text where the block has no place for one. */
function inline(piece: Piece): readonly InlineJson[] {
  return piece.kind === 'bullet' ? [text(`${piece.marker} `), ...piece.inlines] : piece.inlines;
}

const lines = (pieces: readonly Piece[]): readonly InlineJson[] => joinLines(pieces.map(inline));

const plainStyle = (inlines: readonly InlineJson[]): readonly InlineJson[] =>
  withoutMarks(inlines, ['bold', 'underline']);

function numberAttrs(role: HeadingRole, start: NumberStart | null, followed: boolean, titled: boolean) {
  if (start === null) {
    const bullet = role.bullet !== '';
    return {
      prefixe: bullet ? role.bullet : '',
      compteur: bullet ? ('puce' as const) : ('aucun' as const),
      complet: false,
      separateur: bullet ? ' ' : '',
    };
  }
  const separateur = titled
    ? `${start.separateur.trimEnd()} `
    : followed
      ? start.separateur
      : start.separateur.trimEnd();
  return {
    prefixe: start.prefixe,
    compteur: start.counter,
    complet: start.path.length > 1,
    separateur,
  };
}

/** Column of a line's cell: the nearest of the widest line's columns. */
function nearest(at: number, columns: readonly number[]): number {
  let best = 0;
  for (const [index, column] of columns.entries())
    if (Math.abs(column - at) < Math.abs((columns[best] ?? 0) - at)) best = index;
  return best;
}

/** Rule S4: signatories side by side make one block, its columns separated by tabs, so that nothing is reordered. */
function signatureLines(pieces: readonly Piece[]): readonly InlineJson[] {
  const widest = pieces.reduce((a, b) => (b.columns.length > a.columns.length ? b : a), pieces[0] as Piece);
  if (widest.columns.length < 2) return lines(pieces.filter((piece) => piece.inlines.length > 0));
  const columns = widest.columns.map((column) => column.at);
  return joinLines(
    pieces.map((piece) => {
      const cells = piece.columns.length > 1 ? piece.columns : [{ at: piece.indent, text: piece.plain }];
      const full = cells.length === columns.length;
      const row: InlineJson[] = [];
      let column = 0;
      for (const [rank, cell] of cells.entries()) {
        const target = full ? rank : nearest(cell.at, columns);
        for (; column < target; column += 1) row.push(text('\t'));
        if (rank > 0 && target < column) row.push(text(' '));
        for (const one of piece.columns.length > 1 ? collapseSpaces(parseInline(cell.text)) : piece.inlines)
          row.push(one);
      }
      return row;
    }),
  );
}
