import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** @returns processor time of this thread, in ms, where the kernel tells it: a busy machine doesn't lengthen it */
function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
  } catch {
    // Another system than Linux: the clock, then.
    return performance.now();
  }
}

/** Watches how long this thread works without letting anybody have their turn, until it is asked. */
export function watchStretches(): { readonly longest: () => number } {
  let last = threadTime();
  let longest = 0;
  const look = () => {
    const now = threadTime();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  return {
    longest: () => {
      clearInterval(timer);
      look();
      return longest;
    },
  };
}
