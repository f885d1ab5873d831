import { performance } from 'node:perf_hooks';
import { Bucket } from './rate.ts';

/** While people write: connections that one caller may open, per second for long and at once; what comes beyond waits. */
const PACE = { perSecond: 100, atOnce: 100 } as const;
/** Connections of one caller that may wait. */
const MAX_WAITING = 500;
/** Callers that are remembered, above which those who owe nothing are forgotten. */
const MAX_CALLERS = 1_000;

interface Caller {
  readonly bucket: Bucket;
  readonly waiting: (() => void)[];
}

/**
 * Opens connections as they come; while people write, one per turn of the loop, each caller's at a pace: opening an act
 * costs a hundred times what a letter does.
 */
export class Openings {
  readonly #writing: () => boolean;
  readonly #callers = new Map<string, Caller>();
  /** Callers of whom something waits: who comes next is the first. */
  #waiting: Caller[] = [];
  #armed = false;

  /** @param writing whether people write now */
  constructor(writing: () => boolean) {
    this.#writing = writing;
  }

  /**
   * Has `open` called, at once or in its turn.
   * @param key of whoever opens it
   * @returns false when too many of theirs wait: it will not be called
   */
  add(key: string, open: () => void): boolean {
    if (this.#waiting.length === 0 && !this.#writing()) {
      open();
      return true;
    }
    const caller = this.#callerOf(key);
    if (caller.waiting.length >= MAX_WAITING) return false;
    if (caller.waiting.push(open) === 1) this.#waiting.push(caller);
    this.#arm(0);
    return true;
  }

  #callerOf(key: string): Caller {
    const known = this.#callers.get(key);
    if (known !== undefined) return known;
    const now = performance.now();
    if (this.#callers.size >= MAX_CALLERS)
      for (const [one, { bucket, waiting }] of this.#callers)
        if (waiting.length === 0 && bucket.full(now)) this.#callers.delete(one);
    const caller = { bucket: new Bucket(PACE.perSecond, PACE.atOnce, now), waiting: [] };
    this.#callers.set(key, caller);
    return caller;
  }

  #arm(ms: number): void {
    if (this.#armed) return;
    this.#armed = true;
    const run = () => {
      this.#armed = false;
      this.#run();
    };
    if (ms > 0) setTimeout(run, ms);
    else setImmediate(run);
  }

  #run(): void {
    if (!this.#writing()) {
      const all = this.#waiting;
      this.#waiting = [];
      for (const { waiting } of all) for (const open of waiting.splice(0)) open();
      return;
    }
    const now = performance.now();
    const rank = this.#waiting.findIndex(({ bucket }) => bucket.take(0, now));
    const [caller] = rank < 0 ? [] : this.#waiting.splice(rank, 1);
    if (caller !== undefined) {
      caller.bucket.take(1, now);
      caller.waiting.shift()?.();
      // Behind the others.
      if (caller.waiting.length > 0) this.#waiting.push(caller);
    }
    if (this.#waiting.length === 0) return;
    this.#arm(Math.min(...this.#waiting.map(({ bucket }) => bucket.secondsShort * 1000)));
  }
}
