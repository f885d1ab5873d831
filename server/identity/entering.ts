import type { IncomingMessage } from 'node:http';
import { pathOf } from '../http/target.ts';

/** What anybody may ask for without a session, as often as they like. */
const ENTERING = /^\/api\/(?:entree|session)(?:\/|$)/;

/** @returns whether a request asks to come in, and so waits its turn (rule E5) */
export function asksToEnter(request: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  const path = pathOf(request);
  return path === null || ENTERING.test(path);
}
