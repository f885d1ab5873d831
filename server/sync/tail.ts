import type { ActId } from '#shared/kernel/ids.ts';
import type { Logger } from '../http/log.ts';
import type { StoredAct, UpdateLog } from './updateLog.ts';

/** Updates since the last snapshot beyond which a new one is worth its write, as the act rests or leaves memory. */
const LONG_UPDATES = 200;
/** The same while people write: at most some thousands are then to be read again after a crash. */
const LIVE_UPDATES = 1_000;
/** While many write, folds are so far apart, in milliseconds, unless so many updates have come. */
const FOLD_MS = 5_000;
const MOST_UPDATES = 2_500;
const LONG_BYTES = 512 * 1024;
/** Silence after which a tail of so many updates is folded without waiting for more, in milliseconds. */
const LULL_MS = 300;
const LULL_UPDATES = 500;
/** How long after an act is opened what a crash left of its log is folded, in milliseconds: whoever opens it comes first. */
const OPENED_MS = 1_000;

/** How much of an act's log follows its last snapshot, and its folding into a new one, behind which history is packed. */
export class Tail {
  readonly #actId: ActId;
  readonly #log: UpdateLog;
  readonly #logger: Logger;
  /** Rank that memory has everything up to. */
  readonly #upTo: () => number;
  #updates: number;
  #bytes: number;
  #folding: Promise<void> | null = null;
  #foldedAt = Number.NEGATIVE_INFINITY;
  #grownAt = Number.NEGATIVE_INFINITY;
  #lull: NodeJS.Timeout | null = null;

  constructor(
    actId: ActId,
    stored: Pick<StoredAct, 'updates'>,
    { log, logger, upTo }: { log: UpdateLog; logger: Logger; upTo: () => number },
  ) {
    this.#actId = actId;
    this.#log = log;
    this.#logger = logger;
    this.#upTo = upTo;
    this.#updates = stored.updates.length;
    this.#bytes = stored.updates.reduce((sum, update) => sum + update.byteLength, 0);
    if (this.#updates >= LULL_UPDATES) this.#lull = this.#afterLull(OPENED_MS);
  }

  /** One more update is on disk. */
  grow(bytes: Uint8Array): void {
    this.#updates += 1;
    this.#bytes += bytes.byteLength;
    if (this.#updates < LULL_UPDATES) return;
    const now = performance.now();
    this.#grownAt = now;
    this.#lull ??= this.#afterLull(LULL_MS);
    if (this.#updates < LIVE_UPDATES || this.#folding !== null) return;
    if (this.#updates >= MOST_UPDATES || now - this.#foldedAt >= FOLD_MS) this.#foldLive();
  }

  /** One timer for all that comes meanwhile. */
  #afterLull(ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#lull = null;
      const left = this.#grownAt + LULL_MS - performance.now();
      if (left > 0 || this.#folding !== null) this.#lull = this.#afterLull(Math.max(left, LULL_MS / 2));
      else if (this.#updates >= LULL_UPDATES) this.#foldLive();
    }, ms);
    return timer.unref();
  }

  /** The act leaves memory. */
  stop(): void {
    if (this.#lull !== null) clearTimeout(this.#lull);
    this.#lull = null;
  }

  /** The act is at rest: what the last fold left is folded too, if it is long. */
  rest(): void {
    if (this.long && this.#folding === null) this.#foldLive();
  }

  /** True when a snapshot is worth its write as the act rests or leaves memory. */
  get long(): boolean {
    return this.#updates >= LONG_UPDATES || this.#bytes >= LONG_BYTES;
  }

  /** Folds it, while people write or not. One at a time; what came meanwhile is the new tail. */
  fold(): Promise<void> {
    this.#folding ??= this.#log
      .fold(this.#actId)
      .then((seq) => {
        this.#updates = seq === null ? 0 : Math.max(0, this.#upTo() - seq);
        this.#bytes = 0;
      })
      .finally(() => {
        this.#folding = null;
        this.#foldedAt = performance.now();
      });
    return this.#folding;
  }

  /** A failure is tried again later. */
  #foldLive(): void {
    this.fold().catch((error: unknown) => {
      this.#updates = 0;
      this.#logger.warn({ err: error, act: this.#actId }, 'log not folded');
    });
  }
}
