import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { basename } from 'node:path';

/* Plain JavaScript: threads that start from a file as it is read it too. */

/** The thread that is calling, as Linux names it: `<process>/task/<thread>`. */
const SELF = '/proc/thread-self';
const LAST = 19;

export function makeWay(niceness) {
  try {
    const thread = Number(basename(readlinkSync(SELF)));
    setPriority(thread, Math.min(LAST, getPriority(thread) + niceness));
    return true;
  } catch {
    // Only speed is lost.
    return false;
  }
}
