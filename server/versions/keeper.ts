import type { ActId } from '#shared/kernel/ids.ts';
import { isDue, type Unversioned, withChange } from '#shared/versions/quiet.ts';
import type { Logger } from '../http/log.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Archive } from './archive.ts';

/** How often acts are looked at, in milliseconds. */
const ROUND_MS = 30_000;
/** Acts of which a version is taken in one round: the first round after an upgrade finds them all. */
const ACTS_PER_ROUND = 20;

/** Takes the automatic versions, away from what is being typed. */
export class Keeper {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #archive: Archive;
  readonly #unversioned = new Map<ActId, Unversioned>();
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;

  constructor(deps: { db: Db; clock: Clock; logger: Logger; archive: Archive }) {
    this.#db = deps.db;
    this.#clock = deps.clock;
    this.#logger = deps.logger;
    this.#archive = deps.archive;
  }

  /** Takes up what was written since each act's last version, before the server was stopped or cut. */
  async start(): Promise<void> {
    const rows = await this.#db
      .selectFrom('acts')
      .select(['acts.id', 'acts.changed_at'])
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('versions')
              .select('versions.id')
              .whereRef('versions.act_id', '=', 'acts.id')
              .whereRef('versions.at', '>=', 'acts.changed_at'),
          ),
        ),
      )
      .execute();
    for (const row of rows)
      this.#unversioned.set(row.id, withChange(this.#unversioned.get(row.id) ?? null, row.changed_at));
    this.#timer = setInterval(() => void this.round(), ROUND_MS);
    this.#timer.unref();
  }

  /** Something new of an act is on disk. */
  changed(actId: ActId): void {
    this.#unversioned.set(actId, withChange(this.#unversioned.get(actId) ?? null, this.#clock()));
  }

  /** Takes the versions that are due; never rejects. One round runs at a time, and whoever asks meanwhile waits for it. */
  async round(): Promise<void> {
    this.#round ??= this.#takeDue().finally(() => {
      this.#round = null;
    });
    return this.#round;
  }

  async #takeDue(): Promise<void> {
    const now = this.#clock();
    const due = [...this.#unversioned].filter(([, unversioned]) => isDue(unversioned, now));
    for (const [actId] of due.slice(0, ACTS_PER_ROUND)) {
      // Forgotten first: what is written while the version is taken belongs to the next one.
      this.#unversioned.delete(actId);
      try {
        await this.#archive.take(actId, { kind: 'automatique' });
      } catch (error) {
        this.#logger.error({ err: error, act: actId }, 'automatic version not taken');
        // Tried again after a rest, as if it had just been written.
        this.#unversioned.set(actId, { first: now, last: now });
      }
    }
  }

  /** Ends the rounds; what is not versioned yet will be when the server starts again. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#round;
  }
}
