import type { ViewRow } from '#shared/compare/view.ts';
import type { Shows } from './shows.ts';

/** Lines drawn together. */
export type Run =
  | { readonly kind: 'row'; readonly key: string; readonly row: ViewRow }
  /** Where lines that moved away stood. */
  | { readonly kind: 'away'; readonly key: string; readonly rows: readonly ViewRow[] }
  /** Lines left out. */
  | { readonly kind: 'folded'; readonly key: string; readonly rows: readonly ViewRow[] };

/** @returns what to draw of some lines, which it shares out in their order */
export function runsOf(rows: readonly ViewRow[], shows: Shows): readonly Run[] {
  const changes = rows.some((row) => shows.isShown(row));
  const kindOf = (row: ViewRow): Run['kind'] => {
    if (row.moved === 'away') return shows.moves ? 'away' : 'folded';
    const heading = row.new?.block.type === 'intitule';
    return !shows.onlyChanges || shows.isShown(row) || (heading && changes) ? 'row' : 'folded';
  };
  const runs: Run[] = [];
  for (const row of rows) {
    const kind = kindOf(row);
    const last = runs.at(-1);
    if (kind === 'row') runs.push({ kind, key: row.key, row });
    else if (last?.kind === kind) runs[runs.length - 1] = { ...last, rows: [...last.rows, row] };
    else runs.push({ kind, key: row.key, rows: [row] });
  }
  return runs;
}
