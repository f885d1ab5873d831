import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

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

/** @returns six digits, each as likely as the others */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/**
 * What is kept of a code. A million codes are soon tried on a digest, so the attempt's secret goes in: the database
 * holds only its digest, and whoever reads the database cannot tell the code.
 */
export function codeHash(attempt: string, code: string): string {
  return tokenHash(`${attempt} ${code}`);
}

/** @returns whether two digests are the same, in a time that says nothing of where they differ */
export function sameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
