/** Which updates of an act's log are in memory, by their ranks: all up to one, and some ahead of a hole. */
export class Ranks {
  #upTo: number;
  readonly #ahead = new Set<number>();

  /** @param upTo rank of the last update of a whole log */
  constructor(upTo: number) {
    this.#upTo = upTo;
  }

  /** Last rank before the first hole. */
  get upTo(): number {
    return this.#upTo;
  }

  /** True when a later update is known, and an earlier one is not: it came by another process. */
  get hole(): boolean {
    return this.#ahead.size > 0;
  }

  has(rank: number): boolean {
    return rank <= this.#upTo || this.#ahead.has(rank);
  }

  add(rank: number): void {
    if (rank <= this.#upTo) return;
    this.#ahead.add(rank);
    while (this.#ahead.delete(this.#upTo + 1)) this.#upTo += 1;
  }
}
