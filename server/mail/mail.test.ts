import { afterEach, describe, expect, it } from 'vitest';
import { startMailbox } from '#test/support/mailbox.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../http/log.ts';
import { localMailer } from './local.ts';
import { safeMail } from './mail.ts';
import { smtpMailer } from './smtp.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
async function office(refuses = false) {
  const made = await startMailbox({ refuses });
  closing.push(made.close);
  const logged: string[] = [];
  const logger = createLogger('debug', { write: (line) => void logged.push(line) });
  const mailer = smtpMailer({ url: made.url, from: 'Clausier <clausier@unml.example>' }, logger);
  return { ...made, mailer, logged };
}

describe('mail by SMTP', () => {
  it('arrives whole, with accents', async () => {
    const { mailer, received } = await office();
    await mailer.send({
      to: 'lea@amf.example',
      subject: 'Votre accès à « Clausier »',
      text: 'Bonjour,\nvoilà.',
    });
    expect(received.map(({ to }) => to)).toEqual(['lea@amf.example']);
    expect(received[0]?.raw).toContain('From: Clausier <clausier@unml.example>');
    expect(received[0]?.raw).toContain('To: lea@amf.example');
    expect(received[0]?.raw).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(received[0]?.text).toContain('Bonjour,\nvoilà.');
  });

  it.each([
    ['a line break', 'Bonjour\r\nBcc: tout@le.monde.example'],
    ['a bare line feed', 'Bonjour\nBcc: tout@le.monde.example'],
    ['a line separator', 'Bonjour\u2028Bcc: tout@le.monde.example'],
    ['a null', 'Bonjour\0\r\n\r\nBcc: tout@le.monde.example'],
  ])('lets no subject begin another header: %s', async (_what, subject) => {
    const { mailer, received } = await office();
    await mailer.send({ to: 'lea@amf.example', subject, text: 'Texte.' });
    expect(received.map(({ to }) => to)).toEqual(['lea@amf.example']);
    const headers = (received[0]?.raw ?? '').split('\r\n\r\n')[0] ?? '';
    expect(headers).not.toMatch(/^Bcc/im);
    expect(headers).toMatch(/^Subject: Bonjour Bcc: tout@le.monde.example$/m);
  });

  it.each([
    'lea@amf.example\r\nBcc: x@y.example',
    'lea@amf.example, x@y.example',
    'Léa <lea@amf.example>',
    'lea@amf.example\n',
    '',
  ])('refuses an address that is not exactly one: %j', (to) => {
    expect(() => safeMail({ to, subject: 'Objet', text: '' })).toThrow();
  });

  it('says when the mail server refuses, and logs neither the address nor the text', async () => {
    const { mailer, logged } = await office(true);
    const mail = { to: 'lea@amf.example', subject: 'Objet', text: 'code 123456' };
    await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'courriel.echec' });
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toMatch(/lea@|123456/);
  });

  it('sent later, leaves without being waited for', async () => {
    const { mailer, received } = await office();
    mailer.sendLater({ to: 'lea@amf.example', subject: 'Objet', text: 'Texte.' });
    await expect.poll(() => received.length).toBe(1);
  });
});

describe('mail without SMTP', () => {
  it('is printed, and kept for the outbox page only when there is one', () => {
    const printed: string[] = [];
    const mail = { to: 'lea@amf.example', subject: 'Objet', text: 'https://clausier.example/entrer#abc' };
    const print = (text: string) => void printed.push(text);
    const open = localMailer({ clock: () => 7, print, outbox: true });
    const closed = localMailer({ clock: () => 7, print, outbox: false });
    open.sendLater(mail);
    closed.sendLater(mail);
    expect(printed).toHaveLength(2);
    expect(printed[0]).toContain('entrer#abc');
    expect(open.kept()).toEqual([{ ...mail, at: 7 }]);
    expect(closed.kept()).toEqual([]);
  });
});

describe('settings of mail', () => {
  const mail = (env: Record<string, string>) => readConfig(env).mail;
  const smtp = { SMTP_URL: 'smtps://u:secret@mail.example', MAIL_FROM: 'Clausier <c@unml.example>' };

  it.each([
    [{}, true],
    [{ NODE_ENV: 'production' }, false],
    [{ NODE_ENV: 'production', MAIL_OUTBOX: '1' }, true],
    [{ MAIL_OUTBOX: '0' }, false],
    [{ ...smtp, MAIL_OUTBOX: '1' }, false],
  ])('keep a local outbox for %j: %s', (env, outbox) => {
    expect(mail(env).outbox).toBe(outbox);
  });

  it('need a sender, one line long, and never repeat the password', () => {
    expect(mail(smtp).smtp).toEqual({ url: smtp.SMTP_URL, from: smtp.MAIL_FROM });
    expect(() => readConfig({ SMTP_URL: smtp.SMTP_URL })).toThrow(/MAIL_FROM/);
    expect(() => readConfig({ ...smtp, MAIL_FROM: 'C <c@unml.example>\r\nBcc: x@y.example' })).toThrow(
      /MAIL_FROM/,
    );
    expect(() => readConfig({ ...smtp, SMTP_URL: 'http://u:secret@mail.example' })).toThrow(/^(?!.*secret)/s);
  });
});
