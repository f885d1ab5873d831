import type { PersonId } from '#shared/kernel/ids.ts';

/** An update that another process received and that nobody has said to be on disk. */
export interface Unconfirmed {
  readonly bytes: Uint8Array;
  readonly personId: PersonId | null;
  /** Yjs client ids that are that person's from then on. */
  readonly clients: readonly number[];
  /** When it came, in milliseconds of a clock that only goes forward. */
  readonly at: number;
}

/**
 * What the other processes have relayed of one act. A process may die, or its disk refuse, between relaying an update
 * and writing it: as long as nobody has said that it is on disk, this process answers for it too.
 */
export class Others {
  readonly #unconfirmed = new Map<string, Map<number, Unconfirmed & { readonly rank: number }>>();
  #last = 0;
  #waiting: { readonly upTo: number; readonly then: () => void }[] = [];

  get empty(): boolean {
    return this.#unconfirmed.size === 0;
  }

  /** Rank, here, of the last update that came: what is written from then on may build on it. */
  get last(): number {
    return this.#last;
  }

  /**
   * Calls `then` once all that came up to a rank is on disk, or was adopted: words on disk that build on words that are
   * not would show nowhere, so they are promised together.
   */
  whenSettled(upTo: number, then: () => void): void {
    if (this.#settled(upTo)) then();
    else this.#waiting.push({ upTo, then });
  }

  /** To be called when something was confirmed, or the adopted is in the log's hands. */
  release(): void {
    if (this.#waiting.length === 0) return;
    const ready = this.#waiting.filter(({ upTo }) => this.#settled(upTo));
    this.#waiting = this.#waiting.filter((one) => !ready.includes(one));
    for (const { then } of ready) then();
  }

  #settled(upTo: number): boolean {
    // Each process's come in order: its first is its oldest.
    for (const updates of this.#unconfirmed.values())
      for (const { rank } of updates.values()) {
        if (rank <= upTo) return false;
        break;
      }
    return true;
  }

  relayed(process: string, number: number, update: Unconfirmed): void {
    const known = this.#unconfirmed.get(process);
    if (known?.has(number)) return;
    this.#last += 1;
    const ranked = { ...update, rank: this.#last };
    if (known) known.set(number, ranked);
    else this.#unconfirmed.set(process, new Map([[number, ranked]]));
  }

  /** @returns true when that update is in memory: its rank then counts as known */
  confirmed(process: string, number: number): boolean {
    const known = this.#unconfirmed.get(process);
    const had = known?.delete(number) === true;
    if (known?.size === 0) this.#unconfirmed.delete(process);
    return had;
  }

  /** Takes over what came before `at`, in order: the caller writes it. */
  adopt(before: number): readonly Unconfirmed[] {
    const adopted: Unconfirmed[] = [];
    for (const [process, updates] of this.#unconfirmed) {
      for (const [number, update] of updates) {
        if (update.at > before) continue;
        updates.delete(number);
        adopted.push(update);
      }
      if (updates.size === 0) this.#unconfirmed.delete(process);
    }
    return adopted;
  }
}
