import type { CDPSession, Page } from '@playwright/test';

/** What one round of typing measured in the page, in milliseconds. */
export interface Round {
  /** Key to paint, one per key, in the order typed. */
  readonly keys: readonly number[];
  /** Length of each task over 50 ms of the main thread during the round. */
  readonly longTasks: readonly number[];
  /** Processor time of the page's main thread, in seconds per second. */
  readonly busy: number;
}

/** What follows one page. */
export interface Watch {
  /** Forgets what was measured so far: the keys that warm the page up. */
  reset(): Promise<void>;
  /** @returns what was measured since the last reset, once `count` keys have been painted */
  read(count: number): Promise<Round>;
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
async function installProbe(page: Page): Promise<void> {
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

/** @returns processor time of the main thread, and the time that it is read at, in seconds */
async function spent(session: CDPSession): Promise<{ cpu: number; at: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { cpu: value('TaskDuration'), at: performance.now() / 1000 };
}

/** Installs the probe in a page that has been loaded, and follows its main thread from outside. */
export async function watch(page: Page): Promise<Watch> {
  const session = await page.context().newCDPSession(page);
  // Processor time: what the other processes of this machine take is not the page's.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await installProbe(page);
  let from = await spent(session);
  return {
    reset: async () => {
      await page.evaluate(() => {
        if (!window.keyToPaint) return;
        window.keyToPaint.keys.length = 0;
        window.keyToPaint.longTasks.length = 0;
      });
      from = await spent(session);
    },
    read: async (count) => {
      await page.waitForFunction((expected) => (window.keyToPaint?.keys.length ?? 0) >= expected, count);
      const to = await spent(session);
      const { keys, longTasks } = await page.evaluate(() => window.keyToPaint ?? { keys: [], longTasks: [] });
      return { keys, longTasks, busy: (to.cpu - from.cpu) / (to.at - from.at) };
    },
  };
}
