import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** @returns processor time of this thread, in ms, where the kernel tells it: a busy machine doesn't lengthen it */
export function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
  } catch {
    // Another system than Linux: the clock, then.
    return performance.now();
  }
}

/**
 * Starts measuring what a test's own thread spends: neither the clock, which counts those during which others had the
 * processor, nor the process's time, which counts the tests of its other threads.
 * @returns what was spent since, in milliseconds
 */
export function startCost(): () => number {
  const began = threadTime();
  return () => threadTime() - began;
}

/**
 * Starts a clock for what must not take long in the real world (a right that ends, a timer): it stands still while this
 * thread is ready to run and a busy machine gives it no processor.
 * @returns what has passed since, in milliseconds
 */
export function startFairClock(): () => number {
  const began = performance.now() - queuedTime();
  return () => performance.now() - queuedTime() - began;
}

/** @returns how long this thread has waited for a processor, in ms, where the kernel tells it */
function queuedTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
