import type { PersonId } from '#shared/kernel/ids.ts';

/** An update that another process received and that nobody has said to be on disk. */
export interface Unconfirmed {
  readonly bytes: Uint8Array;
  readonly personId: PersonId | null;
  /** When it came, in milliseconds of the server's clock. */
  readonly at: number;
}

/**
 * What the other processes have relayed of one act. A process may die, or its disk refuse, between relaying an update
 * and writing it: as long as nobody has said that it is on disk, this process answers for it too.
 */
export class Others {
  readonly #unconfirmed = new Map<string, Map<number, Unconfirmed>>();

  get empty(): boolean {
    return this.#unconfirmed.size === 0;
  }

  relayed(process: string, number: number, update: Unconfirmed): void {
    const known = this.#unconfirmed.get(process);
    if (known) known.set(number, update);
    else this.#unconfirmed.set(process, new Map([[number, update]]));
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
