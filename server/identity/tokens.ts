import { createHash, randomBytes } from 'node:crypto';

/** @returns a secret for one link or one session: 32 random bytes in base64url, shown or sent once */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is kept of a secret. A plain SHA-256 is enough for 256 random bits: there is no dictionary to try,
 * and looking a digest up by equality tells nothing of the secret.
 */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
