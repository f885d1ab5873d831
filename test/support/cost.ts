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
