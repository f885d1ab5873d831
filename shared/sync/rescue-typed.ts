import type * as Y from 'yjs';

/** The times that a rescue reads, in ms since 1970. */
export interface Clock {
  readonly now: () => number;
  /** Last moment when the server was known to be in reach: `now()` while the connection stands. */
  readonly lastOnline: () => number;
}

/** How long after it is typed, while online, a letter is taken to have reached everybody who is online. */
export const SETTLED_AFTER_MS = 30_000;

/** Most stretches of typing remembered; beyond, the oldest count as settled. */
const MAX_STRETCHES = 5_000;

interface Stretch {
  readonly client: number;
  readonly from: number;
  to: number;
  at: number;
}

/** Remembers what was typed here, and when: rule S2. */
export class TypedLog {
  private readonly clock: Clock;
  private stretches: Stretch[] = [];

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Notes what a local transaction added. */
  add(transaction: Y.Transaction): void {
    const client = transaction.doc.clientID;
    const from = transaction.beforeState.get(client) ?? 0;
    const to = transaction.afterState.get(client) ?? 0;
    if (to <= from) return;
    const at = this.clock.now();
    const last = this.stretches.at(-1);
    if (last !== undefined && last.client === client && last.to === from && at - last.at < 1000) {
      last.to = to;
      last.at = at;
      return;
    }
    const limit = this.limit();
    if (this.stretches.length >= MAX_STRETCHES)
      this.stretches = this.stretches.filter((one) => one.at >= limit).slice(1 - MAX_STRETCHES);
    this.stretches.push({ client, from, to, at });
  }

  /** @returns whether an item may not have been seen yet by somebody who is online */
  isRecent(client: number, clock: number): boolean {
    const limit = this.limit();
    return this.stretches.some(
      (one) => one.client === client && one.at >= limit && clock >= one.from && clock < one.to,
    );
  }

  private limit(): number {
    return this.clock.lastOnline() - SETTLED_AFTER_MS;
  }
}
