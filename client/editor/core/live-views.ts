import type { Fields } from '#shared/document/model.ts';
import type { Derived } from './derived.ts';

/** What a node view prints from: the derived numbers and the act's variables. */
export interface PrintContext {
  readonly derived: Derived;
  readonly fields: Fields;
}

/** A node view whose printed words are computed; `refresh` writes the DOM only where they differ. */
export interface LiveView {
  readonly kind: 'number' | 'variable' | 'reference';
  refresh(context: PrintContext): void;
}

/** The node views now on screen whose words depend on the rest of the act. */
export class LiveViews {
  readonly #views = new Set<LiveView>();
  readonly #context: () => PrintContext;

  constructor(context: () => PrintContext) {
    this.#context = context;
  }

  /** Registers a view and prints it once; returns what to call when it leaves the screen. */
  add(view: LiveView): () => void {
    this.#views.add(view);
    return () => {
      this.#views.delete(view);
    };
  }

  /** The words to print from, now. */
  get context(): PrintContext {
    return this.#context();
  }

  /** Prints again the views of the given kinds. */
  refresh(kinds: readonly LiveView['kind'][]): void {
    const context = this.#context();
    for (const view of this.#views) if (kinds.includes(view.kind)) view.refresh(context);
  }
}
