import type { Path, Target } from './paths.ts';
import type { Literal } from './quantities.ts';
import type { Quote, Stretch } from './quotes.ts';

import type { Phrase, SaidOccurrence, Step } from './surface.ts';

/** New text: quoted alinéas, quoted words or a quantity; `head` is what the instruction calls it. */
export interface NewText {
  readonly quotes: readonly Quote[];
  readonly literal: Literal | null;
  /** « un alinéa », « une phrase », « un article 4-1 »; null for « les stipulations suivantes » and for bare words. */
  readonly phrase: Phrase | null;
  readonly attached: boolean;
}

/** Beside or inside what new text goes. */
export interface SaidPosition {
  readonly at: 'before' | 'after' | 'start' | 'end';
  readonly target: Target;
}

export type Operation =
  | {
      readonly op: 'replace-words';
      readonly scopes: readonly Target[];
      readonly whole: boolean;
      readonly listed: readonly Target[];
      readonly noun: string;
      readonly pairs: readonly (readonly [Stretch, Stretch])[];
      readonly occurrence: SaidOccurrence;
    }
  | {
      readonly op: 'insert-words';
      readonly scopes: readonly Target[];
      readonly whole: boolean;
      readonly position: 'before' | 'after' | 'start' | 'end';
      /** Null at the start and at the end of the place. */
      readonly anchor: Stretch | null;
      readonly words: Stretch;
      readonly occurrence: SaidOccurrence;
    }
  | {
      readonly op: 'delete-words';
      readonly scopes: readonly Target[];
      readonly whole: boolean;
      readonly listed: readonly Target[];
      readonly words: readonly Stretch[];
      readonly occurrence: SaidOccurrence;
    }
  | { readonly op: 'replace'; readonly targets: readonly Target[]; readonly text: NewText }
  | { readonly op: 'delete'; readonly targets: readonly Target[] }
  | {
      readonly op: 'insert';
      readonly position: SaidPosition | null;
      readonly within: Path;
      readonly text: NewText;
    }
  | { readonly op: 'reinstate'; readonly targets: readonly Target[]; readonly text: NewText }
  | { readonly op: 'renumber'; readonly targets: readonly Target[]; readonly names: readonly Step[] }
  | {
      readonly op: 'move';
      readonly targets: readonly Target[];
      readonly position: SaidPosition;
      /** Where it goes as written, when that is not in the place spoken of: « à la fin du 3.2 » from article 2. */
      readonly elsewhere: SaidPosition | null;
      readonly becomes: Step | null;
    }
  | { readonly op: 'announce'; readonly path: Path };

/** Why a group says no operation. */
export type Misread =
  | 'no-place'
  | 'no-object'
  | 'no-words'
  | 'no-position'
  | 'pairs'
  | 'table-column'
  | 'unclear';

/** What a group says, and the place that the next one inherits. */
export type ReadGroup =
  | { readonly ok: true; readonly operations: readonly Operation[]; readonly path: Path }
  | { readonly ok: false; readonly reason: Misread; readonly path: Path };
