import type { Page } from '@playwright/test';

/** What one round of typing measured in the page, in milliseconds. */
export interface Round {
  /** Key to paint, one per key, in the order typed. */
  readonly keys: readonly number[];
  /** Length of each task over 50 ms of the main thread during the round. */
  readonly longTasks: readonly number[];
}

interface Probe {
  keys: number[];
  longTasks: number[];
}

declare global {
  interface Window {
    keyToPaint?: Probe;
  }
}

/**
 * Has the page measure each key, from the instant the browser received it (the event's time stamp, so waiting
 * behind another task counts) to the end of the frame that follows (a task queued from its animation frame runs
 * after style, layout and paint).
 */
export async function installProbe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const probe: Probe = { keys: [], longTasks: [] };
    window.keyToPaint = probe;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) probe.longTasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    let received = 0;
    window.addEventListener(
      'keydown',
      (event) => {
        received = event.timeStamp;
      },
      { capture: true },
    );
    // The insertion belongs to the same task as `keypress`; a frame could still come before it after `keydown`.
    window.addEventListener(
      'keypress',
      () => {
        const from = received;
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => probe.keys.push(performance.now() - from);
          channel.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
}

/** Forgets what was measured so far: the keys that warm the page up. */
export async function resetProbe(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (!window.keyToPaint) return;
    window.keyToPaint.keys.length = 0;
    window.keyToPaint.longTasks.length = 0;
  });
}

/** @returns what was measured since the last reset, once `count` keys have been painted */
export async function readProbe(page: Page, count: number): Promise<Round> {
  await page.waitForFunction((expected) => (window.keyToPaint?.keys.length ?? 0) >= expected, count);
  return page.evaluate(() => window.keyToPaint ?? { keys: [], longTasks: [] });
}
