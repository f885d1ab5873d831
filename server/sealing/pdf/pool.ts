import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { ClausierError } from '#shared/kernel/errors.ts';
import { projectRoot } from '../../paths.ts';
import type { Material } from '../longterm/material.ts';
import { type SealHole, SealRefused } from './hole.ts';

/** How long one file may take, thread start included. */
const TIME_LIMIT_MS = 20_000;
/** Files that may wait for their turn. */
const QUEUE = 8;
/** The thread is ended after resting that long, and gives its memory back. */
const IDLE_MS = 60_000;
/** A file that needs more is refused. */
const MEMORY_MIB = 768;

/** A file put inside the PDF before it is sealed. */
export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  /** In French: readers of PDF show it. */
  readonly description: string;
  /** How it relates to the pages (ISO 32000-2, 7.11.3). */
  readonly relationship: 'Source' | 'Data';
}

/** What is to be extended, and the signature that it leaves room for. */
export interface Preparation {
  readonly pdf: Uint8Array;
  readonly attachments: readonly Attachment[];
  /** Milliseconds since 1970, as the signature will say. */
  readonly at: number;
  readonly signature: {
    readonly type: 'Sig' | 'DocTimeStamp';
    readonly subFilter: 'ETSI.CAdES.detached' | 'ETSI.RFC3161';
    /** Name of its field. */
    readonly field: string;
    /** Who seals and why, as readers of PDF show it. */
    readonly name: string;
    readonly reason: string;
    /** Room for it, in bytes. */
    readonly room: number;
    /** Where it stands, in points from the bottom left of the last page; all zeros for nowhere. */
    readonly box: readonly [left: number, bottom: number, right: number, top: number];
  };
}

/** A PDF that waits for its signature in `hole`. */
export interface Prepared {
  readonly bytes: Uint8Array;
  readonly hole: SealHole;
}

/** What a reader of PDF finds in a file: the contents of its signatures, or why it can't tell. */
export type Looked = readonly Uint8Array[] | 'protege' | 'illisible';

const answerSchema = z.union([
  z.object({ ok: z.literal(true), bytes: z.instanceof(Uint8Array), start: z.number(), end: z.number() }),
  z.object({
    ok: z.literal(true),
    found: z.union([z.enum(['protege', 'illisible']), z.array(z.instanceof(Uint8Array))]),
  }),
  z.object({
    ok: z.literal(true),
    certificates: z.array(z.instanceof(Uint8Array)),
    crls: z.array(z.instanceof(Uint8Array)),
  }),
  z.object({ ok: z.literal(false), refused: z.boolean(), problem: z.string() }),
]);
type Answer = z.infer<typeof answerSchema>;

interface Job {
  readonly message: object;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A file that the thread could not get through: too long, or too large once read. */
class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
}

/** One thread that takes one file at a time; started by the first, ended by rest. */
export class PdfThread {
  readonly #timeLimitMs: number;
  readonly #waiting: Job[] = [];
  #worker: Worker | null = null;
  #current: Job | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor({ timeLimitMs = TIME_LIMIT_MS }: { timeLimitMs?: number } = {}) {
    this.#timeLimitMs = timeLimitMs;
  }

  /**
   * Attaches files and leaves room for a signature, after the PDF's own bytes.
   * @throws SealRefused for a PDF that can't be extended; ClausierError `requete.trop_frequente` when too many wait
   */
  async prepare(preparation: Preparation): Promise<Prepared> {
    const answer = await this.#ask({ op: 'prepare', ...preparation });
    if (answer.ok && 'bytes' in answer)
      return { bytes: answer.bytes, hole: { start: answer.start, end: answer.end } };
    const { refused, problem } = answer.ok ? { refused: false, problem: 'another answer' } : answer;
    throw refused ? new SealRefused(problem) : new Error(`The PDF could not be extended: ${problem}`);
  }

  /**
   * Reads a file that comes from anybody.
   * @throws ClausierError `requete.trop_frequente` when too many wait
   */
  async look(pdf: Uint8Array): Promise<Looked> {
    try {
      const answer = await this.#ask({ op: 'look', pdf });
      return answer.ok && 'found' in answer ? answer.found : 'illisible';
    } catch (error) {
      // A file that brings the thread down is one that can't be read.
      if (error instanceof ThreadLost) return 'illisible';
      throw error;
    }
  }

  /**
   * Adds revocation data after a file's own bytes.
   * @throws SealRefused for a PDF that can't be extended; ClausierError as `prepare`
   */
  async lengthen(pdf: Uint8Array, { certificates, crls }: Material): Promise<Uint8Array> {
    const answer = await this.#ask({ op: 'lengthen', pdf, certificates, crls });
    if (answer.ok && 'bytes' in answer) return answer.bytes;
    throw new SealRefused(answer.ok ? 'another answer' : answer.problem);
  }

  /** Reads the revocation data of a file that comes from anybody; none when it can't be read. @throws as `look` */
  async material(pdf: Uint8Array): Promise<Material> {
    try {
      const answer = await this.#ask({ op: 'material', pdf });
      if (answer.ok && 'crls' in answer) return answer;
    } catch (error) {
      if (!(error instanceof ThreadLost)) throw error;
    }
    return { certificates: [], crls: [] };
  }

  /** Ends the thread; what was waiting is refused. */
  async stop(): Promise<void> {
    const jobs = [...this.#waiting.splice(0), ...(this.#current ? [this.#current] : [])];
    this.#current = null;
    for (const job of jobs) job.reject(new ClausierError('serveur.arret'));
    await this.#end();
  }

  #ask(message: object): Promise<Answer> {
    if (this.#waiting.length >= QUEUE) return Promise.reject(new ClausierError('requete.trop_frequente'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#current !== null) return;
    this.#clearTimer();
    const job = this.#waiting.shift();
    if (job === undefined) {
      this.#timer = setTimeout(() => void this.#end(), IDLE_MS).unref();
      return;
    }
    this.#current = job;
    this.#timer = setTimeout(() => this.#lose(new ThreadLost('too long')), this.#timeLimitMs);
    this.#thread().postMessage(job.message);
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(join(projectRoot(), 'server', 'sealing', 'pdf', 'thread.mjs'), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
      // The library tells its warnings there; they are about files of anybody.
      stdout: true,
      stderr: true,
    });
    worker.unref();
    worker.on('message', (message) => {
      const job = this.#current;
      this.#current = null;
      this.#clearTimer();
      job?.resolve(answerSchema.parse(message));
      this.#next();
    });
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#lose(new ThreadLost('the thread died', { cause: error }));
    });
    this.#worker = worker;
    return worker;
  }

  #lose(error: ThreadLost): void {
    const job = this.#current;
    void this.#end().then(() => {
      this.#current = null;
      job?.reject(error);
      this.#next();
    });
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #end(): Promise<void> {
    this.#clearTimer();
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
