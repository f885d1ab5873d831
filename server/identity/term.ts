import type { ActId } from '#shared/kernel/ids.ts';
import type { Logger } from '../http/log.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { forgetEntries } from './entries-store.ts';
import { applyRetention, type Retention } from './own-data/retention.ts';
import { endExpired, nextTerm } from './participants-store.ts';

/**
 * How often terms are looked at; sooner for one that comes sooner (rule P2). Routes and sockets ask the term
 * themselves: this is for who only listens, and for the journal.
 */
const SWEEP_MS = 10_000;
/** The least between two looks, whatever the clock says. */
const LEAST_MS = 50;
/** How often what is kept for days is looked at. */
const RETENTION_MS = 60 * 60_000;

/** Ends what has come to its term. */
export interface Terms {
  start(): void;
  /** Looks now, and plans the next look. */
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
  let watching = false;
  let forgotAt = Number.NEGATIVE_INFINITY;
  const look = async () => {
    const now = deps.clock();
    for (const actId of await endExpired(deps.db, now)) await deps.accessChanged(actId);
    await forgetEntries(deps.db, now);
    if (now - forgotAt < RETENTION_MS) return;
    forgotAt = now;
    await applyRetention(deps.db, deps.retention, now);
  };
  const plan = (ms: number) => {
    if (!watching) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      sweep().catch((error: unknown) => deps.logger.warn({ err: error }, 'terms not looked at'));
    }, ms);
    timer.unref();
  };
  const sweep = async () => {
    let wait = SWEEP_MS;
    try {
      await look();
      const next = await nextTerm(deps.db);
      if (next !== null) wait = Math.max(LEAST_MS, Math.min(SWEEP_MS, next - deps.clock()));
    } finally {
      plan(wait);
    }
  };
  return {
    sweep,
    start: () => {
      watching = true;
      plan(LEAST_MS);
    },
    stop: () => {
      watching = false;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
