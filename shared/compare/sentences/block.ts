import type { FactChange } from '../inline/model.ts';
import type { BlockChange, CellComparison, ChangeKind, RowComparison, TableComparison } from '../model.ts';
import type { Addresses } from './addresses.ts';
import { attributeClauses } from './attributes.ts';
import {
  countOf,
  cutPlace,
  formerName,
  joinClauses,
  joinLines,
  joinWords,
  quote,
  sentence,
  withA,
} from './french.ts';
import { isRewritten, wordClauses } from './words.ts';

/** Both acts, as they call their blocks. */
export interface Told {
  readonly old: Addresses;
  readonly new: Addresses;
}

/** A sentence before it is placed in the list. */
export interface Telling {
  readonly text: string;
  readonly facts: readonly FactChange[];
}

const CAPPED = 'ce passage est trop long pour être comparé en détail';

function formClauses(kinds: readonly ChangeKind[], clauses: readonly string[]): readonly string[] {
  if (!kinds.includes('typographie')) return clauses;
  return [...clauses, clauses.length === 0 ? 'seule la typographie change' : 'la typographie change aussi'];
}

/** Where a line is now, and where it was if that is said otherwise. */
function placeOf(change: BlockChange, told: Told): string {
  const [from, to] = [change.old[0], change.new];
  if (to === null) return '';
  const now = told.new.place(to.id);
  if (from === undefined || change.old.length > 1 || change.moved !== null || change.part !== null)
    return withA(now);
  const former = formerName(told.old.place(from.id), now);
  return former === '' ? withA(now) : `${withA(now)} (${former})`;
}

function movedClause(change: BlockChange, told: Told): string {
  const [from, to] = [change.old[0], change.new];
  if (from === undefined || to === null) return '';
  const [before, after] = [told.old.line(from.id), told.new.line(to.id)];
  return before === after ? `${before} est déplacé` : `${before} est déplacé et devient ${after}`;
}

function cutClause(change: BlockChange, told: Told): string | null {
  if (change.part !== null && change.part.rank === 0 && change.old[0] !== undefined)
    return `${told.old.line(change.old[0].id)} est coupé en ${countOf(change.part.count, 'alinéa')}`;
  if (change.old.length < 2) return null;
  const places = [...change.old].sort((a, b) => a.index - b.index);
  return `${joinLines(places.map((place) => told.old.line(place.id)))} sont réunis en un seul alinéa`;
}

const joinSentences = (parts: readonly (string | null)[]): string =>
  parts.flatMap((part) => (part === null || part === '' ? [] : [sentence(part)])).join(' ');

/** Tells a line that stays: what became of it, then of its words. */
export function tellLine(change: BlockChange, told: Told): Telling {
  const renamed = tellRenumberedLine(change, told);
  if (renamed !== null) return { text: renamed, facts: [] };
  const comparison = change.content.kind === 'text' ? change.content.comparison : null;
  const reworded = comparison?.reworded === true;
  const head = change.kinds.includes('deplace') ? movedClause(change, told) : cutClause(change, told);
  const facts = comparison?.facts ?? [];
  const place = placeOf(change, told);
  const structure = change.kinds.some(
    (kind) => kind === 'structure' || kind === 'mise-en-forme' || kind === 'propriete',
  );
  const attributes = structure ? attributeClauses(change.attributes) : [];
  if (reworded && comparison !== null && isRewritten(comparison) && comparison.segments.length < 6) {
    const [old, fresh] = ['deleted', 'inserted'].map((kind) =>
      comparison.segments
        .flatMap((one) => (one.kind === kind && one.kind !== 'altered' ? one.pieces : []))
        .map((piece) => piece.text)
        .join(''),
    );
    const clauses = [`${quote(old ?? '')} devient ${quote(fresh ?? '')}`, ...attributes];
    return {
      text: joinSentences([head, `${place}, ${joinClauses(clauses)}`, change.capped ? CAPPED : null]),
      facts,
    };
  }
  const words = comparison === null ? [] : wordClauses(comparison);
  const renumbered =
    change.kinds.includes('renumerote') && change.number.old !== change.number.new && head === null
      ? [renumberedClause(change)]
      : [];
  const clauses = formClauses(change.kinds, [...renumbered, ...attributes, ...words]);
  const body = clauses.length === 0 ? null : `${place}, ${joinClauses(clauses)}`;
  return { text: joinSentences([head, body, change.capped ? CAPPED : null]), facts };
}

function renumberedClause(change: BlockChange): string {
  const { old, new: fresh } = change.number;
  if (old.trim() === '') return `le numéro ${quote(fresh)} est ajouté`;
  if (fresh.trim() === '') return `le numéro ${quote(old)} est supprimé`;
  return `le numéro ${quote(old)} devient ${quote(fresh)}`;
}

/** « Le 2° de l’article 3 devient le 3°. » */
function tellRenumberedLine(change: BlockChange, told: Told): string | null {
  const [from, to] = [change.old[0], change.new];
  if (change.kinds.join() !== 'renumerote' || change.content.kind !== 'same') return null;
  if (from === undefined || to === null) return null;
  const [before, after] = [told.old.line(from.id), told.new.line(to.id)];
  if (formerName(before, after) === '') return null;
  const [old, fresh] = [cutPlace(before), cutPlace(after)];
  return sentence(`${before} devient ${old.tail === fresh.tail ? fresh.head : after}`);
}

const cellText = (cell: CellComparison, told: Told): string => {
  const side = cell.kinds.includes('supprime') ? told.old : told.new;
  return (cell.cell?.content ?? []).map((block) => side.words(block)).join(' ');
};
const rowText = (row: RowComparison, told: Told): string =>
  quote(row.cells.map((cell) => cellText(cell, told)).join(' | '));

function rowClauses(rows: readonly RowComparison[], told: Told): readonly string[] {
  const clauses: string[] = [];
  for (const [kind, verb] of [
    ['new', 'supprimée'],
    ['old', 'ajoutée'],
  ] as const) {
    const found = rows.filter((row) => row[kind] === null);
    if (found.length === 0) continue;
    const plural = found.length > 1;
    clauses.push(
      `${countOf(found.length, 'ligne', true)} ${plural ? 'sont' : 'est'} ${verb}${plural ? 's' : ''}\u00a0: ${joinWords(found.map((row) => rowText(row, told)))}`,
    );
  }
  const moved = rows.filter((row) => row.old !== null && row.kinds.includes('deplace')).length;
  if (moved > 0)
    clauses.push(`${countOf(moved, 'ligne', true)} ${moved > 1 ? 'changent' : 'change'} de place`);
  return clauses;
}

/** Cells that came or went in rows that stay: a column, most often. */
function columnClauses(rows: readonly RowComparison[], told: Told): readonly string[] {
  const kept = rows.filter((row) => row.old !== null && row.new !== null);
  return (['insere', 'supprime'] as const).flatMap((kind) => {
    const perRow = kept.map((row) =>
      row.cells.filter((cell) => cell.cell !== null && cell.kinds.includes(kind)),
    );
    const total = perRow.flat();
    if (total.length === 0) return [];
    const [first] = perRow;
    const verb = kind === 'insere' ? 'ajoutée' : 'supprimée';
    const whole = first !== undefined && perRow.every((cells) => cells.length === first.length);
    const noun = whole ? 'colonne' : 'cellule';
    const count = whole ? first.length : total.length;
    const named = (whole ? first : total).map((cell) => quote(cellText(cell, told)));
    const plural = count > 1;
    return [
      `${countOf(count, noun, true)} ${plural ? 'sont' : 'est'} ${verb}${plural ? 's' : ''}\u00a0: ${joinWords(named)}`,
    ];
  });
}

function tellCells(table: TableComparison, told: Told): readonly Telling[] {
  return table.rows.flatMap((row) =>
    row.cells.flatMap((cell) => [
      ...cell.blocks.changes
        .filter((change) => change.kinds.join() !== 'identite')
        .map((change): Telling => {
          if (change.content.kind !== 'whole') return tellLine(change, told);
          const text = (change.new === null ? told.old : told.new).words(change.content.block);
          const [verb, place] =
            change.new === null
              ? ['supprimé', told.old.line(change.old[0]?.id ?? change.content.block.attrs.id)]
              : ['ajouté', told.new.line(change.new.id)];
          return { text: sentence(`${place} est ${verb}\u00a0: ${quote(text)}`), facts: [] };
        }),
      ...(cell.cell === null && attributeClauses(cell.attributes).length > 0
        ? [{ text: sentence(`au tableau, ${joinClauses(attributeClauses(cell.attributes))}`), facts: [] }]
        : []),
    ]),
  );
}

/** Tells a table that stays: rows, columns, then cells. */
export function tellTable(change: BlockChange, table: TableComparison, told: Told): Telling {
  const place = placeOf(change, told);
  const head = change.kinds.includes('deplace') ? movedClause(change, told) : null;
  const frame = [...rowClauses(table.rows, told), ...columnClauses(table.rows, told)];
  const cells = tellCells(table, told);
  const text = [
    joinSentences([head, frame.length === 0 ? null : `${place}, ${joinClauses(frame)}`]),
    ...cells.map((cell) => cell.text),
    change.capped ? sentence(CAPPED) : '',
  ];
  return {
    text: text.filter((part) => part !== '').join(' '),
    facts: cells.flatMap((cell) => cell.facts),
  };
}
