import type { Piece, Segment } from '#shared/compare/inline/model.ts';
import { kindsLabel } from '#shared/compare/labels.ts';
import type { ComparisonView, ViewCell, ViewRow, ViewTableRow } from '#shared/compare/view.ts';
import type { BlockJson } from '#shared/document/model.ts';
import { printsBold } from '#shared/document/variables.ts';
import { CAPPED_NOTICE, type ToldComparison } from '../../comparison/list.ts';
import { runningTitle, stampOf } from './layout.ts';
import type { PdfDocument, PdfNode, PdfRun } from './model.ts';
import { pageText, runStyles } from './runs.ts';
import { placeCells } from './tables.ts';

type Revision = 'ins' | 'del' | 'alt';

function pieceRun({ inline, text }: Piece, revision: Revision | null, longest?: number): readonly PdfRun[] {
  if (inline.type === 'hardBreak') {
    // A line end that comes or goes shows as a sign: alone it would show nothing.
    const sign: readonly PdfRun[] = revision === null ? [] : [{ k: 'texte', t: '↵', revision }];
    return [...sign, ...(revision === 'del' ? [] : [{ k: 'saut' } as const])];
  }
  const t = pageText(text, longest);
  if (t === '') return [];
  const bold = inline.type === 'variable' && printsBold(inline.attrs.format) ? { bold: true as const } : {};
  return [
    { k: 'texte', t, ...runStyles(inline.marks ?? []), ...bold, ...(revision === null ? {} : { revision }) },
  ];
}

const pieceRuns = (pieces: readonly Piece[], revision: Revision | null, longest?: number) =>
  pieces.flatMap((piece) => pieceRun(piece, revision, longest));

/** Words that stay and read the same are underlined with dots; those that read otherwise are struck, then written. */
function segmentRuns(segment: Segment, longest?: number): readonly PdfRun[] {
  switch (segment.kind) {
    case 'kept':
      return pieceRuns(segment.pieces, null, longest);
    case 'inserted':
      return pieceRuns(segment.pieces, 'ins', longest);
    case 'deleted':
      return pieceRuns(segment.pieces, 'del', longest);
    case 'altered': {
      const words = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');
      if (words(segment.old) === words(segment.new)) return pieceRuns(segment.new, 'alt', longest);
      return [...pieceRuns(segment.old, 'del', longest), ...pieceRuns(segment.new, 'ins', longest)];
    }
  }
}

function numberRuns({ old, new: fresh, presence, moved }: ViewRow): readonly PdfRun[] {
  const [from, to] = [old?.number.trim() ?? '', fresh?.number.trim() ?? ''];
  const run = (text: string, revision: Revision | null): readonly PdfRun[] =>
    text === '' ? [] : [{ k: 'texte', t: pageText(text), ...(revision === null ? {} : { revision }) }];
  if (moved === 'away' || presence === 'old') return run(from, 'del');
  if (presence === 'new') return run(to, 'ins');
  return from === to ? run(to, null) : [...run(from, 'del'), ...run(to, 'ins')];
}

function labelOf({ kinds, moved, capped }: ViewRow): string {
  if (moved === 'away') return 'déplacé d’ici';
  const told = kinds.filter((kind) => kind !== 'identite');
  const label = told.length === 0 ? '' : kindsLabel(told);
  return capped ? `${label} (comparé en gros)` : label;
}

/** Where a line stands and how it looks: what its block is, in the new text when it is there. */
function frameOf(block: BlockJson): { readonly style: string; readonly indent: number } {
  switch (block.type) {
    case 'intitule':
      return { style: block.attrs.niveau === 1 ? 'intitule' : 'sous-intitule', indent: 0 };
    case 'item':
      return { style: 'item', indent: block.attrs.niveau };
    case 'alinea':
      return { style: 'alinea', indent: block.attrs.retrait };
    case 'titre':
      return { style: block.attrs.role === 'principal' ? 'titre' : 'sous-titre', indent: 0 };
    case 'note':
      return { style: 'note', indent: 0 };
    default:
      return { style: 'alinea', indent: 0 };
  }
}

const wholeRevision = ({ presence, moved }: ViewRow): Revision | null =>
  moved === 'away' || presence === 'old' ? 'del' : presence === 'new' ? 'ins' : null;

function otherRuns(row: ViewRow, block: BlockJson): readonly PdfRun[] {
  const revision = wholeRevision(row);
  const text =
    block.type === 'image'
      ? `[Image\u00a0: ${block.attrs.alt === '' ? 'sans description' : block.attrs.alt}]`
      : '[Saut de page]';
  return [{ k: 'texte', t: pageText(text), ...(revision === null ? {} : { revision }) }];
}

function lineOf(row: ViewRow, longest?: number): PdfNode | null {
  const block = (row.new ?? row.old)?.block;
  if (block === undefined) return null;
  const label = labelOf(row);
  if (row.content.kind === 'table') return tableOf(row.content.rows, label);
  const number = numberRuns(row);
  const runs =
    row.content.kind === 'other'
      ? otherRuns(row, block)
      : row.content.segments.flatMap((segment) =>
          row.moved === 'away' && segment.kind === 'kept'
            ? pieceRuns(segment.pieces, 'del', longest)
            : segmentRuns(segment, longest),
        );
  const unseen = row.content.kind === 'other' && row.change === null && block.type === 'sautPage';
  if (unseen || (runs.length === 0 && number.length === 0 && label === '')) return null;
  return { k: 'ligne', ...frameOf(block), number, runs, note: label };
}

function tableOf(rows: readonly ViewTableRow[], label: string): PdfNode {
  const cellOf = (cell: ViewCell, row: ViewTableRow) => ({
    header: cell.frame.type === 'tableHeader',
    colspan: cell.frame.attrs.colspan,
    // A row that comes or goes may cut what reached down: in a redline each row stands alone.
    rowspan: 1,
    blocks: { cell, gone: cell.presence === 'old' || row.presence === 'old' },
  });
  const table = placeCells(
    rows.map((row) => row.cells.map((cell) => cellOf(cell, row))),
    ({ cell }, longest) => cell.lines.flatMap((line) => lineOf(line, longest) ?? []),
  );
  return { k: 'tableau', note: label, table };
}

/** Which comparison is printed. */
export interface RedlineEdition {
  /** When the new text was last changed, milliseconds since 1970. */
  readonly at: number;
  /** SHA-256 of the new text's canonical JSON. */
  readonly hash: string;
}

/**
 * Lays a comparison out: the two texts, each change in one sentence, then one redline where what
 * went is struck, what came is underlined, and the margin says of each line what happened to it.
 */
export function redline(
  view: ComparisonView,
  told: ToldComparison,
  { at, hash }: RedlineEdition,
): PdfDocument {
  const flow = view.rows.map((row) => lineOf(row)).filter((node) => node !== null);
  const title = pageText(told.title);
  const clean = (text: string) => pageText(text);
  return {
    title: `Comparaison – ${title}`,
    authors: [],
    running: runningTitle(`Comparaison – ${title}`),
    version: `${clean(told.names.old)} → ${clean(told.names.new)}`,
    date: '',
    stamp: stampOf(at),
    hash,
    mention: null,
    logos: [],
    cover: null,
    contents: false,
    comparison: {
      title,
      names: { old: clean(told.names.old), new: clean(told.names.new) },
      count: told.count,
      notice: told.capped ? CAPPED_NOTICE : '',
      groups: told.groups.map((group) => ({
        title: clean(group.title),
        changes: group.changes.map((change) => ({
          text: clean(change.text),
          label: change.label,
          facts: change.facts.map(clean),
        })),
      })),
    },
    flow,
  };
}
