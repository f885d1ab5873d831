import type { ErrorCode } from '#shared/kernel/errors.ts';

/** Where the pages that take a secret stand; the secret is in the fragment, which browsers never send. */
const ENTRY_PAGE = '/entrer';
const SETUP_PAGE = '/installation';

/** @param publicUrl address that people use, without a trailing slash */
export function personalUrl(publicUrl: string, token: string): string {
  return `${publicUrl}${ENTRY_PAGE}#${token}`;
}

/** @param publicUrl as `personalUrl` */
export function setupUrl(publicUrl: string, token: string): string {
  return `${publicUrl}${SETUP_PAGE}#${token}`;
}

/** The entry page, saying why another way in came to nothing. @param publicUrl as `personalUrl` */
export function entryFailureUrl(publicUrl: string, code: ErrorCode): string {
  return `${publicUrl}${ENTRY_PAGE}?echec=${code}`;
}
