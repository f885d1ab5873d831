import type { IncomingMessage } from 'node:http';

/** Read by the application as they stand: nearly every request. */
const PLAIN_PATH = /^\/[\w/-]*$/;
const PLAIN_HOST = /^[\w.:[\]-]*$/;

/**
 * The path of a request as the application reads it, before the application does: percent-decoded, without dots that go
 * up, query or fragment, in whatever form the target is written.
 * @returns the path, or `null` when it can't be told for sure: what is decided by it must then be decided as if it mattered
 */
export function pathOf({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): string | null {
  // The address is put together from both: a name that holds a path would come before the target's own.
  if (!PLAIN_HOST.test(headers.host ?? '')) return null;
  if (PLAIN_PATH.test(url)) return url;
  try {
    return decodeURIComponent(new URL(url.startsWith('/') ? `http://ici${url}` : url).pathname);
  } catch {
    return null;
  }
}
