import type { ActId } from '#shared/kernel/ids.ts';
import {
  type AuthoredBlock,
  AuthorshipIndex,
  authorsOf,
  type BlockRange,
} from '#shared/versions/authorship.ts';
import type { History } from './history.ts';

/** Acts whose record is kept ready: the next question about one reads only what was written since. */
const MAX_KEPT = 16;

/** Who wrote what, from the log. */
export class Authors {
  readonly #history: History;
  /** Last used last. */
  readonly #kept = new Map<ActId, AuthorshipIndex>();
  readonly #turns = new Map<ActId, Promise<AuthorshipIndex>>();

  constructor(history: History) {
    this.#history = history;
  }

  /**
   * @param past the update after which the text is read; the present one when null
   * @param range ids of the first and last blocks; the whole text when null
   * @returns who wrote what stands there, and the update up to which it is known; `blocks` is null when the text has no
   *   such stretch
   * @throws ClausierError `version.introuvable` when the log has no update `past`
   */
  async of(
    actId: ActId,
    past: number | null,
    range: BlockRange | null,
  ): Promise<{ readonly seq: number; readonly blocks: readonly AuthoredBlock[] | null }> {
    const index = await this.#indexOf(actId);
    // The text may be newer than the record by what came in the meantime: that is told of nobody yet.
    const written = await (past === null
      ? this.#history.writtenNow(actId, range)
      : this.#history.writtenAt(actId, past, range));
    return { seq: past ?? index.seq, blocks: written === null ? null : authorsOf(written, index) };
  }

  /** One at a time for each act: two would take the same updates twice. */
  #indexOf(actId: ActId): Promise<AuthorshipIndex> {
    const before = this.#turns.get(actId);
    const turn = before === undefined ? this.#grown(actId) : before.then(() => this.#grown(actId));
    this.#turns.set(actId, turn);
    const done = () => {
      if (this.#turns.get(actId) === turn) this.#turns.delete(actId);
    };
    turn.then(done, done);
    return turn;
  }

  async #grown(actId: ActId): Promise<AuthorshipIndex> {
    const index = this.#kept.get(actId) ?? new AuthorshipIndex();
    this.#kept.delete(actId);
    const last = await this.#history.lastSeq(actId);
    await this.#history.eachPage(actId, index.seq, last, (rows) => {
      for (const row of rows) index.add(row);
    });
    this.#kept.set(actId, index);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return index;
  }
}
