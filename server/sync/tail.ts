import type { ActId } from '#shared/kernel/ids.ts';
import type { Logger } from '../http/log.ts';
import { compactAct } from './compaction.ts';
import type { StoredAct, UpdateLog } from './updateLog.ts';

/** Updates since the last snapshot beyond which a new one is worth its write, as the act leaves memory. */
const LONG_UPDATES = 200;
/** The same while people write: at most some thousands are then to be read again after a crash. */
const LIVE_UPDATES = 1_000;
/** While many write, folds are so far apart, in milliseconds, unless so many updates have come. */
const FOLD_MS = 5_000;
const MOST_UPDATES = 5_000;
const LONG_BYTES = 512 * 1024;

/** How much of an act's log follows its last snapshot, and its folding into a new one, behind which history is packed. */
export class Tail {
  readonly #actId: ActId;
  readonly #log: UpdateLog;
  readonly #logger: Logger;
  /** Rank that memory has everything up to. */
  readonly #upTo: () => number;
  #updates: number;
  #bytes: number;
  #folding = false;
  #foldedAt = Number.NEGATIVE_INFINITY;

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
  }

  /** One more update is on disk. */
  grow(bytes: Uint8Array): void {
    this.#updates += 1;
    this.#bytes += bytes.byteLength;
    if (this.#updates < LIVE_UPDATES || this.#folding) return;
    if (this.#updates >= MOST_UPDATES || performance.now() - this.#foldedAt >= FOLD_MS) this.#foldLive();
  }

  /** Without waiting for those who write to stop. One at a time; a failure is tried again later. */
  #foldLive(): void {
    this.#folding = true;
    compactAct(this.#log, this.#actId)
      .then(async (seq) => {
        // What came meanwhile is the new tail.
        this.#updates = seq === null ? 0 : Math.max(0, this.#upTo() - seq);
        this.#bytes = 0;
        if (seq !== null) await this.#log.pack(this.#actId, seq);
      })
      .catch((error: unknown) => {
        this.#updates = 0;
        this.#logger.warn({ err: error, act: this.#actId }, 'log not folded');
      })
      .finally(() => {
        this.#folding = false;
        this.#foldedAt = performance.now();
      });
  }

  /** True when a snapshot is worth its write as the act leaves memory. */
  get long(): boolean {
    return this.#updates >= LONG_UPDATES || this.#bytes >= LONG_BYTES;
  }

  /** Writes a snapshot of what is on disk up to a rank. @param whole that state */
  async fold(seq: number, whole: Uint8Array): Promise<void> {
    const [updates, bytes] = [this.#updates, this.#bytes];
    await this.#log.snapshot(this.#actId, seq, whole);
    this.#updates -= updates;
    this.#bytes -= bytes;
    await this.#log.pack(this.#actId, seq);
  }
}
