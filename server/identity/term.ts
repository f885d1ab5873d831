import type { ActId } from '#shared/kernel/ids.ts';
import type { Logger } from '../http/log.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { forgetEntries } from './entries-store.ts';
import { applyRetention, type Retention } from './own-data/retention.ts';
import { endExpired } from './participants-store.ts';

/** How often terms are looked at. Routes and sockets ask the term themselves: this is for who only listens. */
const SWEEP_MS = 10_000;
/** How often what is kept for days is looked at. */
const RETENTION_MS = 60 * 60_000;

/** Ends what has come to its term. */
export interface Terms {
  start(): void;
  /** Looks now. */
  sweep(): Promise<void>;
  stop(): void;
}

/** @param deps `accessChanged` closes the connections of those whose access to an act ended */
export function watchTerms(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly retention: Retention;
  readonly accessChanged: (actId: ActId) => Promise<void>;
}): Terms {
  let timer: NodeJS.Timeout | null = null;
  let forgotAt = Number.NEGATIVE_INFINITY;
  const sweep = async () => {
    const now = deps.clock();
    for (const actId of await endExpired(deps.db, now)) await deps.accessChanged(actId);
    await forgetEntries(deps.db, now);
    if (now - forgotAt < RETENTION_MS) return;
    forgotAt = now;
    await applyRetention(deps.db, deps.retention, now);
  };
  return {
    sweep,
    start: () => {
      timer ??= setInterval(() => {
        sweep().catch((error: unknown) => deps.logger.warn({ err: error }, 'terms not looked at'));
      }, SWEEP_MS);
      timer.unref();
    },
    stop: () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}
