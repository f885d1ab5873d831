import type { Clock } from '../ids.ts';

/** Keys remembered at once; the oldest are forgotten first, so that memory is bounded whoever calls. */
const MAX_KEYS = 10_000;

/** Counts attempts by key (an address), within a window that starts at the first of them. */
export class Attempts {
  readonly #counts = new Map<string, { since: number; count: number }>();
  readonly #clock: Clock;
  readonly #windowMs: number;
  readonly #max: number;

  /** @param bound `max` attempts of one key within `windowMs` milliseconds */
  constructor(clock: Clock, bound: { readonly max: number; readonly windowMs: number }) {
    this.#clock = clock;
    this.#windowMs = bound.windowMs;
    this.#max = bound.max;
  }

  /** @returns true while `key` may try */
  allowed(key: string): boolean {
    const seen = this.#counts.get(key);
    return seen === undefined || this.#clock() - seen.since >= this.#windowMs || seen.count < this.#max;
  }

  /** Counts one attempt of `key`. */
  count(key: string): void {
    const now = this.#clock();
    const seen = this.#counts.get(key);
    const fresh = seen === undefined || now - seen.since >= this.#windowMs;
    this.#counts.delete(key);
    this.#counts.set(key, fresh ? { since: now, count: 1 } : { since: seen.since, count: seen.count + 1 });
    const oldest = this.#counts.keys().next();
    if (this.#counts.size > MAX_KEYS && !oldest.done) this.#counts.delete(oldest.value);
  }

  /** Takes back one attempt of `key`, which was right. */
  giveBack(key: string): void {
    const seen = this.#counts.get(key);
    if (seen !== undefined && seen.count > 0) seen.count -= 1;
  }

  /** Counts one attempt of `key`, unless it has had its share. @returns whether it may go on */
  take(key: string): boolean {
    if (!this.allowed(key)) return false;
    this.count(key);
    return true;
  }
}
