/* What other features may use of mail. */
export { type LocalMailer, localMailer } from './local.ts';
export type { Mail, Mailer } from './mail.ts';
