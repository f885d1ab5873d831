/** What one of those who asked together waits for. */
interface Asker<Key, Value> {
  readonly key: Key;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads once for all who ask in the same turn of the loop: a thousand people who come back at once cost some tens of
 * questions to the database, not thousands.
 */
export class Together<Key, Value> {
  readonly #read: (keys: readonly Key[]) => Promise<(key: Key) => Value>;
  readonly #atOnce: number;
  #waiting: Asker<Key, Value>[] = [];
  #armed = false;

  /**
   * @param read what is read of several, as a function of each
   * @param atOnce how many are read before the loop turns for everything else
   */
  constructor(read: (keys: readonly Key[]) => Promise<(key: Key) => Value>, atOnce: number) {
    this.#read = read;
    this.#atOnce = atOnce;
  }

  /** @returns what is read of `key`, at the end of this turn of the loop or later */
  of(key: Key): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, resolve, reject });
      this.#arm();
    });
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    setImmediate(() => {
      this.#armed = false;
      void this.#answer(this.#waiting.splice(0, this.#atOnce));
      if (this.#waiting.length > 0) this.#arm();
    });
  }

  /** Never rejects: whoever asked is told. */
  async #answer(askers: readonly Asker<Key, Value>[]): Promise<void> {
    try {
      const answer = await this.#read(askers.map(({ key }) => key));
      for (const { key, resolve } of askers) resolve(answer(key));
    } catch (error) {
      // What can't be read of one must not keep the others out.
      if (askers.length > 1) for (const asker of askers) void this.#answer([asker]);
      else for (const { reject } of askers) reject(error);
    }
  }
}
