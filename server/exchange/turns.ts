import { performance } from 'node:perf_hooks';
import type { Steps } from '#shared/kernel/steps.ts';

/** How long a text is worked on before others have their turn. */
const TURN_MS = 8;

/** Does work of several steps between what others ask: nobody's key waits for a long text. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  await new Promise((resolve) => setImmediate(resolve));
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < TURN_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  }
}
