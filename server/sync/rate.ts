/** How much one connection may send for long; it may do in one go what it could have in `BURST_SECONDS`. */
export interface Rate {
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
}

/** A day's offline work comes in one message of some megabytes; a script of undos, in some hundreds of small ones. */
const BURST_SECONDS = 64;

/** Two token buckets, of messages and of bytes, for one connection. */
export class RateBound {
  readonly #rate: Rate;
  #messages: number;
  #bytes: number;
  #at: number;

  /** @param now milliseconds, of any clock that only goes forward */
  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#messages = rate.messagesPerSecond * BURST_SECONDS;
    this.#bytes = rate.bytesPerSecond * BURST_SECONDS;
    this.#at = now;
  }

  /** Counts one message. @returns false when it is one too many */
  take(bytes: number, now: number): boolean {
    const { messagesPerSecond, bytesPerSecond } = this.#rate;
    const seconds = Math.max(0, now - this.#at) / 1000;
    this.#at = now;
    this.#messages = refill(this.#messages, messagesPerSecond, seconds) - 1;
    this.#bytes = refill(this.#bytes, bytesPerSecond, seconds) - bytes;
    return this.#messages >= 0 && this.#bytes >= 0;
  }
}

const refill = (left: number, perSecond: number, seconds: number): number =>
  Math.min(perSecond * BURST_SECONDS, left + perSecond * seconds);
