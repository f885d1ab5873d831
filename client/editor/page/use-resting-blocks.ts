import { type RefObject, useEffect } from 'react';
import type { MountedEditor } from '../use-act-editor.ts';

/**
 * Lets the blocks that are out of sight rest (resting-blocks.css) once each has been drawn at its height, and wakes
 * them all for a moment when those heights change together: another width, another zoom, fonts that arrive.
 * @param sheet the element that holds the text
 * @param factor the zoom
 */
export function useRestingBlocks(
  mounted: MountedEditor | null,
  sheet: RefObject<HTMLElement | null>,
  factor: number,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `factor` is the event
  useEffect(() => {
    const element = sheet.current;
    if (!mounted || !element) return;
    let frame = 0;
    let width = 0;
    // The browser notes heights at the end of a frame: the one after it may rely on them.
    const afterFrames = (count: number) => {
      frame = requestAnimationFrame(() => {
        if (count > 1) return afterFrames(count - 1);
        frame = 0;
        element.dataset.repos = 'true';
      });
    };
    const wake = () => {
      delete element.dataset.repos;
      if (frame !== 0) cancelAnimationFrame(frame);
      afterFrames(3);
    };
    const observer = new ResizeObserver(([entry]) => {
      const now = entry?.contentRect.width ?? 0;
      if (now === width) return;
      width = now;
      wake();
    });
    observer.observe(mounted.handle.editor.view.dom);
    document.fonts.addEventListener('loadingdone', wake);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', wake);
      if (frame !== 0) cancelAnimationFrame(frame);
      delete element.dataset.repos;
    };
  }, [mounted, sheet, factor]);
}
