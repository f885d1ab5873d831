import { ClausierError } from '#shared/kernel/errors.ts';
import type { Clock } from '../../ids.ts';

const WINDOW_MS = 60_000;
/** Files that one address may have verified in a minute. */
const PER_ADDRESS = 20;
/** Files held in memory at once, whoever sends them. */
const AT_ONCE = 8;
/** Of these, from one address: somebody who sends slowly must not keep the others out. */
const AT_ONCE_PER_ADDRESS = 2;
/** Addresses remembered; the oldest are forgotten first, so that memory is bounded whoever calls. */
const MAX_ADDRESSES = 10_000;

/** Bounds on a service open to anybody: how often an address may ask, and how much is done at once. */
export class Turns {
  readonly #clock: Clock;
  readonly #asked = new Map<string, { since: number; count: number }>();
  readonly #running = new Map<string, number>();
  #total = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Does some work for an address.
   * @throws ClausierError `requete.trop_frequente` when it asks too often, or too much is under way
   */
  async take<T>(address: string, work: () => Promise<T>): Promise<T> {
    const own = this.#running.get(address) ?? 0;
    if (!this.#allowed(address) || own >= AT_ONCE_PER_ADDRESS || this.#total >= AT_ONCE)
      throw new ClausierError('requete.trop_frequente');
    this.#running.set(address, own + 1);
    this.#total += 1;
    try {
      return await work();
    } finally {
      this.#total -= 1;
      const left = (this.#running.get(address) ?? 1) - 1;
      if (left === 0) this.#running.delete(address);
      else this.#running.set(address, left);
    }
  }

  #allowed(address: string): boolean {
    const now = this.#clock();
    const seen = this.#asked.get(address);
    const fresh = seen === undefined || now - seen.since >= WINDOW_MS;
    const next = fresh ? { since: now, count: 1 } : { since: seen.since, count: seen.count + 1 };
    this.#asked.delete(address);
    this.#asked.set(address, next);
    const oldest = this.#asked.keys().next();
    if (this.#asked.size > MAX_ADDRESSES && !oldest.done) this.#asked.delete(oldest.value);
    return next.count <= PER_ADDRESS;
  }
}
