import { type RefObject, useEffect, useState } from 'react';
import type { MountedEditor } from '../use-act-editor.ts';

/** Height under the top of the page at which a heading counts as reached, in CSS pixels. */
const REACHED = 120;

/** True when `node` stands before `heading` in the text, and not in it. */
function isBefore(node: Node, heading: HTMLElement | undefined): boolean {
  return (
    heading !== undefined && (heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) !== 0
  );
}

/** @returns the id of the division that the page shows, following the scroll; null before the first */
export function useCurrentDivision(
  mounted: MountedEditor | null,
  scroller: RefObject<HTMLElement | null>,
): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!mounted || !element) return;
    const { editor } = mounted.handle;
    let frame = 0;
    const look = () => {
      frame = 0;
      if (editor.isDestroyed) return;
      const headings = editor.view.dom.querySelectorAll<HTMLElement>('[data-bloc="intitule"]');
      const limit = element.getBoundingClientRect().top + REACHED;
      // Headings come in order: halve until the last one above the limit is found.
      let low = 0;
      let high = headings.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        const top = headings[middle]?.getBoundingClientRect().top ?? 0;
        if (top <= limit) low = middle + 1;
        else high = middle;
      }
      // The last ones can't be brought to the top: among them, it is the one that holds the caret.
      const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 2;
      const caret = atEnd ? editor.view.domAtPos(editor.state.selection.head).node : null;
      while (caret !== null && low < headings.length && !isBefore(caret, headings[low])) low += 1;
      setCurrent(headings[low - 1]?.dataset.id ?? null);
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    element.addEventListener('scroll', later, { passive: true });
    const stop = mounted.store.subscribe(later);
    return () => {
      if (frame !== 0) cancelAnimationFrame(frame);
      element.removeEventListener('scroll', later);
      stop();
    };
  }, [mounted, scroller]);
  return current;
}
