import { randomInt } from 'node:crypto';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { SignatoryId } from '#shared/kernel/ids.ts';
import { tokenHash } from '../identity/index.ts';
import type { Db, Tx } from '../storage/tables.ts';

/** How long a code may be typed in. */
const CODE_LIFE_MS = 10 * 60 * 1000;
/** How soon another one may be asked for. */
const CODE_REST_MS = 30 * 1000;
/** Wrong codes after which another one must be asked for. */
const MAX_TRIES = 5;

/** Digested with the link's secret, so that a million guesses on a stolen database give nothing. */
const digest = (token: string, code: string) => tokenHash(`${token}:${code}`);

/**
 * Makes the code that a signatory is sent. @returns it; only its digest is kept
 * @throws ClausierError `requete.trop_frequente` when one was just made
 */
export async function makeCode(db: Db, id: SignatoryId, token: string, now: number): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const made = await db
    .updateTable('signatories')
    .set({ code_hash: digest(token, code), code_expires_at: now + CODE_LIFE_MS, code_tries: 0 })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('code_expires_at', 'is', null),
        eb('code_expires_at', '<=', now + CODE_LIFE_MS - CODE_REST_MS),
      ]),
    )
    .executeTakeFirst();
  if (made.numUpdatedRows !== 1n) throw new ClausierError('requete.trop_frequente');
  return code;
}

/**
 * Takes a code, once. A wrong one counts even when nothing else of the request is kept: it is written apart.
 * @throws ClausierError `signature.code` for a wrong, expired, used or too often tried one
 */
export async function takeCode(
  db: Db | Tx,
  id: SignatoryId,
  token: string,
  code: string | null,
  now: number,
): Promise<void> {
  const tried = await db
    .updateTable('signatories')
    .set((eb) => ({ code_tries: eb('code_tries', '+', 1) }))
    .where('id', '=', id)
    .where('code_tries', '<', MAX_TRIES)
    .where('code_expires_at', '>', now)
    .returning('code_hash')
    .executeTakeFirst();
  if (code === null || tried?.code_hash == null || tried.code_hash !== digest(token, code))
    throw new ClausierError('signature.code');
  await db.updateTable('signatories').set({ code_hash: null }).where('id', '=', id).execute();
}
