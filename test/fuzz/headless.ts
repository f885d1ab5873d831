import type { Node } from '@tiptap/pm/model';
import { EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type ProsemirrorBinding, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { steadyBinding } from '#shared/document/operations/binding.ts';
import { documentSchema } from '#shared/document/schema/index.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';

/** What a fuzzed client drives: the real binding over a real editor state, with or without a DOM. */
export interface BoundEditor {
  readonly state: EditorState;
  dispatch(transaction: Transaction): void;
  destroy(): void;
}

/** Gives ids to new blocks of a local change, as the editor's unique-id plugin does. */
export function identify(makeId: MakeBlockId): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, after) {
      if (!transactions.some((one) => one.docChanged)) return null;
      if (transactions.some((one) => one.getMeta('y-sync$') !== undefined)) return null;
      const transaction = after.tr;
      const seen = new Set<string>();
      after.doc.descendants((node: Node, position: number) => {
        if (!('id' in node.attrs)) return !node.isTextblock;
        const id: unknown = node.attrs.id;
        if (typeof id === 'string' && !seen.has(id)) {
          seen.add(id);
        } else {
          const fresh = makeId();
          seen.add(fresh);
          transaction.setNodeAttribute(position, 'id', fresh);
        }
        return !node.isTextblock;
      });
      return transaction.docChanged ? transaction : null;
    },
  });
}

/** @returns the binding of an editor state that has the sync plugin */
export function bindingOf(state: EditorState): ProsemirrorBinding {
  const { binding } = ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding };
  return binding;
}

/**
 * The binding's real plugin over an editor state, without a DOM: the part of a view that it uses is its state and
 * its dispatch. The same actions run over a real view in `binding.test.ts`.
 */
export function headlessEditor(fragment: Y.XmlFragment, makeId: MakeBlockId): BoundEditor {
  const sync = ySyncPlugin(fragment);
  let state = EditorState.create({ schema: documentSchema, plugins: [sync, identify(makeId)] });
  let attached: ReturnType<NonNullable<typeof sync.spec.view>> | null = null;
  const view = {
    get state() {
      return state;
    },
    dispatch(transaction: Transaction) {
      const before = state;
      state = state.applyTransaction(transaction).state;
      attached?.update?.(view as unknown as EditorView, before);
    },
    hasFocus: () => false,
    destroy() {
      attached?.destroy?.();
    },
  };
  attached = sync.spec.view?.(view as unknown as EditorView) ?? null;
  steadyBinding(bindingOf(state));
  return view;
}
