import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { type ActEditorHandle, createActEditor, type EditorUser } from './core/create-editor.ts';
import { type ActModel, createModelStore, type ModelStore } from './core/model-store.ts';

/** An editor on screen and the store that its panels read. */
export interface MountedEditor {
  readonly handle: ActEditorHandle;
  readonly store: ModelStore;
}

interface Options {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly editable: boolean;
  readonly user: EditorUser;
  readonly onNotice: (message: string) => void;
}

/**
 * Has React leave the text alone. At each commit anywhere on the page, React notes the selection of what has the focus
 * by walking through all of its nodes, to put it back should its own changes take the focus away: in a long act that
 * costs more than the commit, and ProseMirror looks after its selection itself. React asks the property, browsers the
 * attribute.
 */
function hideFromReact(dom: HTMLElement): void {
  Object.defineProperty(dom, 'contentEditable', {
    configurable: true,
    get: () => 'inherit',
    set: (value: string) => dom.setAttribute('contenteditable', value),
  });
}

/**
 * Mounts an editor in `place` for the life of the component; another document or awareness makes another editor.
 * @returns null until it is mounted
 */
export function useActEditor(
  place: RefObject<HTMLDivElement | null>,
  options: Options,
): MountedEditor | null {
  const { doc, awareness, editable, user, onNotice } = options;
  const [mounted, setMounted] = useState<MountedEditor | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rights and names change without a new editor, below
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const handle = createActEditor({ element, doc, awareness, editable, user, onNotice });
    hideFromReact(handle.editor.view.dom);
    const store = createModelStore(handle);
    setMounted({ handle, store });
    return () => {
      setMounted(null);
      store.destroy();
      handle.destroy();
    };
  }, [doc, awareness, place]);

  useEffect(() => {
    mounted?.handle.setEditable(editable);
  }, [mounted, editable]);

  const { name, organisation, color } = user;
  useEffect(() => {
    mounted?.handle.editor.commands.updateUser({ name, organisation, color });
  }, [mounted, name, organisation, color]);

  return mounted;
}

/**
 * Follows one part of what the panels show; the component is drawn again only when that part changes.
 * @param part name of the part
 */
export function useActModel<Part extends keyof ActModel>(store: ModelStore, part: Part): ActModel[Part] {
  return useSyncExternalStore(store.subscribe, () => store.get()[part]);
}
