import type { Clock } from '../ids.ts';
import { type KeptMail, type Mail, type Mailer, safeMail } from './mail.ts';

/** Messages kept in memory: a bound, and enough to find the one just asked for. Never on disk: they hold secrets. */
const MAX_KEPT = 100;

/** What a server without SMTP does with its messages. */
export interface LocalMailer extends Mailer {
  /** @returns as `Mailer`; none when there is no outbox */
  kept(): readonly KeptMail[];
}

/**
 * Shows messages on this machine instead of sending them.
 * @param options `print` writes for the person who runs the server; `outbox`: keep them for the local outbox page
 */
export function localMailer(options: {
  readonly clock: Clock;
  readonly print: (text: string) => void;
  readonly outbox: boolean;
}): LocalMailer {
  const kept: KeptMail[] = [];
  const take = (mail: Mail) => {
    const { to, subject, text } = safeMail(mail);
    options.print(`Mail not sent (no SMTP_URL)\nTo: ${to}\nSubject: ${subject}\n\n${text}\n`);
    if (!options.outbox) return;
    kept.unshift({ to, subject, text, at: options.clock() });
    kept.length = Math.min(kept.length, MAX_KEPT);
  };
  return {
    leaves: false,
    send: async (mail) => take(mail),
    sendLater: take,
    kept: () => kept,
  };
}
