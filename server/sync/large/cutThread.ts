import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ok, type Result } from '#shared/kernel/result.ts';
import { entryBeside, projectRoot } from '../../paths.ts';
import type { Cut, Uncut } from './cut.ts';
import { answerSchema } from './protocol.ts';

/** The thread is ended after resting that long, and gives its memory back, in milliseconds. */
const IDLE_MS = 60_000;

interface Asker {
  readonly worker: Worker;
  readonly resolve: (cut: Result<readonly Uint8Array[], Uncut>) => void;
  readonly reject: (error: Error) => void;
}

/** Cuts large updates in a thread of its own; started by the first, ended by rest. */
export class CutThread {
  readonly #idleMs: number;
  readonly #askers = new Map<number, Asker>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #last = 0;

  constructor({ idleMs = IDLE_MS } = {}) {
    this.#idleMs = idleMs;
  }

  /** True while the thread lives. */
  get running(): boolean {
    return this.#worker !== null;
  }

  /**
   * As `cutMessage`; the parts are the thread's from then on.
   * @throws Error when the thread ends meanwhile
   */
  readonly cut: Cut = (parts) => {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    this.#worker ??= this.#start();
    this.#last += 1;
    const id = this.#last;
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#askers.set(id, { worker, resolve, reject });
      worker.postMessage({ id, parts }, buffersOf(parts));
    });
  };

  #start(): Worker {
    const worker = new Worker(entry());
    // Nothing that it does is awaited by the end of the process.
    worker.unref();
    worker.on('message', (message) => {
      const answer = answerSchema.parse(message);
      const asker = this.#askers.get(answer.id);
      this.#askers.delete(answer.id);
      asker?.resolve('error' in answer ? { ok: false, error: answer.error } : ok(answer.pieces));
      if (this.#askers.size === 0) this.#rest();
    });
    let cause = new Error('The thread that cuts updates has ended.');
    worker.on('error', (error) => {
      cause = error instanceof Error ? error : new Error(String(error));
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      for (const [id, asker] of this.#askers)
        if (asker.worker === worker && this.#askers.delete(id)) asker.reject(cause);
    });
    return worker;
  }

  #rest(): void {
    this.#idle = setTimeout(() => this.close(), this.#idleMs);
    this.#idle.unref();
  }

  /** Ends the thread, once it has cut what it was given; the next update starts another. */
  close(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    this.#worker?.postMessage({ type: 'close' });
    this.#worker = null;
  }
}

/** @returns the buffers that hold one part each and nothing else: those are handed over, the others copied */
function buffersOf(parts: readonly Uint8Array[]): ArrayBuffer[] {
  const all = parts.map(({ buffer, byteLength }) => (buffer.byteLength === byteLength ? buffer : null));
  return all.filter((buffer) => buffer instanceof ArrayBuffer);
}

const entry = (): string =>
  entryBeside(import.meta.url, 'cutting.js') ??
  join(projectRoot(), 'server', 'sync', 'large', 'from-sources.mjs');
