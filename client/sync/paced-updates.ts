import * as Y from 'yjs';

/** Of the page's time, what others' changes may take: one part in as many, and what paints them about as much again. */
const SHARE = 8;
/** However slow the machine, others' words are shown within this, in ms. */
const MAX_PAUSE_MS = 500;

/** What the pacing needs of the page. */
export interface Pacing {
  /** Has the page take in an update, or several as one. */
  readonly apply: (update: Uint8Array) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/**
 * Takes in what others write at once as long as it costs the page little, and together as soon as many write: each
 * round costs the editor as much for one letter as for fifty. Between two rounds the page is left seven times as long as
 * the last one took, for the keys of whoever sits before it.
 */
export class PacedUpdates {
  readonly #pacing: Pacing;
  #waiting: Uint8Array[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #notBefore = 0;

  constructor(pacing: Pacing) {
    this.#pacing = pacing;
  }

  /** Takes an update in, now or soon. */
  add(update: Uint8Array): void {
    this.#waiting.push(update);
    if (this.#timer !== null) return;
    const pause = this.#notBefore - this.#pacing.now();
    if (pause <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), pause);
  }

  /** Takes in all that waits. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const updates = this.#waiting;
    this.#waiting = [];
    const [first] = updates;
    if (first === undefined) return;
    const { apply, now } = this.#pacing;
    const from = now();
    try {
      apply(updates.length === 1 ? first : Y.mergeUpdates(updates));
    } finally {
      const to = now();
      this.#notBefore = to + Math.min((to - from) * (SHARE - 1), MAX_PAUSE_MS);
    }
  }
}
