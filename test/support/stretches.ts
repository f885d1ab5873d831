import { threadTime } from './cost.ts';

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
