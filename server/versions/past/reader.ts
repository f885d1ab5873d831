import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { entryBeside, projectRoot } from '../../paths.ts';
import { type Answers, answer, type Question, type Source } from './job.ts';

/** Bytes of updates under which a text is read at once: in the thread, the way there would take as long. */
const SHORT_BYTES = 64 * 1024;
/** How long the thread stays without work, in milliseconds. */
const IDLE_MS = 60_000;
/** What it may hold in memory, in MiB. */
const HEAP_MIB = 512;

type Reply = { readonly id: number } & (
  | { readonly answer: Answers[Question['kind']] }
  | { readonly error: string }
);

interface Waiting {
  readonly resolve: (answer: Answers[Question['kind']]) => void;
  readonly reject: (error: Error) => void;
}

/** Reads states of acts: the long ones in a thread of their own, so that nobody's letters wait for them. */
export class TextReader {
  readonly #entry: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #asked = 0;

  /** @param entry file of the thread; for tests */
  constructor(entry?: string) {
    this.#entry =
      entry ??
      entryBeside(import.meta.url, 'past.js') ??
      join(projectRoot(), 'server', 'versions', 'past', 'from-sources.mjs');
  }

  /** @throws Error when the updates can't be read */
  async read<Q extends Question>(source: Source, question: Q): Promise<Answers[Q['kind']]> {
    const bytes = source.updates.reduce((sum, update) => sum + update.byteLength, 0);
    if (bytes < SHORT_BYTES) return answer(source, question);
    return this.#ask(source, question) as Promise<Answers[Q['kind']]>;
  }

  /** Ends the thread; what it was asked is refused. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#lose(new Error('The thread that reads texts was stopped.'));
    await worker?.terminate();
  }

  #ask(source: Source, question: Question): Promise<Answers[Question['kind']]> {
    const worker = this.#started();
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, source, question });
    });
  }

  #started(): Worker {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#entry, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB } });
    const lost = (error: Error) => {
      if (this.#worker === worker) this.#lose(error);
    };
    worker.on('message', (reply: Reply) => this.#answered(reply));
    worker.on('error', (error) => lost(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => lost(new Error('The thread that reads texts has ended.')));
    this.#worker = worker;
    return worker;
  }

  #answered(reply: Reply): void {
    const asker = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#rest();
    if ('answer' in reply) asker?.resolve(reply.answer);
    else asker?.reject(new Error(reply.error));
  }

  /** A thread without work keeps no process alive, and leaves after a while. */
  #rest(): void {
    this.#worker?.unref();
    this.#idle = setTimeout(() => void this.stop(), IDLE_MS).unref();
  }

  #lose(error: Error): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
