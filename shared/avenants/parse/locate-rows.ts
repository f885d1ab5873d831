import type { Places } from '../places.ts';
import { at, clean, type Found, missing } from './found.ts';
import type { Step } from './surface.ts';

/** The row of the one table of a place, by its rank or by its first cell. */
export function rowIn(
  places: Places,
  step: Extract<Step, { kind: 'row' }>,
  tables: readonly number[],
): Found {
  const [index] = tables;
  if (index === undefined) return missing();
  if (tables.length > 1) return missing('several');
  const table = places.blocks[index];
  if (table?.type !== 'table') return missing();
  if (step.words !== null) {
    const wanted = clean(step.words);
    const rows = table.content.flatMap((row, i) => {
      const text = row.content[0]?.content.map((block) => places.reader.textOf(block).text).join(' ') ?? '';
      return clean(text) === wanted ? [i + 1] : [];
    });
    const [rank] = rows;
    if (rank === undefined) return missing();
    return rows.length > 1 ? missing('several') : { place: { kind: 'row', index, rank } };
  }
  const rank = step.rank === null ? 0 : at(step.rank, table.content.length);
  if (rank < 1 || rank > table.content.length) return missing(step.rank === null ? 'several' : 'no-rank');
  return { place: { kind: 'row', index, rank } };
}
