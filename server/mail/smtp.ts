import { createTransport } from 'nodemailer';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { Logger } from '../http/log.ts';
import { type Mail, type Mailer, type SafeMail, safeMail } from './mail.ts';

/** How long the mail server has to answer, in milliseconds. */
const ANSWER_MS = 10_000;
/** When a message that was refused is tried again, in milliseconds after each failure. */
const AGAIN_MS = [10_000, 60_000, 240_000] as const;
/** Messages that may wait at once: beyond, the newest is given up, and logged. */
const MAX_WAITING = 1_000;

/** @param url `smtp://user:password@host:port` or `smtps://…`; `from` as people see it */
export function smtpMailer(settings: { url: string; from: string }, logger: Logger): Mailer {
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    // A message is only ever made of text that we hand over.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let waiting = 0;

  async function deliver(mail: SafeMail): Promise<void> {
    await transport.sendMail({
      from: settings.from,
      // An object, not a text: a text would be read as a list of addresses.
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  }

  async function deliverAgain(mail: SafeMail, failures: number): Promise<void> {
    try {
      await deliver(mail);
      waiting -= 1;
    } catch (error) {
      const delay = AGAIN_MS[failures];
      if (delay === undefined) {
        waiting -= 1;
        logger.error({ reason: reasonOf(error) }, 'a mail could not be sent');
        return;
      }
      logger.warn({ reason: reasonOf(error), again: delay }, 'a mail could not be sent yet');
      setTimeout(() => void deliverAgain(mail, failures + 1), delay).unref();
    }
  }

  return {
    leaves: true,
    send: async (mail) => {
      const safe = safeMail(mail);
      try {
        await deliver(safe);
      } catch (cause) {
        logger.error({ reason: reasonOf(cause) }, 'a mail could not be sent');
        throw new ClausierError('courriel.echec', [], { cause });
      }
    },
    sendLater: (mail: Mail) => {
      if (waiting >= MAX_WAITING) {
        logger.error({ waiting }, 'too many mails wait for the mail server: one was given up');
        return;
      }
      waiting += 1;
      void deliverAgain(safeMail(mail), 0);
    },
  };
}

/** What the log may say of a failure: nodemailer's code and the server's answer code, never the message or the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? String(error.code) : error.name;
  return 'responseCode' in error ? `${code} ${String(error.responseCode)}` : code;
}
