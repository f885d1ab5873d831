/** How much one connection may send for long; it may do in one go what it could have in a while. */
export interface Rate {
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
}

/** So many messages, of so many bytes in all. */
export interface Sent {
  readonly messages: number;
  readonly bytes: number;
}

/** A day's offline work comes in one message of some megabytes; a script of undos, in some hundreds of small ones. */
const BURST_SECONDS = { messages: 120, bytes: 64 } as const;

/** Two token buckets, of messages and of bytes, for one connection. */
export class RateBound {
  readonly #messages: Bucket;
  readonly #bytes: Bucket;

  /** @param now milliseconds, of any clock that only goes forward */
  constructor({ messagesPerSecond, bytesPerSecond }: Rate, now: number) {
    this.#messages = new Bucket(messagesPerSecond, messagesPerSecond * BURST_SECONDS.messages, now);
    this.#bytes = new Bucket(bytesPerSecond, bytesPerSecond * BURST_SECONDS.bytes, now);
  }

  /** Counts what was sent. @returns false when it is too much */
  take({ messages, bytes }: Sent, now: number): boolean {
    const [message, all] = [this.#messages.take(messages, now), this.#bytes.take(bytes, now)];
    return message && all;
  }

  /** @returns true when nothing that was sent counts any more */
  full(now: number): boolean {
    const [message, all] = [this.#messages.full(now), this.#bytes.full(now)];
    return message && all;
  }
}

/** A token bucket: so much per second for long, so much at once. */
export class Bucket {
  readonly #perSecond: number;
  readonly #atOnce: number;
  readonly #mostShort: number;
  #left: number;
  #at: number;

  /**
   * @param now milliseconds, of any clock that only goes forward
   * @param mostShort how much may be owed at most, however much was taken
   */
  constructor(perSecond: number, atOnce: number, now: number, mostShort = Number.POSITIVE_INFINITY) {
    this.#perSecond = perSecond;
    this.#atOnce = atOnce;
    this.#mostShort = mostShort;
    this.#left = atOnce;
    this.#at = now;
  }

  /** @returns false when it is more than is left */
  take(count: number, now: number): boolean {
    this.#fill(now);
    this.#left = Math.max(-this.#mostShort, this.#left - count);
    return this.#left >= 0;
  }

  /** How long until nothing more is owed, in seconds, when it was last looked at; 0 when nothing is. */
  get secondsShort(): number {
    return Math.max(0, -this.#left) / this.#perSecond;
  }

  /** @returns true when at least half is left, as it was last looked at */
  get halfFull(): boolean {
    return this.#left >= this.#atOnce / 2;
  }

  /** @returns true when all is left */
  full(now: number): boolean {
    this.#fill(now);
    return this.#left === this.#atOnce;
  }

  #fill(now: number): void {
    const seconds = Math.max(0, now - this.#at) / 1000;
    this.#at = now;
    this.#left = Math.min(this.#atOnce, this.#left + this.#perSecond * seconds);
  }
}
