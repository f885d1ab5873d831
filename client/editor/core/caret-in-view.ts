import type { Editor } from '@tiptap/core';
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';

/** @returns the element that scrolls the text, or null when it is the page */
function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let one = element.parentElement; one !== null; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return null;
}

/**
 * Keeps the caret on screen when what colleagues write would push it out of it, and leaves the page alone otherwise.
 * The binding scrolls to the caret after each of their letters, which costs a layout of the page for nothing.
 * @returns a function that stops it
 */
export function keepCaretInView(editor: Editor, binding: ProsemirrorBinding): () => void {
  const { view } = editor;
  let scroller: HTMLElement | null = null;
  let frame = 0;
  const isCaretInView = (): boolean => {
    const { top, bottom } = view.coordsAtPos(view.state.selection.head);
    scroller ??= scrollerOf(view.dom);
    const box = scroller?.getBoundingClientRect();
    return bottom >= (box?.top ?? 0) && top <= (box?.bottom ?? window.innerHeight);
  };
  const look = () => {
    frame = 0;
    if (editor.isDestroyed || !view.hasFocus() || isCaretInView()) return;
    view.dispatch(view.state.tr.scrollIntoView().setMeta('addToHistory', false));
  };
  const isLocalCursorInView = binding._isLocalCursorInView;
  // Asked before a change is shown; the first of a frame is asked while the layout still stands.
  binding._isLocalCursorInView = () => {
    if (frame === 0 && view.hasFocus() && isCaretInView()) frame = requestAnimationFrame(look);
    return false;
  };
  return () => {
    binding._isLocalCursorInView = isLocalCursorInView;
    if (frame !== 0) cancelAnimationFrame(frame);
  };
}
