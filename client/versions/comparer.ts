import { startTransition, useEffect, useState } from 'react';
import type { Sentence } from '#shared/compare/sentences.ts';
import type { ComparisonView } from '#shared/compare/view.ts';
import type { ActContent } from '#shared/document/model.ts';

/** What the page asks of the worker. */
export interface CompareRequest {
  readonly id: number;
  readonly old: ActContent;
  readonly new: ActContent;
}

/** A comparison, ready to be shown. */
export interface Compared {
  readonly view: ComparisonView;
  readonly sentences: readonly Sentence[];
  readonly capped: boolean;
}

/** What the worker answers to the request of that id. */
export interface CompareAnswer extends Compared {
  readonly id: number;
}

type Job =
  | { readonly kind: 'attente' }
  | { readonly kind: 'fait'; readonly compared: Compared }
  | { readonly kind: 'panne' };

interface Waiting {
  readonly done: (compared: Compared) => void;
  readonly failed: () => void;
}

/** One worker for the page, made at the first comparison and made again after a failure. */
class Comparer {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #asked = 0;

  /** @returns a function that forgets the request: neither callback is called then */
  compare(old: ActContent, fresh: ActContent, waiting: Waiting): () => void {
    this.#worker ??= this.#start();
    this.#asked += 1;
    const id = this.#asked;
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ id, old, new: fresh } satisfies CompareRequest);
    return () => this.#waiting.delete(id);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./compare.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<CompareAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      waiting?.done(data);
    };
    worker.onerror = () => {
      worker.terminate();
      this.#worker = null;
      const lost = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const { failed } of lost) failed();
    };
    return worker;
  }
}

const comparer = new Comparer();

/**
 * Compares two texts in a worker, so that the page never waits.
 * @param old the old text, `fresh` the new one; `undefined` while it comes
 * @param attempt another number compares again, after a failure
 */
export function useComparison(old: ActContent | undefined, fresh: ActContent | undefined, attempt = 0): Job {
  const [job, setJob] = useState<Job>({ kind: 'attente' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` only asks again
  useEffect(() => {
    setJob({ kind: 'attente' });
    if (old === undefined || fresh === undefined) return;
    return comparer.compare(old, fresh, {
      done: (compared) => startTransition(() => setJob({ kind: 'fait', compared })),
      failed: () => setJob({ kind: 'panne' }),
    });
  }, [old, fresh, attempt]);
  return job;
}
