import { alinea, type Blocks, contentOf, idOf, intitule, item } from '#shared/document/builders.ts';
import { parseInline } from '#shared/document/markdown-inline.ts';
import type { ActContent, BlockJson, Fields } from '#shared/document/model.ts';
import type { ChangeKind } from '../../model.ts';

/** What a reader expects to be told of one block. */
export interface Expected {
  /** Name of the block: the new one's, or the old one's when it was removed. */
  readonly id: string;
  readonly kinds: readonly ChangeKind[];
  /** Its words, in the notation of `redline`; null when none of them changed, or when all of the block did. */
  readonly words: string | null;
}

/** Two states of an act, and what a jurist who reads both says of them. */
export interface Pair {
  readonly family: string;
  readonly name: string;
  readonly old: ActContent;
  readonly new: ActContent;
  readonly expected: readonly Expected[];
}

/** Values of the act: the same on both sides, or one of each. */
interface Values {
  readonly old?: Fields;
  readonly new?: Fields;
}

/** @returns a maker of pairs of one family */
export const family =
  (name: string) =>
  (
    title: string,
    old: readonly Blocks[],
    fresh: readonly Blocks[],
    expected: readonly Expected[],
    values: Values = {},
  ): Pair => ({
    family: name,
    name: title,
    old: contentOf(old, values.old),
    new: contentOf(fresh, values.new ?? values.old),
    expected,
  });

/** @returns an alinéa, its text in inline Markdown (`**gras**`, `1^{er}`) */
export const p = (id: string, text: string) => alinea(parseInline(text), { id: idOf(id) });
/** @returns a list item */
export const li = (id: string, text: string, marqueur = '–') =>
  item(parseInline(text), { id: idOf(id), marqueur });
/** @returns « Article n – heading » and its blocks */
export const art = (id: string, heading: string, ...body: readonly BlockJson[]): readonly BlockJson[] => [
  intitule(parseInline(heading), {
    id: idOf(id),
    genre: 'article',
    prefixe: 'Article\u00a0',
    compteur: '1',
    separateur: ' – ',
  }),
  ...body,
];

/** Words of a block changed as shown, and nothing else of it. */
export const says = (id: string, words: string, ...kinds: readonly ChangeKind[]): Expected => ({
  id,
  kinds: kinds.length === 0 ? ['reformule'] : kinds,
  words,
});
/** The whole block is told by its kinds: added, removed, moved, renumbered. */
export const is = (id: string, ...kinds: readonly ChangeKind[]): Expected => ({ id, kinds, words: null });
