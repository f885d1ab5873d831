import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Where one is among the changes, and how to go on. */
export interface Walk {
  /** Key of the change one is at; null before the first step. */
  readonly current: string | null;
  /** Its rank from 0; -1 for none. */
  readonly rank: number;
  readonly next: () => void;
  readonly previous: () => void;
  readonly goTo: (key: string) => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable="true"]') !== null;

function show(key: string): void {
  const element = document.querySelector<HTMLElement>(`[data-arret="${CSS.escape(key)}"]`);
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

/**
 * Goes from change to change, by `n` and `p` too; after the last comes the first.
 * @param stops those to visit, in order
 */
export function useStops(stops: readonly { readonly key: string }[]): Walk {
  const [current, setCurrent] = useState<string | null>(null);
  const asked = useRef<string | null>(null);
  const rank = stops.findIndex(({ key }) => key === current);

  const goTo = useCallback((key: string) => {
    asked.current = key;
    setCurrent(key);
    // Once the other view is drawn, when one comes from a sentence.
    requestAnimationFrame(() => requestAnimationFrame(() => asked.current === key && show(key)));
  }, []);
  const step = useCallback(
    (by: 1 | -1) => {
      const from = rank === -1 && by === -1 ? 0 : rank;
      const stop = stops[(from + by + stops.length) % stops.length];
      if (stop) goTo(stop.key);
    },
    [stops, rank, goTo],
  );
  const next = useCallback(() => step(1), [step]);
  const previous = useCallback(() => step(-1), [step]);

  // With what is drawn, not after: a key pressed at once counts, and a second one starts from the first.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const way = { n: next, p: previous }[event.key.toLowerCase()];
      if (way === undefined) return;
      event.preventDefault();
      way();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [next, previous]);

  return { current: rank === -1 ? null : current, rank, next, previous, goTo };
}
