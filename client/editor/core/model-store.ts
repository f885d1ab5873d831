import type { Fields } from '#shared/document/model.ts';
import { type OutlineNode, outline } from '#shared/document/tree.ts';
import type { ActEditorHandle } from './create-editor.ts';
import { type Derived, derivedOf } from './derived.ts';
import { type DefinedTerm, definedTerms } from './terms.ts';

/** What the sommaire and the panel show; each part keeps its identity while it has not changed. */
export interface ActModel {
  readonly derived: Derived;
  /** Keeps its identity while no number, heading or place of a division moves. */
  readonly outline: readonly OutlineNode[];
  readonly fields: Fields;
  readonly terms: readonly DefinedTerm[];
}

/** A store in the shape of `useSyncExternalStore`. */
export interface ModelStore {
  readonly get: () => ActModel;
  readonly subscribe: (listener: () => void) => () => void;
  readonly destroy: () => void;
}

/** How long the text rests before the panels are brought up to date, in ms, and how long they may lag at most. */
const REST = 500;
const MAX_LAG = 3000;

/** @returns `before` when it says the same as `after`, so that what shows it is not drawn again */
function kept<T>(before: T, after: T): T {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}

function read(handle: ActEditorHandle, before: ActModel | null): ActModel {
  const { state } = handle.editor;
  const derived = derivedOf(state);
  const fields = handle.fields();
  const sameNumbers = before !== null && before.derived.numbering === derived.numbering;
  const terms = definedTerms(state.doc);
  return {
    derived,
    fields,
    outline: sameNumbers ? before.outline : outline(derived.document),
    terms: before ? kept(before.terms, terms) : terms,
  };
}

/** Follows an editor for the panels around the page, without slowing its keystrokes. */
export function createModelStore(handle: ActEditorHandle): ModelStore {
  const { editor } = handle;
  const listeners = new Set<() => void>();
  let model = read(handle, null);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let oldest: number | null = null;

  const publish = () => {
    timer = null;
    oldest = null;
    if (editor.isDestroyed) return;
    model = read(handle, model);
    for (const listener of listeners) listener();
  };
  const within = (delay: number) => {
    const now = performance.now();
    oldest ??= now;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(publish, Math.min(delay, Math.max(0, oldest + MAX_LAG - now)));
  };
  const onTransaction = () => {
    const derived = derivedOf(editor.state);
    if (derived === model.derived) return;
    // A change of structure shows at once; words can wait until the hands rest.
    within(derived.numbering === model.derived.numbering ? REST : 0);
  };
  editor.on('transaction', onTransaction);
  const stopFields = handle.onFields(() => within(0));

  return {
    get: () => model,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy: () => {
      if (timer !== null) clearTimeout(timer);
      editor.off('transaction', onTransaction);
      stopFields();
    },
  };
}
