import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { drawable } from '#shared/document/drawn.ts';
import type { PdfPicture } from '#shared/exchange/print/pdf/model.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { Logger } from '../../http/log.ts';
import { projectRoot } from '../../paths.ts';

/** How long one document may take, thread start included. */
const TIME_LIMIT_MS = 30_000;
/** Documents that may wait for their turn. */
const QUEUE = 12;
/** Largest document taken, in characters of its JSON: about 2 500 pages. */
const MAX_CHARACTERS = 12_000_000;
/** Largest pictures taken together, in bytes. */
const MAX_PICTURES = 40_000_000;
/** The thread is ended after resting that long, and gives its memory back. */
const IDLE_MS = 120_000;

const SOURCE_SERIF = [
  '400Regular',
  '400Regular_Italic',
  '600SemiBold',
  '600SemiBold_Italic',
  '700Bold',
  '700Bold_Italic',
];
const DEJAVU = ['DejaVuSerif.ttf', 'DejaVuSerif-Bold.ttf', 'DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

/** Files of the fonts that the template names: they come with the dependencies, never from the machine. */
export function fontFiles(): readonly string[] {
  const require = createRequire(import.meta.url);
  const serif = dirname(require.resolve('@expo-google-fonts/source-serif-4/package.json'));
  const dejavu = dirname(require.resolve('dejavu-fonts-ttf/package.json'));
  return [
    ...SOURCE_SERIF.map((face) => join(serif, face, `SourceSerif4_${face}.ttf`)),
    ...DEJAVU.map((file) => join(dejavu, 'ttf', file)),
  ];
}

const answerSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ ok: z.literal(true), bytes: z.instanceof(Uint8Array), pages: z.number() }),
  z.object({ ok: z.literal(false), problem: z.string() }),
]);

/** A PDF and how many pages it has. */
export interface Typeset {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** PDF/A-3a where other files will be attached to it, PDF/A-2a otherwise. */
type Standard = 'a-2a' | 'a-3a';

interface Job {
  readonly template: 'acte' | 'dossier';
  /** JSON of a `PdfDocument` or a `PdfDossier`. */
  readonly document: string;
  readonly pictures: readonly PdfPicture[];
  readonly standard: Standard;
  readonly resolve: (typeset: Typeset) => void;
  readonly reject: (error: Error) => void;
}

/** One thread that typesets one document at a time; started by the first, ended by rest. */
export class Typesetter {
  readonly #logger: Logger;
  readonly #timeLimitMs: number;
  readonly #script: string;
  readonly #waiting: Job[] = [];
  #worker: Worker | null = null;
  #current: Job | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** @param deps `script`: the thread's file, for tests */
  constructor(deps: { logger: Logger; timeLimitMs?: number; script?: string }) {
    this.#logger = deps.logger;
    this.#script = deps.script ?? join(projectRoot(), 'server', 'exchange', 'pdf', 'typesetter.mjs');
    this.#timeLimitMs = deps.timeLimitMs ?? TIME_LIMIT_MS;
  }

  /**
   * Typesets a document.
   * @param document a `PdfDocument` as JSON
   * @throws ClausierError `export.trop_grand`, `export.occupe`, `export.trop_long`, `export.caracteres`, or
   *   `export.indisponible` where the typesetter does not run
   */
  typeset(document: string, pictures: readonly PdfPicture[], standard: Standard = 'a-2a'): Promise<Typeset> {
    return this.#take({ template: 'acte', document, pictures, standard });
  }

  /** Typesets a dossier de preuve: JSON of a `PdfDossier`. @throws ClausierError as `typeset` */
  typesetDossier(document: string): Promise<Typeset> {
    // Names of joined files come from anywhere: one sign in them must not keep the dossier from being made.
    return this.#take({ template: 'dossier', document: drawable(document), pictures: [], standard: 'a-2a' });
  }

  #take(job: Omit<Job, 'resolve' | 'reject'>): Promise<Typeset> {
    const weight = job.pictures.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (weight > MAX_PICTURES || job.document.length > MAX_CHARACTERS)
      return Promise.reject(new ClausierError('export.trop_grand'));
    if (this.#waiting.length >= QUEUE) return Promise.reject(new ClausierError('export.occupe'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...job, resolve, reject });
      this.#next();
    });
  }

  /** Ends the thread; what was waiting is refused. */
  async stop(): Promise<void> {
    for (const job of this.#waiting.splice(0)) job.reject(new ClausierError('serveur.arret'));
    this.#current?.reject(new ClausierError('serveur.arret'));
    this.#current = null;
    await this.#end();
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
    const { template, document, pictures, standard } = job;
    this.#timer = setTimeout(() => {
      this.#settle(
        (one) => one.reject(new ClausierError('export.trop_long')),
        () => this.#end(),
      );
    }, this.#timeLimitMs);
    try {
      this.#thread().postMessage({ template, document, pictures, standard });
    } catch (cause) {
      this.#failed(cause);
    }
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#script, {
      workerData: { folder: join(projectRoot(), 'templates', 'print'), fonts: fontFiles() },
    });
    worker.unref();
    worker.on('message', (message) => this.#answered(answerSchema.parse(message)));
    worker.on('error', (error) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#failed(error);
    });
    this.#worker = worker;
    return worker;
  }

  #answered(answer: z.infer<typeof answerSchema>): void {
    if ('ready' in answer) return;
    this.#settle((job) => {
      if (answer.ok) job.resolve({ bytes: answer.bytes, pages: answer.pages });
      else job.reject(this.#refusal(answer.problem));
    });
  }

  /** A sign that no font draws is the author's business; anything else is a bug. */
  #refusal(problem: string): Error {
    const signs = [...problem.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map(
      (one) => one[1] ?? '',
    );
    // What archived files may not hold: private signs, as the bullets of some word processors are.
    for (const [, code = ''] of problem.matchAll(/contains the codepoint `\\?"\\*u\{([0-9a-f]+)\}/gu))
      signs.push(`U+${code.toUpperCase()}`);
    if (signs.length > 0) return new ClausierError('export.caracteres', [...new Set(signs)]);
    return new Error(`The typesetter refused a document: ${problem}`);
  }

  /** The thread died, or never lived: no binary for this machine, for instance. */
  #failed(cause: unknown): void {
    this.#logger.error({ err: cause }, 'the typesetter does not run');
    this.#settle((job) => job.reject(new ClausierError('export.indisponible', [], { cause })));
  }

  #settle(end: (job: Job) => void, before: () => Promise<void> = async () => undefined): void {
    const job = this.#current;
    this.#current = null;
    this.#clearTimer();
    if (job !== null) end(job);
    void before().then(() => this.#next());
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
