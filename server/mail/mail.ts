import { z } from 'zod';
import { oneLine } from '#shared/kernel/one-line.ts';

/** One message, in plain text. `to` is a bare address; `text` holds lines separated by `\n`. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The mail port: what features hand their messages to. */
export interface Mailer {
  /** True when messages leave this machine; false when they are only shown here (console, local outbox). */
  readonly leaves: boolean;
  /**
   * Hands a message over, and waits until it is taken.
   * @throws ClausierError `courriel.echec` when the mail server refuses or does not answer
   */
  send(mail: Mail): Promise<void>;
  /**
   * Hands a message over without waiting, trying again for a few minutes: the answer to the caller takes the same
   * time whether a message leaves or not. What fails in the end is logged, without its content.
   */
  sendLater(mail: Mail): void;
  /** @returns the messages kept on this machine, the last one first; absent when mail leaves */
  kept?(): readonly KeptMail[];
}

/** A message that stayed here. `at` is in milliseconds since 1970. */
export interface KeptMail extends Mail {
  readonly at: number;
}

/** Longest subject, in characters. */
const MAX_SUBJECT = 200;
const address = z.email().max(254);

/** A message that may be written on the wire: nothing in its headers can begin another header. */
export interface SafeMail extends Mail {
  readonly safe: true;
}

/**
 * Checks what will stand in headers. An address of another shape is a bug of the caller: forms check theirs.
 * @returns the message with its subject on one line of at most 200 characters
 * @throws Error on an address that is not exactly one
 */
export function safeMail(mail: Mail): SafeMail {
  const to = address.parse(mail.to);
  const subject = oneLine(mail.subject, MAX_SUBJECT);
  return { to, subject, text: mail.text, safe: true };
}
