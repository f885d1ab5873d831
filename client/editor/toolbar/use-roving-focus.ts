import { type KeyboardEvent, type RefObject, useEffect } from 'react';

const FOCUSABLE = 'button:not([disabled]), input:not([disabled])';

const itemsOf = (bar: HTMLElement) =>
  [...bar.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => one.offsetParent !== null);

/**
 * Makes a toolbar one stop of the Tab key, walked with the arrows (WAI-ARIA toolbar pattern).
 * @returns the key handler to put on it
 */
export function useRovingFocus(bar: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  useEffect(() => {
    const element = bar.current;
    if (!element) return;
    const items = itemsOf(element);
    const held =
      items.find((one) => one === document.activeElement) ?? items.find((one) => one.tabIndex === 0);
    for (const one of items) one.tabIndex = one === (held ?? items[0]) ? 0 : -1;
  });

  return (event) => {
    const element = bar.current;
    if (!element || !(event.target instanceof HTMLElement) || event.target instanceof HTMLInputElement)
      return;
    const items = itemsOf(element);
    const at = items.indexOf(event.target);
    if (at === -1) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = items[(to + items.length) % items.length];
    for (const one of items) one.tabIndex = one === next ? 0 : -1;
    next?.focus();
  };
}
