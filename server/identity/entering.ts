import type { IncomingMessage } from 'node:http';
import { pathOf } from '../http/target.ts';

/** What anybody may ask for without a session, as often as they like. */
const ENTERING = /^\/api\/(?:entree|session|oidc)(?:\/|$)/;

/** @returns whether a path is one that people come in by: its answers are short, and many may be asked for at once */
export const isEntering = (path: string): boolean => ENTERING.test(path);

/** Every page asks it as it opens: whoever is here already must not wait behind those who come in. */
const WHO_IS_HERE = { method: 'GET', path: '/api/session' } as const;

/** @returns whether a request asks to come in, and so waits its turn (rule E5) */
export function asksToEnter(
  request: Pick<IncomingMessage, 'url' | 'headers'> & { readonly method?: string | undefined },
): boolean {
  const path = pathOf(request);
  if (request.method === WHO_IS_HERE.method && path === WHO_IS_HERE.path) return false;
  return path === null || isEntering(path);
}
