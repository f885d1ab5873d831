import type { Db } from '../../storage/tables.ts';
import { erasePerson, forgottenGuests } from './erase.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long things are kept, in days (rule D5). */
export interface Retention {
  readonly sessionsDays: number;
  readonly guestsDays: number;
}

/**
 * Forgets what its time has come for (rule D5). Links stay, revoked or over: they hold no name, and tell who was made
 * known by one that was handed over (rules P5 and E9).
 */
export async function applyRetention(db: Db, retention: Retention, now: number): Promise<void> {
  const ended = now - retention.sessionsDays * DAY_MS;
  await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('revoked_at', '<', ended), eb('expires_at', '<', ended)]))
    .execute();
  for (const guest of await forgottenGuests(db, now - retention.guestsDays * DAY_MS))
    await db.transaction().execute((tx) => erasePerson(tx, guest, null, now));
}
