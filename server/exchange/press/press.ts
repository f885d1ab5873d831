import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ComparisonFormatName } from '#shared/exchange/comparison/formats.ts';
import type { ExportFormatName } from '#shared/exchange/formats.ts';
import { ClausierError, ERRORS, type ErrorCode } from '#shared/kernel/errors.ts';
import type { Logger } from '../../http/log.ts';
import { entryBeside, projectRoot } from '../../paths.ts';
import type { ComparisonSource } from '../comparison/write.ts';
import type { ExportSource, SignedSource } from '../export/writers.ts';
import type { PressJob } from './jobs.ts';

/** How long one file may take, process start included. */
const TIME_LIMIT_MS = 30_000;
/** Files that may wait for their turn. */
const QUEUE = 12;
/** The process is ended after resting that long, and gives its memory back. */
const IDLE_MS = 120_000;
/** Heap of the process, in MiB; what Typst takes comes on top. */
const HEAP_MIB = 1024;
/** A file that needs more memory than that, all told, is refused, in bytes. */
const MOST_MEMORY = 2048 * 1024 * 1024;
/** A process that holds more than that after its work is replaced before the next one, in bytes. */
const RESTING_MEMORY = 640 * 1024 * 1024;
/** How often its memory is looked at while it works. */
const LOOK_MS = 250;
/** What is kept of its last words, in characters. */
const LAST_WORDS = 2000;

const answerSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ bytes: z.instanceof(Uint8Array), resident: z.number() }),
  z.object({
    code: z.string().nullable(),
    details: z.array(z.string()),
    cause: z.string().nullable(),
  }),
]);
type Answer = z.infer<typeof answerSchema>;

interface Waiting {
  readonly job: PressJob;
  readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Where files are made: one process beside the server, that makes one file at a time, so that nobody's letters wait for
 * a long text, and so that no text can bring the server down. Started by the first file, ended by rest.
 */
export class Press {
  readonly #logger: Logger;
  readonly #timeLimitMs: number;
  readonly #mostMemory: number;
  readonly #entry: string;
  readonly #waiting: Waiting[] = [];
  #process: ChildProcess | null = null;
  #current: Waiting | null = null;
  #timers: readonly NodeJS.Timeout[] = [];

  /** @param deps `mostMemory` in bytes; `entry`: file of the process; both for tests */
  constructor(deps: { logger: Logger; timeLimitMs?: number; mostMemory?: number; entry?: string }) {
    this.#logger = deps.logger;
    this.#timeLimitMs = deps.timeLimitMs ?? TIME_LIMIT_MS;
    this.#mostMemory = deps.mostMemory ?? MOST_MEMORY;
    this.#entry = deps.entry ?? entryBesideThis();
  }

  /** Writes one state of an act. @throws ClausierError `export.*` */
  write(source: ExportSource, format: ExportFormatName): Promise<Uint8Array<ArrayBuffer>> {
    return this.#take({ kind: 'export', source, format });
  }

  /** Writes a comparison. @throws ClausierError `export.*` */
  compare(source: ComparisonSource, format: ComparisonFormatName): Promise<Uint8Array<ArrayBuffer>> {
    return this.#take({ kind: 'comparison', source, format });
  }

  /** Typesets a signed text, as PDF/A-3a. @throws ClausierError `export.*` */
  typesetSigned(source: SignedSource): Promise<Uint8Array<ArrayBuffer>> {
    return this.#take({ kind: 'signed', source });
  }

  /** Typesets a dossier de preuve, as PDF/A-3a: JSON of a `PdfDossier`. @throws ClausierError `export.*` */
  typesetDossier(document: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.#take({ kind: 'dossier', document });
  }

  /** @returns what the process holds in memory, in bytes; `null` when there is none, or the system doesn't say */
  memory(): number | null {
    return residentBytes(this.#process?.pid);
  }

  /** Ends the process; what was waiting is refused. */
  async stop(): Promise<void> {
    for (const one of this.#waiting.splice(0)) one.reject(new ClausierError('serveur.arret'));
    this.#current?.reject(new ClausierError('serveur.arret'));
    this.#current = null;
    this.#clearTimers();
    await this.#end();
  }

  #take(job: PressJob): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#waiting.length >= QUEUE) return Promise.reject(new ClausierError('export.occupe'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#current !== null) return;
    this.#clearTimers();
    const one = this.#waiting.shift();
    if (one === undefined) {
      this.#timers = [setTimeout(() => void this.#end(), IDLE_MS).unref()];
      return;
    }
    this.#current = one;
    this.#timers = [
      setTimeout(() => this.#lose('export.trop_long', 'too long'), this.#timeLimitMs),
      setInterval(() => this.#weigh(), LOOK_MS).unref(),
    ];
    const child = this.#started();
    child.send(one.job, (error) => {
      if (error !== null && this.#process === child) this.#lose('export.interrompu', error.message);
    });
  }

  #started(): ChildProcess {
    if (this.#process !== null) return this.#process;
    // No setting goes with it: it needs neither the database nor a password.
    const { TZ } = process.env;
    const child = fork(this.#entry, [], {
      serialization: 'advanced',
      execArgv: ['--enable-source-maps', `--max-old-space-size=${HEAP_MIB}`],
      env: TZ === undefined ? {} : { TZ },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words = `${words}${chunk.toString('utf8')}`.slice(-LAST_WORDS);
    });
    const died = (why: string) => {
      if (this.#process !== child) return;
      this.#process = null;
      this.#lose('export.interrompu', `${why} ${words}`);
    };
    child.on('error', (error) => died(error.message));
    child.on('exit', (code, signal) => died(`ended by ${signal ?? code}`));
    child.on('message', (message) => {
      if (this.#process === child) this.#answered(answerSchema.parse(message));
    });
    // An idle press keeps nobody from leaving; one that works has its timer.
    child.unref();
    child.channel?.unref();
    this.#process = child;
    return child;
  }

  #answered(answer: Answer): void {
    if ('ready' in answer) return;
    const heavy = 'resident' in answer && answer.resident > RESTING_MEMORY;
    this.#settle(
      (one) =>
        'bytes' in answer ? one.resolve(new Uint8Array(answer.bytes)) : one.reject(this.#refusal(answer)),
      heavy ? () => this.#end() : undefined,
    );
  }

  #refusal({ code, details, cause }: Extract<Answer, { code: unknown }>): Error {
    if (code === null || !isCode(code)) return new Error(`The press failed: ${cause}`);
    if (cause !== null) this.#logger.error({ cause }, `the press refused a file: ${code}`);
    return new ClausierError(code, details);
  }

  /** Ends a process that takes too much memory; told by the kernel, since nobody answers while Typst works. */
  #weigh(): void {
    const resident = this.memory();
    if (resident !== null && resident > this.#mostMemory)
      this.#lose('export.trop_grand', `${resident} bytes of memory`);
  }

  #lose(code: 'export.trop_long' | 'export.trop_grand' | 'export.interrompu', why: string): void {
    if (this.#current === null) return;
    this.#logger.error({ why }, `the press was lost: ${code}`);
    this.#settle(
      (one) => one.reject(new ClausierError(code)),
      () => this.#end(),
    );
  }

  #settle(end: (one: Waiting) => void, before: () => Promise<void> = async () => undefined): void {
    const one = this.#current;
    this.#current = null;
    this.#clearTimers();
    if (one !== null) end(one);
    void before().then(() => this.#next());
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }

  /** The process is killed: nothing else ends a compilation that does not end. */
  async #end(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
    child.ref();
    child.kill('SIGKILL');
    await gone;
  }
}

const isCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);

/** @returns what a process holds in memory, where the kernel says it (Linux); else `null` */
function residentBytes(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ');
    return Number(pages) * 4096;
  } catch {
    // Another system, or a process that has just ended.
    return null;
  }
}

/** Name of the process's file in a release. */
const BUNDLED = 'press.js';

/** @returns the process's file: beside the bundle this comes from, else one that starts it from the sources */
const entryBesideThis = (): string =>
  entryBeside(import.meta.url, BUNDLED) ??
  join(projectRoot(), 'server', 'exchange', 'press', 'from-sources.mjs');
