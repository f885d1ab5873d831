import type { Family, ReferenceFormat } from '#shared/document/schema/vocabulary.ts';
import type { ActKind } from '#shared/identity/roles.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { ActFacts } from './facts/act.ts';

/** How much a finding weighs: `bloquant` makes the text unfit to be frozen; nothing else does. */
export const SEVERITIES = ['bloquant', 'recommande', 'style'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** French names of the severities, as people read them. */
export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  bloquant: 'Bloquant',
  recommande: 'Recommandé',
  style: 'Style',
};

/**
 * A stretch of a block's inline content, `to` exclusive. Offsets count UTF-16 units of its text, an inline atom
 * (variable, renvoi, note call, line end) counting for one: the offsets of ProseMirror and of Yjs.
 */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Where a finding is: a block (or part of it), or the act as a whole, with the block after which something is wanted. */
export type Place =
  | { readonly kind: 'bloc'; readonly block: BlockId; readonly range: TextRange | null }
  | { readonly kind: 'acte'; readonly after: BlockId | null };

/** What can be done about a finding, closed. `before` is the text that the range held, to find it again. */
export type Fix =
  /** Replaces words by others. */
  | {
      readonly kind: 'texte';
      readonly block: BlockId;
      readonly range: TextRange;
      readonly before: string;
      readonly after: string;
    }
  /** Replaces words by a cross-reference to `target`. */
  | {
      readonly kind: 'renvoi';
      readonly block: BlockId;
      readonly range: TextRange;
      readonly before: string;
      readonly target: BlockId;
      readonly format: ReferenceFormat;
      /** What it prints today. */
      readonly label: string;
    }
  /** Adds a paragraph that defines a term, right after a block. */
  | {
      readonly kind: 'definition';
      readonly after: BlockId;
      readonly type: 'liaison' | 'alinea';
      readonly text: string;
    }
  /** Asks for the value of a variable. */
  | { readonly kind: 'variable'; readonly key: string }
  /** Inserts a clause of the clausier; `variant` null leaves the choice to the person. */
  | {
      readonly kind: 'clause';
      readonly family: Family;
      readonly variant: string | null;
      readonly after: BlockId | null;
    }
  /** Says that a passage which an import doubted is right. */
  | { readonly kind: 'relu'; readonly block: BlockId };

/** One thing to look at in an act. */
export interface Finding {
  /** Stable while its cause stands: rule, block, and rank among those of the same rule and block. */
  readonly key: string;
  /** Stable id of the rule (`duree-absente`). */
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  /** One French sentence: what, why and what to do. */
  readonly message: string;
  /** True where only a jurist can answer: the message asks, it does not conclude. */
  readonly question?: true;
  /** True for what may wait while the text is written, and must be settled when it is frozen. */
  readonly atFreeze?: true;
  readonly fix?: Fix;
}

/** What a rule says; `severity` when it differs from the rule's own. */
export interface Hit {
  readonly place: Place;
  readonly message: string;
  readonly severity?: Severity;
  readonly atFreeze?: true;
  readonly fix?: Fix;
}

/** What is known of a party besides the text; `partieId` as on its blocks, or its name. */
export interface KnownParty {
  readonly partieId: string | null;
  readonly name: string;
  readonly personnePublique: boolean | null;
}

/** What the text does not say. */
export interface CheckContext {
  /** Kind of act; an avenant is not asked for the clauses of its convention. */
  readonly kind: Exclude<ActKind, 'modele'>;
  /** ISO `YYYY-MM-DD`: facts are stale, or not, on that day. */
  readonly today: string;
  readonly parties?: readonly KnownParty[];
}

/** One numbered rule: pure, silent where it is not sure. */
export interface Rule {
  readonly id: string;
  /** What it looks for, in a few French words. */
  readonly title: string;
  /** Article of law, or paragraph of the domain model. */
  readonly source: string;
  readonly severity: Severity;
  readonly question?: true;
  readonly check: (act: ActFacts, context: CheckContext) => readonly Hit[];
}
