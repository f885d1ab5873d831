/** What this process relayed and is now on disk: the others are told once for all that one transaction wrote. */
export class Told {
  readonly #tell: (ranks: readonly [number, number][]) => void;
  #ranks: [number, number][] = [];

  /** @param tell given the number under which each update was relayed, and its rank in the log */
  constructor(tell: (ranks: readonly [number, number][]) => void) {
    this.#tell = tell;
  }

  stored(number: number, rank: number): void {
    this.#ranks.push([number, rank]);
    if (this.#ranks.length > 1) return;
    queueMicrotask(() => {
      const ranks = this.#ranks;
      this.#ranks = [];
      this.#tell(ranks);
    });
  }
}
