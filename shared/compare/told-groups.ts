import type { Sentence } from './sentences.ts';
import type { ComparisonView } from './view.ts';
import type { ViewGroup } from './view-groups.ts';

/** The sentences that tell of one division, or of the variables (`group` is null then). */
export interface ToldGroup {
  readonly group: ViewGroup | null;
  readonly sentences: readonly { readonly rank: number; readonly sentence: Sentence }[];
}

/** Shares sentences out between the divisions, in the order of the text, each once. */
export function toldGroups(view: ComparisonView, sentences: readonly Sentence[]): readonly ToldGroup[] {
  const groupOf = new Map<number, ViewGroup>();
  for (const group of view.groups)
    for (const row of view.rows.slice(group.from, group.to))
      if (row.change !== null) groupOf.set(row.change, group);
  const told = new Map<ViewGroup | null, { rank: number; sentence: Sentence }[]>();
  sentences.forEach((sentence, rank) => {
    const group = groupOf.get(sentence.changes[0] ?? -1) ?? null;
    const list = told.get(group) ?? [];
    list.push({ rank, sentence });
    told.set(group, list);
  });
  return [null, ...view.groups].flatMap((group) => {
    const list = told.get(group);
    return list === undefined ? [] : [{ group, sentences: list }];
  });
}

/** Title of the sentences that tell of no division. */
export const VALUES_TITLE = 'Valeurs de l’acte';
