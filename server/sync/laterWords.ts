/** How long a word may wait for something else to go to the same peer, in milliseconds. */
const WAIT_MS = 80;

/** What is said a little later, all together: a timer for each connection would cost more than what it says. */
class LaterWords {
  #words: (() => void)[] = [];

  /** Has `say` called within `WAIT_MS`. */
  add(say: () => void): void {
    this.#words.push(say);
    if (this.#words.length === 1) setTimeout(() => this.#sayAll(), WAIT_MS);
  }

  #sayAll(): void {
    const words = this.#words;
    this.#words = [];
    for (const say of words) say();
  }
}

/** One for the process. */
export const laterWords = new LaterWords();
