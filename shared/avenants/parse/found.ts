import type { OutlineNode } from '#shared/document/tree.ts';
import type { Address } from '../model.ts';
import { folded } from '../text/fold.ts';
import { keyText } from './characters.ts';
import type { Rank } from './quantities.ts';
import type { Step } from './surface.ts';

/** Why a place is not one place of the base text (rules L1 to L9 of RULES.md). */
export type LocateCode =
  | 'not-found'
  | 'several'
  | 'ambiguous-rank'
  | 'no-rank'
  | 'no-address'
  | 'not-amendable';

/** A place of the base text. */
export type Place =
  | { readonly kind: 'act' }
  | { readonly kind: 'division'; readonly node: OutlineNode }
  | { readonly kind: 'heading'; readonly node: OutlineNode }
  /** Blocks next to one another: a line, or a level with all that it holds. */
  | { readonly kind: 'lines'; readonly start: number; readonly end: number; readonly ranked: boolean }
  | { readonly kind: 'phrase'; readonly index: number; readonly rank: number; readonly count: number }
  | { readonly kind: 'row'; readonly index: number; readonly rank: number }
  | { readonly kind: 'cell'; readonly address: Address };

export type Located =
  | { readonly ok: true; readonly place: Place }
  | { readonly ok: false; readonly code: LocateCode; readonly step: Step; readonly nearest: string | null };

/** Where the search has come to: a stretch of blocks, and the division or the level that it is. */
export interface Region {
  readonly start: number;
  readonly end: number;
  readonly node: OutlineNode | null;
  /** The item that opens a level, the alinéa that a rank named; -1 for neither. */
  readonly line: number;
  readonly ranked: boolean;
}

export type Found =
  | { readonly region: Region }
  | { readonly place: Place }
  | { readonly code: LocateCode; readonly nearest: string | null };

/** @returns the rank from 1 that a rank from either end is */
export const at = (rank: Rank, count: number): number =>
  rank.from === 'start' ? rank.n : count - rank.n + 1;

/** @returns words as places are looked for by them */
export const clean = (text: string): string =>
  keyText(folded(text))
    .replace(/[.:;,\s]+$/, '')
    .trim();

/** A place that is not there, or not alone. */
export const missing = (
  code: LocateCode = 'not-found',
  nearest: string | null = null,
): Extract<Found, { code: LocateCode }> => ({ code, nearest });
