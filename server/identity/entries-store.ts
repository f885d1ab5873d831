import { z } from 'zod';
import { type LinkId, linkIdSchema } from '#shared/kernel/ids.ts';
import type { Step, WriteSteps } from '../storage/steps.ts';
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

/** Where requests are read, and how they are written: not on the thread that serves everybody. */
export interface EntryWriting {
  readonly db: Db;
  readonly write: WriteSteps;
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
 * Notes a request to come in. An address that stands for nobody is noted just the same (rule E2). Counting and noting are
 * one change: of those that arrive together, as many are noted as there is room for.
 * @param known asked from a browser known to that address: counted apart, so that nobody shuts a person out of
 *   theirs by asking many times in their name
 * @returns the secrets, which are not kept; `null` when that address has had its share
 */
export async function addEntry(
  { db, write }: EntryWriting,
  entry: {
    readonly email: string;
    readonly origin: 'courriel' | 'lien';
    readonly linkId: LinkId | null;
    readonly known: boolean;
  },
  now: number,
): Promise<EntrySecrets | null> {
  const known = entry.known ? 1 : 0;
  const counted = BOUNDS.map(
    ({ max, withinMs }): Step => ({
      query: db
        .selectFrom('entries')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('email', '=', entry.email)
        .where('known', '=', known)
        .where('origin', '!=', 'oidc')
        .where('created_at', '>', now - withinMs)
        .compile(),
      must: { below: max },
    }),
  );
  const secrets = { attempt: newToken(), code: newCode(), link: newToken() };
  const noted = db.insertInto('entries').values({
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
  });
  const { written } = await write([...counted, { query: noted.compile() }]);
  return written ? secrets : null;
}

/** Notes that a provider vouched for an address. @returns the secret that opens the session, for this browser at once */
export async function addProviderEntry(
  { db, write }: EntryWriting,
  email: string,
  now: number,
): Promise<string> {
  const link = newToken();
  const noted = db.insertInto('entries').values({
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
  });
  await write([{ query: noted.compile() }]);
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

const provenSchema = z.object({
  email: z.string(),
  origin: z.enum(['courriel', 'lien', 'oidc']),
  link_id: linkIdSchema.nullable(),
  code_hash: z.string().nullable(),
});

/**
 * Tries a code. The try is counted before it is looked at, so that two at once are two; it is given back when it was
 * right. What is refused stays counted.
 * @returns the request, `faux` for a wrong code, `perime` for a request that no longer serves, or never did
 */
export async function tryCode(
  { db, write }: EntryWriting,
  attempt: string,
  code: string,
  now: number,
): Promise<ProvenEntry | 'faux' | 'perime'> {
  const attemptHash = tokenHash(attempt);
  // What never was is told from what is read: guesses then write nothing.
  const there = await db
    .selectFrom('entries')
    .select('email')
    .where('attempt_hash', '=', attemptHash)
    .executeTakeFirst();
  if (there === undefined) return 'perime';
  const counted = db
    .updateTable('entries')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('attempt_hash', '=', attemptHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries', '<', MAX_TRIES)
    .returning(['email', 'origin', 'link_id', 'code_hash']);
  const outcome = await write([{ query: counted.compile(), must: { rows: 1 } }]);
  if (!outcome.written) return 'perime';
  const row = provenSchema.parse(outcome.rows[0]?.[0]);
  if (row.code_hash === null) return 'perime';
  if (!sameHash(row.code_hash, codeHash(attempt, code))) return 'faux';
  const given = db
    .updateTable('entries')
    .set((eb) => ({ tries: eb('tries', '-', 1) }))
    .where('attempt_hash', '=', attemptHash);
  await write([{ query: given.compile() }]);
  return { attemptHash, email: row.email, origin: row.origin, linkId: row.link_id };
}

/** @returns what uses a request up, its link and its code together: one row, unless somebody just did */
export function entryBurning(db: Db, entry: ProvenEntry, now: number) {
  return db
    .updateTable('entries')
    .set({ used_at: now })
    .where('attempt_hash', '=', entry.attemptHash)
    .where('used_at', 'is', null);
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
 * @returns the secret for its cookie, and the steps that make it so: the first one is not as it must be when the browser
 *   was forgotten meanwhile
 */
export async function browserKnowing(
  db: Db,
  token: string | null,
  email: string,
  now: number,
): Promise<{ readonly token: string; readonly steps: readonly Step[] }> {
  const still = (secret: string) =>
    db
      .selectFrom('browsers')
      .select('token_hash')
      .where('token_hash', '=', tokenHash(secret))
      .where('expires_at', '>', now)
      .limit(1);
  const kept = token !== null && (await still(token).executeTakeFirst()) !== undefined;
  const secret = kept ? token : newToken();
  const noted = db
    .insertInto('browsers')
    .values({ token_hash: tokenHash(secret), email, created_at: now, expires_at: now + BROWSER_LIFE_MS })
    .onConflict((oc) =>
      oc.columns(['token_hash', 'email']).doUpdateSet({ expires_at: now + BROWSER_LIFE_MS }),
    );
  const steps: Step[] = [{ query: noted.compile() }];
  if (kept) steps.unshift({ query: still(secret).compile(), must: { rows: 1 } });
  return { token: secret, steps };
}
