import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { findBlock } from '#client/editor/core/block-diff.ts';
import classes from './avenants.module.css';

/** What is to be settled at a passage of the text. */
export interface PassageNote {
  /** The block that it is about. */
  readonly block: string;
  readonly blocking: boolean;
  readonly message: string;
  /** What another avenant says there. */
  readonly says: string | null;
  /** Where one reads more. */
  readonly ways: readonly { readonly href: string; readonly label: string }[];
}

interface PassagesState {
  readonly notes: readonly PassageNote[];
  readonly decorations: DecorationSet;
}

export const passagesKey = new PluginKey<PassagesState>('passages');

function drawNote(note: PassageNote, follow: (href: string) => void): HTMLElement {
  const box = document.createElement('div');
  box.className = classes.passage ?? '';
  box.contentEditable = 'false';
  box.dataset.bloquant = String(note.blocking);
  box.setAttribute('role', 'note');
  box.setAttribute('aria-label', note.blocking ? 'À régler avant de signer' : 'À vérifier avant de signer');
  const told = box.appendChild(document.createElement('p'));
  told.textContent = note.message;
  if (note.says !== null) {
    const quote = box.appendChild(document.createElement('blockquote'));
    quote.textContent = note.says;
  }
  for (const { href, label } of note.ways) {
    const link = box.appendChild(document.createElement('a'));
    link.href = href;
    link.textContent = label;
    link.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      follow(href);
    });
  }
  return box;
}

function decorationsFor(
  { doc }: EditorState,
  notes: readonly PassageNote[],
  follow: (href: string) => void,
): DecorationSet {
  const decorations = notes.flatMap((note) => {
    const found = findBlock(doc, note.block);
    if (found === null) return [];
    const end = found.pos + found.node.nodeSize;
    return [
      Decoration.node(found.pos, end, { class: classes.marked ?? '' }),
      Decoration.widget(end, () => drawNote(note, follow), {
        side: -1,
        key: JSON.stringify(note),
        ignoreSelection: true,
        stopEvent: () => true,
      }),
    ];
  });
  return DecorationSet.create(doc, decorations);
}

/**
 * Shows notes under the passages that they are about: no part of the text, neither copied nor saved.
 * @param follow goes to an address of the product
 */
export function passagesPlugin(follow: (href: string) => void): Plugin<PassagesState> {
  return new Plugin<PassagesState>({
    key: passagesKey,
    state: {
      init: () => ({ notes: [], decorations: DecorationSet.empty }),
      apply: (transaction, before, _, state) => {
        const notes = transaction.getMeta(passagesKey) as readonly PassageNote[] | undefined;
        if (notes !== undefined) return { notes, decorations: decorationsFor(state, notes, follow) };
        if (!transaction.docChanged || before.notes.length === 0) return before;
        return { ...before, decorations: before.decorations.map(transaction.mapping, transaction.doc) };
      },
    },
    props: { decorations: (state) => passagesKey.getState(state)?.decorations },
  });
}

/** @returns the change of the editor that shows these notes, or `null` when they are those that it shows */
export function showNotes(state: EditorState, notes: readonly PassageNote[]): Transaction | null {
  const shown = passagesKey.getState(state)?.notes;
  return JSON.stringify(shown) === JSON.stringify(notes)
    ? null
    : state.tr.setMeta(passagesKey, notes).setMeta('addToHistory', false);
}
