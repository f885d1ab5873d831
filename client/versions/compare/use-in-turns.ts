import { startTransition, useEffect, useState } from 'react';

/** Divisions drawn at first, enough for a tall screen, and then at a time. */
const AT_FIRST = 6;
const AT_A_TIME = 6;

/**
 * Draws a long text part after part, so that its beginning can be read, and keys answer, before its end is there.
 * Every part is drawn in the end: the browser's own search and the printer see the whole text.
 * @param count parts of the text
 * @param text starts again when it is another one
 * @returns how many parts to draw now
 */
export function useInTurns(count: number, text: unknown): number {
  const [drawn, setDrawn] = useState({ text, parts: AT_FIRST });
  const parts = drawn.text === text ? drawn.parts : AT_FIRST;
  useEffect(() => {
    if (parts >= count) return;
    // A task of its own: keys and scrolling pass before it.
    const timer = setTimeout(
      () => startTransition(() => setDrawn({ text, parts: Math.min(count, parts + AT_A_TIME) })),
      0,
    );
    return () => clearTimeout(timer);
  }, [count, parts, text]);
  return parts;
}
