import { nextSignatories } from './ceremony.ts';
import type { Ceremony, Signatory } from './model.ts';

/** When signatories are reminded by themselves, in days; 0 for never. */
export interface ReminderPace {
  /** Between two reminders of the same person. */
  readonly every: number;
  /** Before the end of the ceremony, once. */
  readonly beforeEnd: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Who is to be reminded now (rule R1): whoever may sign and has not, after a while without a word, or when the end comes
 * near. Nobody once they have signed or refused, before their turn, on paper, or once the ceremony is over.
 * @param toldAt when somebody was last told, in milliseconds since 1970: their link, a reminder
 * @param now in milliseconds since 1970
 */
export function dueReminders(
  ceremony: Ceremony,
  toldAt: (one: Signatory) => number,
  now: number,
  pace: ReminderPace,
): readonly Signatory[] {
  if (ceremony.status !== 'ouverte' || now >= ceremony.expiresAt) return [];
  return nextSignatories(ceremony).filter((one) => {
    if (one.method !== 'electronique' || one.email === null) return false;
    const told = toldAt(one);
    if (pace.every > 0 && now - told >= pace.every * DAY_MS) return true;
    const near = ceremony.expiresAt - pace.beforeEnd * DAY_MS;
    return pace.beforeEnd > 0 && now >= near && told < near;
  });
}
