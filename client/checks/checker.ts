import type { ActEditorHandle } from '#client/editor/core/create-editor.ts';
import { derivedOf } from '#client/editor/core/derived.ts';
import type { CheckContext, Finding } from '#shared/checks/model.ts';
import { BlockSender, type CheckAnswer, type CheckRequest } from './protocol.ts';

/** What the panel shows. `findings` keeps its identity while nothing in it changes. */
type ChecksState =
  | { readonly kind: 'attente' }
  | { readonly kind: 'fait'; readonly findings: readonly Finding[] }
  | { readonly kind: 'panne' };

/** A store in the shape of `useSyncExternalStore`. */
export interface Checker {
  readonly get: () => ChecksState;
  readonly subscribe: (listener: () => void) => () => void;
}

/** How long the text rests before it is checked, in ms, and how long a check may lag behind steady typing. */
const REST = 500;
const MAX_LAG = 2500;

const today = (): string => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
};

/**
 * Checks an act as it is written, in a worker, so that typing never waits. One request is under way at most; what
 * changes meanwhile is asked for once it is answered, so that the last state always wins.
 */
class LiveChecker implements Checker {
  readonly #handle: ActEditorHandle;
  readonly #kind: CheckContext['kind'];
  readonly #listeners = new Set<() => void>();
  readonly #sender = new BlockSender();
  readonly #worker: Worker;
  readonly #stops: (() => void)[] = [];
  #state: ChecksState = { kind: 'attente' };
  #asked = 0;
  #busy = false;
  #wanted = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #oldest: number | null = null;

  constructor(handle: ActEditorHandle, kind: CheckContext['kind']) {
    this.#handle = handle;
    this.#kind = kind;
    this.#worker = new Worker(new URL('./checks.worker.ts', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }: MessageEvent<CheckAnswer>) => this.#settle(data);
    this.#worker.onerror = () => this.#publish({ kind: 'panne' });
    const { editor } = handle;
    let { doc } = editor.state;
    const onTransaction = () => {
      if (editor.state.doc === doc) return;
      doc = editor.state.doc;
      this.#later(REST);
    };
    editor.on('transaction', onTransaction);
    editor.on('destroy', () => this.#stop());
    this.#stops.push(
      () => editor.off('transaction', onTransaction),
      handle.onFields(() => this.#later(0)),
    );
    this.#later(0);
  }

  get = (): ChecksState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Checks now, without waiting for the text to rest: somebody has just applied a fix. */
  now(): void {
    this.#later(0);
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
    this.#worker.terminate();
  }

  #later(delay: number): void {
    const at = performance.now();
    this.#oldest ??= at;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), Math.min(delay, Math.max(0, this.#oldest + MAX_LAG - at)));
  }

  #ask(): void {
    this.#timer = null;
    this.#oldest = null;
    if (this.#handle.editor.isDestroyed) return;
    this.#wanted = this.#busy;
    if (this.#busy) return;
    this.#busy = true;
    this.#asked += 1;
    const { document } = derivedOf(this.#handle.editor.state);
    this.#worker.postMessage({
      id: this.#asked,
      ...this.#sender.take(document.content),
      champs: this.#handle.fields(),
      context: { kind: this.#kind, today: today() },
    } satisfies CheckRequest);
  }

  #settle({ id, findings }: CheckAnswer): void {
    if (id !== this.#asked) return;
    this.#busy = false;
    if (this.#wanted) this.#later(0);
    const before = this.#state;
    if (before.kind === 'fait' && JSON.stringify(before.findings) === JSON.stringify(findings)) return;
    this.#publish({ kind: 'fait', findings });
  }

  #publish(state: ChecksState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const checkers = new WeakMap<ActEditorHandle, LiveChecker>();

/** @returns the checker of an editor, begun on first use; it ends with the editor */
export function checkerOf(handle: ActEditorHandle, kind: CheckContext['kind']): Checker & { now(): void } {
  const known = checkers.get(handle);
  if (known !== undefined) return known;
  const checker = new LiveChecker(handle, kind);
  checkers.set(handle, checker);
  return checker;
}
