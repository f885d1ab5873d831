import type { Line } from './lines.ts';
import { numberStart } from './number-start.ts';
import { isPageNumber, namesInstrument } from './roles.ts';

/*
 * What a printer adds to every page: numbers, running headers and footers (rule L9 of RULES.md).
 */

const NUMBER = 'Numéro de page de la source.';
const RUNNING = 'En-tête ou pied de page répété de la source.';
const BARE = /^\d{1,3}$/;
/** « Convention X – page 3 »: what differs from one page to the next. */
const OWN_NUMBER = /\s*[-–—|•]?\s*(?:page\s|p\.\s?)?\d{1,3}(?:\s?(?:\/|sur|de)\s?\d{1,3})?$/iu;
/** Lines between two bare numbers that count pages rather than items. */
const PAGE_GAP = 12;
const LOOK_AHEAD = 10;

const filled = (line: Line): boolean => line.kind !== 'blank';

function besideBreak(lines: readonly Line[], index: number, step: number): boolean {
  for (let at = index + step; at >= 0 && at < lines.length && Math.abs(at - index) <= 4; at += step)
    if (lines[at]?.kind !== 'blank') return lines[at]?.kind === 'pageBreak';
  return false;
}

/** A number alone between blank lines, beside a page break or in a series as far apart as pages are. */
function bareNumbers(lines: readonly Line[]): ReadonlySet<number> {
  const found = new Set<number>();
  let last: { index: number; value: number } | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'text' || !BARE.test(line.text)) continue;
    const [before, after] = [lines[index - 1], lines[index + 1]];
    const beside = [-1, 1].some((step) => besideBreak(lines, index, step));
    const alone = [before, after].every(
      (one) => one === undefined || !filled(one) || one.kind === 'pageBreak',
    );
    if (!alone) continue;
    const value = Number(line.text);
    if (beside) found.add(index);
    if (last !== null && value === last.value + 1 && index - last.index >= PAGE_GAP)
      found.add(index).add(last.index);
    last = { index, value };
  }
  return found;
}

const keyOf = (text: string): string => text.replace(OWN_NUMBER, '').replace(/\s+/g, ' ').trim();

/** Indexes of the lines that repeat at the edge of pages. */
function runningLines(lines: readonly Line[], numbers: ReadonlySet<number>): ReadonlySet<number> {
  const order = [...lines.keys()].filter((index) => filled(lines[index] as Line));
  const edge = new Set<number>();
  const isEdge = (rank: number): boolean => {
    const index = order[rank];
    return (
      index !== undefined && (numbers.has(index) || edge.has(index) || lines[index]?.kind === 'pageBreak')
    );
  };
  const groups = new Map<string, number[]>();
  for (const [rank, index] of order.entries()) {
    const line = lines[index];
    if (line === undefined || (line.kind !== 'text' && line.kind !== 'heading') || numbers.has(index))
      continue;
    const key = keyOf(line.text);
    if (key.length < 6 || key.length > 120 || numberStart(line.text)?.named === true) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [rank]);
    else group.push(rank);
  }
  // A second pass finds the second line of a header.
  for (let pass = 0; pass < 2; pass += 1)
    for (const group of groups.values()) {
      if (group.length < 2) continue;
      const atEdge = group.filter((rank) => isEdge(rank - 1) || isEdge(rank + 1));
      const first = group[0] === 0 && !atEdge.includes(0) && titledBelow(lines, order) ? [0] : [];
      if (atEdge.length + first.length < 2) continue;
      for (const rank of [...first, ...atEdge]) edge.add(order[rank] ?? -1);
    }
  return edge;
}

/** The first line is a header, not the title, when a title stands under it. */
const titledBelow = (lines: readonly Line[], order: readonly number[]): boolean =>
  order.slice(1, LOOK_AHEAD).some((index) => namesInstrument(lines[index]?.text ?? ''));

/** @returns the lines, those that belong to the pages rather than to the text marked with the reason */
export function markFurniture(lines: readonly Line[]): readonly Line[] {
  const bare = bareNumbers(lines);
  const numbers = new Set(bare);
  for (const [index, line] of lines.entries())
    if ((line.kind === 'text' || line.kind === 'bullet') && isPageNumber(line.source)) numbers.add(index);
  const breaks = lines.some((line) => line.kind === 'pageBreak');
  if (numbers.size === 0 && !breaks) return lines;
  const running = runningLines(lines, numbers);
  return lines.map((line, index) => {
    if (numbers.has(index)) return { ...line, furniture: NUMBER };
    return running.has(index) ? { ...line, furniture: RUNNING } : line;
  });
}
