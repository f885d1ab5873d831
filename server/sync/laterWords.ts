/** How often what waits is looked at, in milliseconds: a word waits for once to twice as long. */
const LOOK_MS = 100;

/** Who has a word to say that may wait for something else to go to the same peer. */
interface Speaker {
  say(): void;
}

/** What is said a little later, all together: a timer for each connection would cost more than what it says. */
class LaterWords {
  #fresh = new Set<Speaker>();
  #waited = new Set<Speaker>();
  #armed = false;

  /** Has `say` called within twice `LOOK_MS`, unless it is taken back. */
  add(speaker: Speaker): void {
    this.#fresh.add(speaker);
    this.#arm();
  }

  /** The word was said with something else. */
  remove(speaker: Speaker): void {
    if (!this.#fresh.delete(speaker)) this.#waited.delete(speaker);
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    setTimeout(() => this.#look(), LOOK_MS);
  }

  #look(): void {
    this.#armed = false;
    const due = this.#waited;
    this.#waited = this.#fresh;
    this.#fresh = new Set();
    for (const speaker of due) speaker.say();
    if (this.#waited.size > 0) this.#arm();
  }
}

/** One for the process. */
export const laterWords = new LaterWords();
