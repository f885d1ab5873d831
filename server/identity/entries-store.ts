import type { LinkId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { codeHash, newCode, newToken, sameHash, tokenHash } from './tokens.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How long a mailed code and link serve (rule E3), and an answer of a provider. */
const ENTRY_LIFE_MS = 10 * MINUTE_MS;
const OIDC_LIFE_MS = 2 * MINUTE_MS;
/** Codes that may be tried on one request (rule E3). */
const MAX_TRIES = 5;
/** Requests for one e-mail address, whoever asks (rule E5). */
const BOUNDS = [
  { max: 5, withinMs: 15 * MINUTE_MS },
  { max: 20, withinMs: DAY_MS },
] as const;
/** How long a browser stays known to an address. */
export const BROWSER_LIFE_MS = 180 * DAY_MS;

/** Secrets of a request to come in: `attempt` goes to the browser, the two others to the e-mail address. */
export interface EntrySecrets {
  readonly attempt: string;
  readonly code: string;
  readonly link: string;
}

/** What a request that proved right leads to. */
export interface ProvenEntry {
  readonly attemptHash: string;
  readonly email: string;
  readonly origin: 'courriel' | 'lien' | 'oidc';
  /** The link that the code completes. */
  readonly linkId: LinkId | null;
}

/**
 * Notes a request to come in. An address that stands for nobody is noted just the same (rule E2).
 * @param known asked from a browser known to that address: counted apart, so that nobody shuts a person out of
 *   theirs by asking many times in their name
 * @returns the secrets, which are not kept; `null` when that address has had its share
 */
export async function addEntry(
  tx: Tx,
  entry: {
    readonly email: string;
    readonly origin: 'courriel' | 'lien';
    readonly linkId: LinkId | null;
    readonly known: boolean;
  },
  now: number,
): Promise<EntrySecrets | null> {
  const known = entry.known ? 1 : 0;
  for (const { max, withinMs } of BOUNDS) {
    const { count } = await tx
      .selectFrom('entries')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('email', '=', entry.email)
      .where('known', '=', known)
      .where('origin', '!=', 'oidc')
      .where('created_at', '>', now - withinMs)
      .executeTakeFirstOrThrow();
    if (Number(count) >= max) return null;
  }
  const secrets = { attempt: newToken(), code: newCode(), link: newToken() };
  await tx
    .insertInto('entries')
    .values({
      attempt_hash: tokenHash(secrets.attempt),
      // The link of an invitation is there already: its code alone is mailed.
      link_hash: entry.origin === 'courriel' ? tokenHash(secrets.link) : null,
      code_hash: codeHash(secrets.attempt, secrets.code),
      email: entry.email,
      origin: entry.origin,
      link_id: entry.linkId,
      known,
      tries: 0,
      created_at: now,
      expires_at: now + ENTRY_LIFE_MS,
      used_at: null,
    })
    .execute();
  return secrets;
}

/** Notes that a provider vouched for an address. @returns the secret that opens the session, for this browser at once */
export async function addProviderEntry(db: Db | Tx, email: string, now: number): Promise<string> {
  const link = newToken();
  await db
    .insertInto('entries')
    .values({
      attempt_hash: tokenHash(newToken()),
      link_hash: tokenHash(link),
      code_hash: null,
      email,
      origin: 'oidc',
      link_id: null,
      known: 0,
      tries: 0,
      created_at: now,
      expires_at: now + OIDC_LIFE_MS,
      used_at: null,
    })
    .execute();
  return link;
}

const PROVEN = ['attempt_hash', 'email', 'origin', 'link_id'] as const;

/** @returns the request whose mailed link holds `token`, while it serves */
export async function entryOfLink(db: Db | Tx, token: string, now: number): Promise<ProvenEntry | null> {
  const row = await db
    .selectFrom('entries')
    .select([...PROVEN])
    .where('link_hash', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { attemptHash: row.attempt_hash, email: row.email, origin: row.origin, linkId: row.link_id };
}

/**
 * Tries a code. The try is counted before it is looked at, so that two at once are two; it is given back when it was
 * right. Runs on the database itself, not in a caller's transaction: what is refused must stay counted.
 * @returns the request, `faux` for a wrong code, `perime` for a request that no longer serves, or never did
 */
export async function tryCode(
  db: Db,
  attempt: string,
  code: string,
  now: number,
): Promise<ProvenEntry | 'faux' | 'perime'> {
  const attemptHash = tokenHash(attempt);
  const row = await db
    .updateTable('entries')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('attempt_hash', '=', attemptHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries', '<', MAX_TRIES)
    .returning([...PROVEN, 'code_hash'])
    .executeTakeFirst();
  if (row === undefined || row.code_hash === null) return 'perime';
  if (!sameHash(row.code_hash, codeHash(attempt, code))) return 'faux';
  await db
    .updateTable('entries')
    .set((eb) => ({ tries: eb('tries', '-', 1) }))
    .where('attempt_hash', '=', attemptHash)
    .execute();
  return { attemptHash, email: row.email, origin: row.origin, linkId: row.link_id };
}

/** Uses a request up: its link and its code, together. @returns false when somebody just did */
export async function burnEntry(tx: Tx, entry: ProvenEntry, now: number): Promise<boolean> {
  const used = await tx
    .updateTable('entries')
    .set({ used_at: now })
    .where('attempt_hash', '=', entry.attemptHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

/** Forgets requests that bounds no longer count, and browsers whose time has come. */
export async function forgetEntries(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('entries')
    .where('created_at', '<', now - DAY_MS)
    .execute();
  await db.deleteFrom('browsers').where('expires_at', '<=', now).execute();
}

/** @returns whether a browser is known to an address (rule E8). @param token of its cookie */
export async function isKnownBrowser(
  db: Db | Tx,
  token: string | null,
  email: string,
  now: number,
): Promise<boolean> {
  if (token === null) return false;
  const row = await db
    .selectFrom('browsers')
    .select('email')
    .where('token_hash', '=', tokenHash(token))
    .where('email', '=', email)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Makes a browser known to an address. One that is known to others keeps its secret; any other gets a new one, never
 * one that it came with (rule E13).
 * @returns the secret for its cookie
 */
export async function rememberBrowser(
  tx: Tx,
  token: string | null,
  email: string,
  now: number,
): Promise<string> {
  const known =
    token === null
      ? undefined
      : await tx
          .selectFrom('browsers')
          .select('token_hash')
          .where('token_hash', '=', tokenHash(token))
          .where('expires_at', '>', now)
          .executeTakeFirst();
  const kept = known === undefined || token === null ? newToken() : token;
  await tx
    .insertInto('browsers')
    .values({ token_hash: tokenHash(kept), email, created_at: now, expires_at: now + BROWSER_LIFE_MS })
    .onConflict((oc) =>
      oc.columns(['token_hash', 'email']).doUpdateSet({ expires_at: now + BROWSER_LIFE_MS }),
    )
    .execute();
  return kept;
}
