import type { BlockJson, TextBlockJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { ExpectedHeadings } from '../lines.ts';
import type { QuotedLine } from '../model.ts';
import type { Range } from '../places.ts';
import type { Splice } from './splice.ts';

/** How quoted lines become blocks, once ids can be given. */
export interface NewBlocks {
  readonly lines: readonly QuotedLine[];
  readonly like: BlockJson | null;
  readonly headings: ExpectedHeadings | null;
}

/**
 * A place between two blocks: after the block `after` (-1: before all). Several may share it when `order` tells
 * them apart: what goes after a line or a division comes before what goes before the next one; lines first (0), then
 * divisions from the deepest to the widest.
 */
export interface Gap {
  readonly after: number;
  readonly order: number;
  /** The block that the instruction names there: where it goes, what is put beside it has no place of its own. */
  readonly anchor: number;
  /** Heading of the division that the place belongs to; -1 for none. */
  readonly owner: number;
}

/** What one instruction does to the base, in its own indexes. */
export type Edit =
  | { readonly kind: 'splice'; readonly block: TextBlockJson; readonly splice: Splice }
  | { readonly kind: 'remove'; readonly range: Range; readonly by: NewBlocks | null }
  | { readonly kind: 'insert'; readonly gap: Gap; readonly blocks: NewBlocks }
  | { readonly kind: 'move'; readonly range: Range; readonly gap: Gap; readonly number: string | null }
  /** The heading that opens `range` takes a number of its own. */
  | { readonly kind: 'number'; readonly range: Range; readonly number: string }
  | {
      readonly kind: 'row';
      readonly table: BlockId;
      /** From 0; an insertion stands before the row of that rank. */
      readonly rank: number;
      readonly removes: boolean;
      readonly rows: readonly (readonly string[])[];
    };
