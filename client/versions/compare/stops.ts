import type { ChangeKind, FieldChange } from '#shared/compare/model.ts';
import type { Sentence } from '#shared/compare/sentences.ts';
import type { ComparisonView, ViewRow } from '#shared/compare/view.ts';

/** Where one stops when going from change to change: a line of the text, a variable, or a sentence. */
export interface Stop {
  /** Unique on the page; that of the element that shows it. */
  readonly key: string;
  readonly kinds: readonly ChangeKind[];
  /** Ranks in the comparison's changes. */
  readonly changes: readonly number[];
}

/** Ids alone are of no interest to a reader. */
const isTold = (kinds: readonly ChangeKind[]) => kinds.some((kind) => kind !== 'identite');

/** @returns the key of a variable's stop */
export const fieldKey = (field: FieldChange): string => `champ:${field.key}`;

/** @returns whether a line is one that changed, for a reader */
export const isChanged = (row: Pick<ViewRow, 'change' | 'kinds'>): boolean =>
  row.change !== null && isTold(row.kinds);

/** @returns the stops of the text: variables first, then lines in their order */
export function textStops(view: ComparisonView): readonly Stop[] {
  return [
    ...view.fields.map((field): Stop => ({ key: fieldKey(field), kinds: [field.kind], changes: [] })),
    ...view.rows.filter(isChanged).map((row): Stop => {
      return { key: row.key, kinds: row.kinds, changes: row.change === null ? [] : [row.change] };
    }),
  ];
}

/** @returns the stops of the list of sentences, one each */
export function sentenceStops(sentences: readonly Sentence[]): readonly Stop[] {
  return sentences.map(({ kinds, changes }, rank) => ({ key: `phrase:${rank}`, kinds, changes }));
}

/** @returns the stops of some kinds; all of them when no kind is asked for */
export function ofKinds(stops: readonly Stop[], kinds: ReadonlySet<ChangeKind>): readonly Stop[] {
  return kinds.size === 0 ? stops : stops.filter((stop) => stop.kinds.some((kind) => kinds.has(kind)));
}

/** @returns how many stops are of each kind; kinds of none are left out */
export function countKinds(stops: readonly Stop[]): ReadonlyMap<ChangeKind, number> {
  const counts = new Map<ChangeKind, number>();
  for (const { kinds } of stops)
    for (const kind of new Set(kinds)) if (kind !== 'identite') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
