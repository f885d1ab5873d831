import type { ActContent, BlockJson, FieldValue, TableCellJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { FactChange, InlineComparison } from './inline/model.ts';

/**
 * What can be said of a change (rules K1 and K2 of RULES.md), in the order in which it is said. `structure`: nature,
 * kind or level; `propriete`: what the text is tied to, while it reads the same; `identite`: ids alone.
 */
export const CHANGE_KINDS = [
  'insere',
  'supprime',
  'deplace',
  'scinde',
  'fusionne',
  'reformule',
  'valeur',
  'structure',
  'renumerote',
  'typographie',
  'mise-en-forme',
  'propriete',
  'identite',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A block on one side: its rank among the blocks of its list, from 0, and its id. */
export interface Place {
  readonly index: number;
  readonly id: BlockId;
}

export type AttributeValue = string | number | boolean | null | readonly number[] | undefined;

/** One attribute; `type` is the node's own name. `undefined` where the side has no such attribute. */
export interface AttributeChange {
  readonly name: string;
  readonly old: AttributeValue;
  readonly new: AttributeValue;
}

/** What changed inside a block. `whole`: all of it was added or taken away. */
export type ContentChange =
  | { readonly kind: 'whole'; readonly block: BlockJson }
  | { readonly kind: 'same' }
  | { readonly kind: 'text'; readonly comparison: InlineComparison }
  | { readonly kind: 'table'; readonly table: TableComparison };

/** One changed block: a single record holds its old and its new place. */
export interface BlockChange {
  /** In the order of {@link CHANGE_KINDS}, at least one. */
  readonly kinds: readonly ChangeKind[];
  /** Empty for an addition; several where alinéas were joined, the one that goes on first. */
  readonly old: readonly Place[];
  /** Null for a removal. */
  readonly new: Place | null;
  /** Where an alinéa was split: which part of the old one this is, from 0. */
  readonly part: { readonly rank: number; readonly count: number } | null;
  /** `carried`: it moved with the division that holds it, whose heading says so. */
  readonly moved: 'self' | 'carried' | null;
  readonly attributes: readonly AttributeChange[];
  readonly content: ContentChange;
  /** As printed before the words: « Article 5 – », « 2° », « ³ »; "" for none. */
  readonly number: { readonly old: string; readonly new: string };
  /** Rule K11. */
  readonly capped: boolean;
}

/** The new list in its order, told from the old one; what left it stands where it was. */
export type LayoutItem =
  | { readonly kind: 'same'; readonly old: number; readonly count: number; readonly moved: boolean }
  | { readonly kind: 'change'; readonly change: number }
  /** Where a block that moved away stood. */
  | { readonly kind: 'departure'; readonly old: number };

/** Two lists of blocks compared. */
export interface ListComparison {
  readonly layout: readonly LayoutItem[];
  /** In the order of the layout. */
  readonly changes: readonly BlockChange[];
}

/** A cell on both sides; null where there is none. */
export interface CellComparison {
  readonly old: number | null;
  readonly cell: TableCellJson | null;
  readonly kinds: readonly ChangeKind[];
  readonly attributes: readonly AttributeChange[];
  readonly blocks: ListComparison;
}

/** A row on both sides, in the order of the layout: a removed row stands where it was. */
export interface RowComparison {
  readonly old: number | null;
  readonly new: number | null;
  readonly kinds: readonly ChangeKind[];
  /** In the order of the new row; a removed cell stands where it was. */
  readonly cells: readonly CellComparison[];
}

export interface TableComparison {
  readonly rows: readonly RowComparison[];
}

/** One variable of `champs`. `propriete`: its label or its type alone. */
export interface FieldChange {
  readonly key: string;
  readonly kind: 'insere' | 'supprime' | 'valeur' | 'propriete';
  readonly old: FieldValue | null;
  readonly new: FieldValue | null;
  readonly facts: readonly FactChange[];
}

/** Everything that makes one act differ from another. */
export interface Comparison {
  /** Both sides, in canonical form. */
  readonly old: ActContent;
  readonly new: ActContent;
  readonly blocks: ListComparison;
  readonly fields: readonly FieldChange[];
  /** Rule K11: some block was compared more roughly than the rest; its record says so. */
  readonly capped: boolean;
}
