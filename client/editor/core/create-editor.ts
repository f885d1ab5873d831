import { Editor, Extension, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Fields } from '#shared/document/model.ts';
import { computeNumbers } from '#shared/document/numbering.ts';
import { onRoundEnd, steadyBinding } from '#shared/document/operations/index.ts';
import { CONTENT_FRAGMENT, documentExtensions, FIELDS_MAP } from '#shared/document/schema/index.ts';
import { blockIdsFrom, type MakeBlockId } from '#shared/kernel/ids.ts';
import { pastePlugin } from '../paste/paste-plugin.ts';
import { awakeBlocksPlugin } from './awake-blocks.ts';
import { blockIdsPlugin } from './block-ids.ts';
import { calmAwareness } from './calm-awareness.ts';
import { keepCaretInView } from './caret-in-view.ts';
import { drawCaret, drawSelection } from './carets.ts';
import { clipboardPlugin } from './clipboard.ts';
import { derivedOf, derivedPlugin, type NumberBy, recompute } from './derived.ts';
import { readFields } from './fields.ts';
import { footnotesPlugin } from './footnotes.ts';
import { BlockKeys } from './keys.ts';
import { linksPlugin } from './links.ts';
import { LiveViews } from './live-views.ts';
import { withNodeViews } from './node-views.ts';
import { referenceLabelsPlugin } from './reference-labels.ts';
import { RemoteChanges, StableMapping } from './remote-changes.ts';
import { searchPlugin } from './search.ts';
import { termsPlugin } from './terms.ts';
import { typographyPlugin } from './typography.ts';
import { createUndoManager, restoreCaretOnUndo } from './undo.ts';

/** Who writes here, as others see it. `color` is `#rrggbb`. */
export interface EditorUser {
  readonly name: string;
  readonly organisation: string;
  readonly color: string;
}

/** What an editor is made from. */
export interface ActEditorOptions {
  readonly element: HTMLElement;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly editable: boolean;
  readonly user: EditorUser;
  /** Told what a paste could not keep, in a French sentence. */
  readonly onNotice: (message: string) => void;
}

/** An editor bound to an act, with what its panels need. */
export interface ActEditorHandle {
  readonly editor: Editor;
  readonly doc: Y.Doc;
  readonly undoManager: Y.UndoManager;
  readonly makeId: MakeBlockId;
  /** The variables as they are now. */
  readonly fields: () => Fields;
  /** Calls `listener` when a variable changes, by anyone; returns how to stop. */
  readonly onFields: (listener: () => void) => () => void;
  /** Opens the text to writing, or closes it, as rights and the act's state change. */
  readonly setEditable: (editable: boolean) => void;
  /** Numbers the text otherwise than by its own count, from now on; `null` for its own count. Only what is shown. */
  readonly numberBy: (compute: NumberBy | null) => void;
  readonly destroy: () => void;
}

/**
 * Binds an editor to the Y.Doc of an act, on the shared schema.
 * @returns the editor and how to dispose of it; the Y.Doc and the awareness stay the caller's
 */
export function createActEditor(options: ActEditorOptions): ActEditorHandle {
  const { doc, awareness } = options;
  const makeId = blockIdsFrom(Math.random);
  const undoManager = createUndoManager(doc);
  let fields = readFields(doc);
  let { editable } = options;
  let numberBy: NumberBy = computeNumbers;
  const listeners = new Set<() => void>();
  const views = new LiveViews(() => ({ derived: derivedOf(editor.state), fields }));

  const plugins = Extension.create({
    name: 'act',
    addProseMirrorPlugins: () => [
      derivedPlugin(
        (document) => numberBy(document, fields),
        () => views.refresh(['number', 'reference']),
      ),
      blockIdsPlugin(makeId),
      awakeBlocksPlugin(),
      footnotesPlugin(makeId),
      referenceLabelsPlugin(),
      typographyPlugin(),
      searchPlugin(),
      termsPlugin(),
      linksPlugin(() => editor),
      pastePlugin(makeId, options.onNotice),
      clipboardPlugin(() => views.context),
    ],
  });

  const extensions: Extensions = [
    ...documentExtensions.map((extension) => withNodeViews(extension, views)),
    BlockKeys,
    RemoteChanges,
    plugins,
    Collaboration.configure({
      document: doc,
      field: CONTENT_FRAGMENT,
      ySyncOptions: { mapping: new StableMapping() },
      yUndoOptions: { undoManager },
    }),
    CollaborationCaret.configure({
      provider: { awareness: calmAwareness(awareness) },
      user: { ...options.user },
      render: drawCaret,
      selectionRender: drawSelection,
    }),
  ];

  const editor: Editor = new Editor({
    element: options.element,
    extensions,
    editable,
    enableInputRules: false,
    enablePasteRules: false,
    enableCoreExtensions: { delete: false, textDirection: false },
    editorProps: {
      attributes: () => ({
        class: 'acte',
        lang: 'fr',
        'aria-label': 'Texte de l’acte',
        // What can't be written in is still reached and scrolled with the keyboard.
        tabindex: '0',
        ...(editable
          ? { role: 'textbox', 'aria-multiline': 'true', spellcheck: 'true' }
          : { role: 'document' }),
      }),
      scrollMargin: { top: 96, bottom: 96, left: 0, right: 0 },
      scrollThreshold: { top: 64, bottom: 64, left: 0, right: 0 },
    },
  });
  // With a mapping of our own the binding leaves the first rendering to us.
  const { binding } = ySyncPluginKey.getState(editor.state) as { binding: ProsemirrorBinding };
  binding._forceRerender();
  const release = steadyBinding(binding);
  const stopCaret = restoreCaretOnUndo(editor, undoManager, binding);
  const stopKeeping = keepCaretInView(editor, binding);

  const champs = doc.getMap(FIELDS_MAP);
  let fieldsMoved = false;
  const onChamps = () => {
    fieldsMoved = true;
  };
  // At the end of the round: what came with the values must be on screen before anything is dispatched.
  const stopFields = onRoundEnd(doc, () => {
    if (!fieldsMoved) return;
    fieldsMoved = false;
    fields = readFields(doc);
    editor.view.dispatch(recompute(editor.state.tr));
    views.refresh(['variable']);
    for (const listener of listeners) listener();
  });
  champs.observe(onChamps);

  return {
    editor,
    doc,
    undoManager,
    makeId,
    fields: () => fields,
    onFields: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setEditable: (next) => {
      editable = next;
      editor.setEditable(next, false);
    },
    numberBy: (compute) => {
      if (editor.isDestroyed) return;
      numberBy = compute ?? computeNumbers;
      editor.view.dispatch(recompute(editor.state.tr));
    },
    destroy: () => {
      champs.unobserve(onChamps);
      stopFields();
      release();
      stopCaret();
      stopKeeping();
      editor.destroy();
      undoManager.destroy();
    },
  };
}
