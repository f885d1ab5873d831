import { statedEffect } from '#shared/avenants/term.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { Ceremony } from '#shared/signature/model.ts';
import { frenchDay } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import type { Versions } from '../versions/index.ts';
import { moveAct } from './states.ts';

/**
 * @param today day of the last signature, `YYYY-MM-DD`
 * @returns when an act takes effect, once it is signed (rule G10)
 */
export async function effectDayOf(
  deps: { readonly versions: Pick<Versions, 'archive'> },
  ceremony: Ceremony,
  today: string,
): Promise<string> {
  const { content } = await deps.versions.archive.read(ceremony.actId, ceremony.versionId);
  return statedEffect(content) ?? today;
}

/** How often signed acts are looked at, in milliseconds. */
const ROUND_MS = 10 * 60 * 1000;

/** Makes signed acts *en vigueur* on their day (rule G10). */
export class EffectKeeper {
  readonly #deps: { db: Db; clock: Clock; hub: Pick<Hub, 'refreshAccess'>; failed: (error: unknown) => void };
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;

  constructor(deps: {
    db: Db;
    clock: Clock;
    hub: Pick<Hub, 'refreshAccess'>;
    failed: (error: unknown) => void;
  }) {
    this.#deps = deps;
  }

  /** Looks at once, then again and again. */
  start(): void {
    this.#timer = setInterval(() => void this.round(), ROUND_MS);
    this.#timer.unref();
    void this.round();
  }

  /** Ends the rounds. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#round;
  }

  /** Moves the acts whose day has come; never rejects. */
  async round(): Promise<void> {
    this.#round ??= this.#moveDue()
      .catch(this.#deps.failed)
      .finally(() => {
        this.#round = null;
      });
    return this.#round;
  }

  async #moveDue(): Promise<void> {
    const { db, clock, hub } = this.#deps;
    const at = clock();
    const due = await db
      .selectFrom('acts')
      .innerJoin('ceremonies', 'ceremonies.act_id', 'acts.id')
      .select(['acts.id', 'ceremonies.effect_day'])
      .where('acts.state', '=', 'signe')
      .where('ceremonies.status', '=', 'complete')
      .where('ceremonies.effect_day', '<=', frenchDay(at))
      .execute();
    for (const { id, effect_day } of due) {
      try {
        await db
          .transaction()
          .execute((tx) => moveAct(tx, id, 'prendre-effet', { by: null, at, facts: { jour: effect_day } }));
        await hub.refreshAccess(id);
      } catch (error) {
        // Another process has done it first.
        if (!(error instanceof ClausierError && error.code === 'etat.impossible')) throw error;
      }
    }
  }
}
