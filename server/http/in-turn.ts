import type { MiddlewareHandler } from 'hono';
import { ClausierError } from '#shared/kernel/errors.ts';

/** Requests that may wait: beyond, whoever asks is sent away at once. */
const MAX_WAITING = 1_000;

/**
 * Lets requests through one per turn of the loop. A burst of them then delays itself, and not the writing, which gets
 * its messages between two.
 * @throws ClausierError `requete.trop_frequente` when too many wait
 */
export function inTurn(): MiddlewareHandler {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  return async (_c, next) => {
    if (waiting >= MAX_WAITING) throw new ClausierError('requete.trop_frequente');
    waiting += 1;
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    await last;
    waiting -= 1;
    await next();
  };
}
