import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ActId } from '#shared/kernel/ids.ts';
import { entryBeside, projectRoot } from '../../paths.ts';
import { watchThread } from '../../storage/threadEnd.mjs';
import { answerSchema, type FoldedDatabase } from './protocol.ts';

/** The thread is ended after resting that long, and gives its memory back, in milliseconds. */
const IDLE_MS = 10_000;

interface Asker {
  readonly resolve: (seq: number | null) => void;
  readonly reject: (error: Error) => void;
}

/** Folds the logs of acts in a thread of its own, with a connection of its own; started by the first, ended by rest. */
export class FoldThread {
  readonly #database: FoldedDatabase;
  readonly #idleMs: number;
  readonly #askers = new Map<number, Asker>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #last = 0;

  constructor(database: FoldedDatabase, { idleMs = IDLE_MS } = {}) {
    this.#database = database;
    this.#idleMs = idleMs;
  }

  /** True while the thread lives. */
  get running(): boolean {
    return this.#worker !== null;
  }

  /**
   * @returns as `foldAct`
   * @throws Error as `foldAct`, or when the thread ends meanwhile: the log is then as it was
   */
  fold(actId: ActId): Promise<number | null> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    this.#worker ??= this.#start();
    this.#last += 1;
    const id = this.#last;
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#askers.set(id, { resolve, reject });
      worker.postMessage({ id, act: actId });
    });
  }

  #start(): Worker {
    const { state, ended } = watchThread();
    const worker = new Worker(entry(), {
      workerData: { database: this.#database, state },
    });
    worker.on('message', (message) => {
      const answer = answerSchema.parse(message);
      const asker = this.#askers.get(answer.id);
      this.#askers.delete(answer.id);
      if ('error' in answer) asker?.reject(new Error(answer.error));
      else asker?.resolve(answer.seq);
      if (this.#askers.size === 0) this.#rest();
    });
    let cause = new Error('The thread that folds logs has ended.');
    worker.on('error', (error) => {
      cause = error instanceof Error ? error : new Error(String(error));
    });
    worker.on('exit', () => {
      ended();
      if (this.#worker !== worker) return;
      this.#worker = null;
      const askers = [...this.#askers.values()];
      this.#askers.clear();
      for (const { reject } of askers) reject(cause);
    });
    return worker;
  }

  #rest(): void {
    this.#idle = setTimeout(() => void this.close(), this.#idleMs);
    this.#idle.unref();
  }

  /** Ends the thread, once it has done what it was asked; the next act starts another. */
  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.ref();
    worker.postMessage({ type: 'close' });
    // What is asked from now on is for the next one; what was asked before is still answered.
    this.#worker = null;
    await ended;
  }
}

const entry = (): string =>
  entryBeside(import.meta.url, 'folding.js') ??
  join(projectRoot(), 'server', 'sync', 'folding', 'from-sources.mjs');
