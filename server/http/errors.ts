import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ClausierError, ERRORS, errorBody } from '#shared/kernel/errors.ts';
import { isDiskRefusal } from '../storage/problems.ts';
import type { Logger } from './log.ts';

/** What the sentence of those codes says in words, in seconds. */
export const RETRY_AFTER_S = '60';

/**
 * The one place where a failure becomes an answer: closed codes keep theirs, a disk that refuses is told as such,
 * anything else is a bug, logged whole under a reference that the person can pass on.
 */
export function answerError(c: Context, error: unknown, log: Logger): Response {
  if (error instanceof ClausierError) {
    const { http } = ERRORS[error.code];
    if (http >= 500) log.error({ err: error, path: c.req.path }, 'request failed');
    if (http === 429) c.header('Retry-After', RETRY_AFTER_S);
    return c.json(errorBody(error.code, error.details), http as ContentfulStatusCode);
  }
  if (isDiskRefusal(error)) {
    log.error({ err: error, path: c.req.path }, 'the disk refused');
    return c.json(errorBody('disque.indisponible'), 507 as ContentfulStatusCode);
  }
  const reference = randomBytes(6).toString('hex');
  log.error({ err: error, path: c.req.path, reference }, 'request failed');
  return c.json({ ...errorBody('serveur.erreur'), reference }, 500);
}
