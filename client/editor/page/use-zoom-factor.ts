import { type RefObject, useEffect, useState } from 'react';
import type { Zoom } from '../toolbar/zoom-control.tsx';

/** Width of the sheet at 100 %, in CSS pixels (21 cm), and the room left on both its sides. */
const SHEET = 794;
const MARGINS = 48;

/** Under this width the text flows to the window, so that there is no sheet to fit. */
const REFLOW = 768;

/** @returns the factor that `zoom` means in the room there is, followed when that room changes */
export function useZoomFactor(room: RefObject<HTMLElement | null>, zoom: Zoom): number {
  const [width, setWidth] = useState(SHEET + MARGINS);
  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(entry.contentRect.width + MARGINS);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [room]);
  if (typeof zoom === 'number') return zoom;
  if (width < REFLOW) return 1;
  const fit = Math.floor(((width - MARGINS) / SHEET) * 100) / 100;
  return Math.min(zoom === 'auto' ? 1 : 2, Math.max(0.5, fit));
}
