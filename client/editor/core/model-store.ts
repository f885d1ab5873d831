import type { Fields } from '#shared/document/model.ts';
import { type OutlineNode, outline } from '#shared/document/tree.ts';
import { type Finding, findings } from './checks.ts';
import type { ActEditorHandle } from './create-editor.ts';
import { type Derived, derivedOf } from './derived.ts';
import { type DefinedTerm, definedTerms } from './terms.ts';

/** What the sommaire and the panel show. A new object each time anything in it may differ. */
export interface ActModel {
  readonly derived: Derived;
  readonly outline: readonly OutlineNode[];
  readonly fields: Fields;
  readonly terms: readonly DefinedTerm[];
  readonly findings: readonly Finding[];
}

/** A store in the shape of `useSyncExternalStore`. */
export interface ModelStore {
  readonly get: () => ActModel;
  readonly subscribe: (listener: () => void) => () => void;
  readonly destroy: () => void;
}

/** How long the panels may lag behind typing, in ms; a change of structure shows on the next frame. */
const LAG = 300;

function read(handle: ActEditorHandle): ActModel {
  const { state } = handle.editor;
  const derived = derivedOf(state);
  const fields = handle.fields();
  return {
    derived,
    fields,
    outline: outline(derived.document),
    terms: definedTerms(state.doc),
    findings: findings(state.doc, derived, fields),
  };
}

/** Follows an editor for the panels around the page, without slowing its keystrokes. */
export function createModelStore(handle: ActEditorHandle): ModelStore {
  const { editor } = handle;
  const listeners = new Set<() => void>();
  let model = read(handle);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let due = Number.POSITIVE_INFINITY;

  const publish = () => {
    timer = null;
    due = Number.POSITIVE_INFINITY;
    if (editor.isDestroyed) return;
    model = read(handle);
    for (const listener of listeners) listener();
  };
  const within = (delay: number) => {
    const at = performance.now() + delay;
    // A burst of keystrokes must not put the panels off for ever: an earlier date stands.
    if (at >= due) return;
    if (timer !== null) clearTimeout(timer);
    due = at;
    timer = setTimeout(publish, delay);
  };
  const onTransaction = () => {
    const derived = derivedOf(editor.state);
    if (derived === model.derived) return;
    within(derived.numbering === model.derived.numbering ? LAG : 0);
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
