import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/*
 * Loaded by a server under measure: how long its loop works at a stretch, in processor time, since it was last asked. A
 * signal asks; the answer, in milliseconds, is left in the file that LOOP names.
 */

const threadTime = () => Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;

if (isMainThread && process.env.LOOP) {
  let last = threadTime();
  let longest = 0;
  const look = () => {
    const now = threadTime();
    longest = Math.max(longest, now - last);
    last = now;
  };
  setInterval(look, 1).unref();
  process.on('SIGUSR2', () => {
    look();
    writeFileSync(process.env.LOOP, String(longest));
    longest = 0;
  });
}
