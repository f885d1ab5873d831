import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ERRORS, errorBody } from '#shared/kernel/errors.ts';

/**
 * How many requests may wait, whoever asks beyond being sent away at once; and milliseconds between two of them: a
 * thousand take four seconds, of which they use a small part.
 */
const BOUND = { waiting: 1_000, gapMs: 4 } as const;

/** Says no at the least cost: nothing of the application runs. */
function sendAway(response: ServerResponse): void {
  response.writeHead(ERRORS['requete.trop_frequente'].http, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
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
  const next = () => {
    // Whoever has left needs no turn.
    let one = waiting.shift();
    while (one?.[1].destroyed) one = waiting.shift();
    resting = one !== undefined;
    if (one === undefined) return;
    setTimeout(next, bound.gapMs);
    listener(...one);
  };
  return (request, response) => {
    if (!applies(request)) return listener(request, response);
    if (waiting.length >= bound.waiting) return sendAway(response);
    waiting.push([request, response]);
    if (!resting) next();
  };
}
