import type { Clock } from '../ids.ts';

const WINDOW_MS = 60_000;
const MAX_FAILURES = 20;
/** Addresses remembered at once; the oldest are forgotten first, so that memory is bounded whoever calls. */
const MAX_ADDRESSES = 10_000;

/** Counts failed attempts to enter, by address. Secrets hold 256 bits: this is against noise, not against guessing. */
export class Attempts {
  readonly #failures = new Map<string, { since: number; count: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns true while `address` may try */
  allowed(address: string): boolean {
    const seen = this.#failures.get(address);
    return seen === undefined || this.#clock() - seen.since >= WINDOW_MS || seen.count < MAX_FAILURES;
  }

  /** Records one failure of `address`. */
  failed(address: string): void {
    const now = this.#clock();
    const seen = this.#failures.get(address);
    const fresh = seen === undefined || now - seen.since >= WINDOW_MS;
    this.#failures.delete(address);
    this.#failures.set(
      address,
      fresh ? { since: now, count: 1 } : { since: seen.since, count: seen.count + 1 },
    );
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > MAX_ADDRESSES && !oldest.done) this.#failures.delete(oldest.value);
  }
}
