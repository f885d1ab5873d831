import type { TableJson } from '#shared/document/model.ts';
import type { ActFacts } from '../facts/act.ts';
import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';
import { folded, plainOf, readFigures } from '../text.ts';

const CELL = /^(\d[\d .]*(?:,\d+)?) ?(%|€|euros?|k€|h|jours?|etp)?$/;

interface Cell {
  readonly text: string;
  readonly value: number | null;
  readonly decimals: boolean;
}

const rowsOf = (table: TableJson, textOf: (id: string) => string): readonly (readonly Cell[])[] =>
  table.content.map((row) =>
    row.content.flatMap((cell) => {
      const text = cell.content
        .map((block) => textOf(block.attrs.id))
        .join(' ')
        .trim();
      const match = CELL.exec(text);
      const value = match === null ? null : readFigures(match[1] ?? '');
      // A merged cell keeps its columns.
      const blank = { text: '', value: null, decimals: false };
      return [
        { text, value, decimals: /,/.test(text) },
        ...Array(Math.max(0, cell.attrs.colspan - 1)).fill(blank),
      ];
    }),
  );

const isTotal = (row: readonly Cell[]): boolean => /^total(?: general)?\b/.test(row[0]?.text ?? '');
const isSubtotal = (row: readonly Cell[]): boolean => /^sous-? ?total/.test(row[0]?.text ?? '');

/** A first line of years heads its columns. */
const isYears = (row: readonly Cell[]): boolean =>
  row.every(({ value }) => value === null || (value >= 1900 && value <= 2200));

/** Columns whose total is not the sum of the rows above (sub-totals apart). */
function wrongTotals(rows: readonly (readonly Cell[])[]): readonly { total: Cell; sum: number }[] {
  const at = rows.findIndex(isTotal);
  const total = rows[at];
  if (at < 2 || total === undefined || rows.filter(isTotal).length !== 1) return [];
  const above = rows
    .slice(0, at)
    .filter((row, index) => row.some((cell) => cell.value !== null) && !(index === 0 && isYears(row)));
  return total.flatMap((cell, column) => {
    if (cell.value === null) return [];
    const sumOf = (picked: readonly (readonly Cell[])[]) => {
      const cells = picked.map((row) => row[column]).filter((one) => one !== undefined && one.value !== null);
      return { count: cells.length, sum: cells.reduce((sum, one) => sum + (one?.value ?? 0), 0) };
    };
    const plain = sumOf(above.filter((row) => !isSubtotal(row)));
    const sub = sumOf(above.filter(isSubtotal));
    // One row alone, or a column of years or rates, is no addition.
    if (plain.count < 2 || above.some((row) => /%/.test(row[column]?.text ?? ''))) return [];
    const near = (sum: number) =>
      Math.abs(sum - (cell.value ?? 0)) < (cell.decimals || sum % 1 !== 0 ? 0.06 : 0.5);
    if (near(plain.sum) || (sub.count > 0 && near(sub.sum))) return [];
    return [{ total: cell, sum: plain.sum }];
  });
}

const NUMBER = '\\d{1,3}(?:[ .]\\d{3})+(?:,\\d+)?|\\d+(?:,\\d+)?';
const ADDITION = new RegExp(
  `(?<![\\d,.])((?:${NUMBER})(?: ?€?| [a-z]+)?(?: ?\\+ ?(?:${NUMBER})(?: ?€?| [a-z]+)?)+) ?= ?(${NUMBER})`,
  'g',
);
const PARTS = new RegExp(
  `(?<![\\d,.-])(${NUMBER}) ([a-z' ]{2,50}),? dont (${NUMBER}) ([a-z' -]{2,60}) et (${NUMBER})\\b`,
  'g',
);

const values = (text: string): readonly number[] =>
  [...text.matchAll(new RegExp(NUMBER, 'g'))].flatMap((match) => readFigures(match[0]) ?? []);

const shown = (value: number): string =>
  String(Math.round(value * 100) / 100)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+(?!\d))/g, ' ');

function scanProse(facts: BlockFacts): readonly Hit[] {
  const hits: Hit[] = [];
  for (const match of facts.plain.matchAll(ADDITION)) {
    const sum = values(match[1] ?? '').reduce((total, one) => total + one, 0);
    const told = readFigures(match[2] ?? '');
    if (told === null || Math.abs(sum - told) < 0.01) continue;
    hits.push({
      place: placeIn(facts, match.index, match.index + match[0].length),
      message: `« ${facts.text.slice(match.index, match.index + match[0].length)} » : l’addition donne ${shown(sum)}.`,
    });
  }
  for (const match of facts.plain.matchAll(PARTS)) {
    const [whole, one, other] = [match[1], match[3], match[5]].map((figure) => readFigures(figure ?? ''));
    if (whole == null || one == null || other == null || one + other <= whole || /%/.test(match[0])) continue;
    hits.push({
      place: placeIn(facts, match.index, match.index + match[0].length),
      message: `« ${facts.text.slice(match.index, match.index + match[0].length)} » : les parts (${shown(one + other)}) dépassent le tout.`,
    });
  }
  return hits;
}

const tables = new WeakMap<TableJson, { readonly printed: string; readonly hits: readonly Hit[] }>();

function tableHits(act: ActFacts): readonly Hit[] {
  const { content } = act.document;
  if (!content.some((block) => block.type === 'table')) return [];
  const texts = new Map(
    act.lines.filter((line) => line.inTable).map(({ facts }) => [facts.id as string, facts]),
  );
  return content.flatMap((block): readonly Hit[] => {
    if (block.type !== 'table') return [];
    const textOf = (id: string) => plainOf(folded(texts.get(id)?.text ?? ''));
    const rows = rowsOf(block, textOf);
    const printed = JSON.stringify(rows);
    const known = tables.get(block);
    if (known?.printed === printed) return known.hits;
    const hits = wrongTotals(rows).map(({ total, sum }): Hit => {
      const cell = [...texts.values()].findLast((facts) => facts.plain.trim() === total.text);
      return {
        place: cell === undefined ? { kind: 'bloc', block: block.attrs.id, range: null } : placeIn(cell),
        message: `Le total annoncé (${total.text}) n’est pas la somme de la colonne, qui est ${shown(sum)}.`,
      };
    });
    tables.set(block, { printed, hits });
    return hits;
  });
}

export const sommeFausse: Rule = {
  id: 'somme-fausse',
  title: 'Somme fausse',
  source: 'Domaine §2 Préambule (sums add up), Finances',
  severity: 'recommande',
  check: (act) => [...tableHits(act), ...scanLines(act.lines, scanProse)],
};
