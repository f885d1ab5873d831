import { createElement, type ReactNode } from 'react';
import type { FactChange } from '#shared/compare/inline/model.ts';
import type { Presence, ViewCell, ViewRow, ViewTableRow } from '#shared/compare/view.ts';
import type { BlockJson } from '#shared/document/model.ts';
import classes from './printed.module.css';
import { type Shown, Words } from './words.tsx';

interface PrintedBlockProps {
  readonly row: ViewRow;
  readonly shown: Shown;
  /** What changes in it, to stand out. */
  readonly facts?: readonly FactChange[];
  /** Draws the words of a line otherwise than as a comparison. */
  readonly words?: ((row: ViewRow) => ReactNode) | undefined;
}

const NO_FACTS: readonly FactChange[] = [];

/** A line is there when it is shown on that side. */
const isOn = (presence: Presence, shown: Shown): boolean =>
  shown === 'both' || presence === 'both' || presence === shown;

/** Printed numbers: apart when they are the same, struck and added when they are not. */
function numberOf(row: ViewRow, shown: Shown): { readonly printed: string; readonly changed: ReactNode } {
  const [old, fresh] = [row.old?.number ?? '', row.new?.number ?? ''];
  if (shown !== 'both') return { printed: shown === 'old' ? old : fresh, changed: null };
  if (row.old === null || row.new === null || old === fresh)
    return { printed: row.new === null ? old : fresh, changed: null };
  const gap = row.new.block.type === 'intitule' ? '' : '\u00a0';
  return {
    printed: '',
    changed: (
      <>
        {old === '' ? null : <del>{old}</del>}
        {fresh === '' ? null : <ins>{fresh}</ins>}
        {gap}
      </>
    ),
  };
}

function attributesOf(block: BlockJson): Readonly<Record<string, string | number | undefined>> {
  switch (block.type) {
    case 'intitule':
      return { 'data-niveau': block.attrs.niveau, 'data-genre': block.attrs.genre };
    case 'item':
      return { 'data-niveau': block.attrs.niveau };
    case 'alinea':
      return { 'data-retrait': block.attrs.retrait === 0 ? undefined : block.attrs.retrait };
    case 'titre':
      return { 'data-role': block.attrs.role };
    default:
      return {};
  }
}

/** A block of an act as it prints: the page's own style sheet does the rest. */
export function PrintedBlock({ row, shown, facts = NO_FACTS, words }: PrintedBlockProps) {
  const side = (shown === 'old' ? row.old : row.new) ?? row.old ?? row.new;
  if (side === null) return null;
  const { block } = side;
  const presence = shown === 'both' && row.moved !== 'away' ? row.presence : 'both';
  if (block.type === 'sautPage')
    return (
      <p className={classes.break} data-presence={presence}>
        Saut de page
      </p>
    );
  if (block.type === 'image')
    return <img src={block.attrs.src} alt={block.attrs.alt} data-presence={presence} />;
  if (block.type === 'table')
    return (
      <div className="tableWrapper" data-presence={presence}>
        <table>
          <tbody>
            {row.content.kind === 'table'
              ? row.content.rows.map((each, rank) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity
                  <TableRow key={rank} row={each} shown={shown} words={words} />
                ))
              : null}
          </tbody>
        </table>
      </div>
    );
  const number = numberOf(row, shown);
  const heading = block.type === 'intitule' ? `h${Math.min(6, block.attrs.niveau + 1)}` : 'p';
  return createElement(
    heading,
    {
      'data-bloc': block.type,
      ...attributesOf(block),
      'data-numero': number.printed,
      'data-presence': presence,
    },
    number.changed,
    row.content.kind !== 'text' ? null : words ? (
      words(row)
    ) : (
      <Words segments={row.content.segments} shown={shown} facts={facts} />
    ),
  );
}

interface TableRowProps extends Pick<PrintedBlockProps, 'shown' | 'words'> {
  readonly row: ViewTableRow;
}

function TableRow({ row, shown, words }: TableRowProps) {
  if (!isOn(row.presence, shown)) return null;
  return (
    <tr data-presence={shown === 'both' ? row.presence : undefined}>
      {row.cells.map((cell, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity
        <TableCell key={rank} cell={cell} shown={shown} words={words} />
      ))}
    </tr>
  );
}

interface TableCellProps extends Pick<PrintedBlockProps, 'shown' | 'words'> {
  readonly cell: ViewCell;
}

function TableCell({ cell, shown, words }: TableCellProps) {
  if (!isOn(cell.presence, shown)) return null;
  return createElement(
    cell.frame.type === 'tableHeader' ? 'th' : 'td',
    {
      colSpan: cell.frame.attrs.colspan,
      rowSpan: cell.frame.attrs.rowspan,
      'data-presence': shown === 'both' ? cell.presence : undefined,
      'data-change': cell.kinds.length > 0 ? 'true' : undefined,
    },
    cell.lines
      .filter((line) => isOn(line.presence, shown))
      .map((line) => <PrintedBlock key={line.key} row={line} shown={shown} words={words} />),
  );
}
