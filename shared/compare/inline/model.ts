import type { InlineJson } from '#shared/document/model.ts';

/**
 * What a change does to words that stay (rule K2). `valeur`: a variable prints another value; `renumerote`: a
 * cross-reference or a note call prints another number; `propriete`: what words are tied to (link, defined term,
 * external reference, target), while they read the same; `identite`: ids alone.
 */
export const ALTERATIONS = [
  'valeur',
  'renumerote',
  'typographie',
  'mise-en-forme',
  'propriete',
  'identite',
] as const;
export type Alteration = (typeof ALTERATIONS)[number];

/** Part of a text: inline content as stored, and as it reads. */
export interface Piece {
  readonly inline: InlineJson;
  /** As printed: the value of a variable, the words of a cross-reference, the number of a note call. */
  readonly text: string;
}

/** A run of a compared text, in reading order. */
export type Segment =
  | { readonly kind: 'kept' | 'deleted' | 'inserted'; readonly pieces: readonly Piece[] }
  | {
      readonly kind: 'altered';
      /** In the order of {@link ALTERATIONS}, at least one. */
      readonly why: readonly Alteration[];
      readonly old: readonly Piece[];
      readonly new: readonly Piece[];
    };

/** What a fact is about. */
export type FactKind = 'date' | 'montant' | 'duree' | 'nombre';

/** A date, amount, duration or number that changed; null where it was added or taken away. */
export interface FactChange {
  readonly kind: FactKind;
  readonly old: string | null;
  readonly new: string | null;
}

/** What changed in one run of text. */
export interface InlineComparison {
  readonly segments: readonly Segment[];
  /** True when words were added, taken away or replaced. */
  readonly reworded: boolean;
  /** How words that stay changed; in the order of {@link ALTERATIONS}. */
  readonly alterations: readonly Alteration[];
  readonly facts: readonly FactChange[];
  /** Rule K11: the work allowed was spent, so that the change may be larger than it need be. */
  readonly capped: boolean;
}
