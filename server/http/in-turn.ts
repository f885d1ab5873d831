import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { ERRORS, errorBody } from '#shared/kernel/errors.ts';
import { RETRY_AFTER_S } from './errors.ts';

/**
 * How many requests may wait, whoever asks beyond being sent away at once; and milliseconds between two of them: a
 * thousand take four seconds, of which they use a small part. Where the loop has much else to do they rest longer, up to
 * sixteen.
 */
const BOUND = { waiting: 1_000, gapMs: 4 } as const;
const LONGEST_REST = 4;
/** Part of its time that the loop is at work, beyond which the others go first. */
const BUSY = 0.5;

/** Says no at the least cost: nothing of the application runs. */
function sendAway(response: ServerResponse): void {
  response.writeHead(ERRORS['requete.trop_frequente'].http, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    'retry-after': RETRY_AFTER_S,
    connection: 'close',
  });
  response.end(JSON.stringify(errorBody('requete.trop_frequente')));
}

/**
 * Lets some requests through one at a time, with a rest between two. A burst of them then delays itself, and not the
 * writing, which gets its messages between two. It stands before the application, since what many requests cost at once
 * is most of all their beginning. Nobody waits for another's answer: somebody slow holds up nobody.
 * @param listener the application
 * @param applies whether a request waits its turn
 */
export function inTurn(
  listener: RequestListener,
  applies: (request: IncomingMessage) => boolean,
  bound: { readonly waiting: number; readonly gapMs: number } = BOUND,
): RequestListener {
  const waiting: [IncomingMessage, ServerResponse][] = [];
  let resting = false;
  let rest = 1;
  let seen = performance.eventLoopUtilization();
  /** How many gaps to rest, by what the loop had to do since the last turn. */
  const restAgain = () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, seen);
    seen = now;
    if (waiting.length === 0) rest = 1;
    else rest = Math.min(LONGEST_REST, Math.max(1, utilization > BUSY ? rest * 2 : rest / 2));
    return rest;
  };
  const next = () => {
    // Whoever has left needs no turn.
    let one = waiting.shift();
    while (one?.[1].destroyed) one = waiting.shift();
    resting = one !== undefined;
    if (one === undefined) return;
    try {
      listener(...one);
    } finally {
      // After its work, which is no rest.
      setTimeout(next, bound.gapMs * restAgain());
    }
  };
  return (request, response) => {
    if (!applies(request)) return listener(request, response);
    if (waiting.length >= bound.waiting) return sendAway(response);
    waiting.push([request, response]);
    if (!resting) next();
  };
}
