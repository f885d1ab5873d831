import { outboxSchema } from '#shared/identity/access-wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { Mailer } from '../mail/index.ts';
import { type Route, serverRoute } from './guard.ts';

/**
 * The local outbox (rule E14): what a server without SMTP would have sent, for the administrateurs of the house. Where
 * there is none its address is as unknown as any other.
 */
export function outboxRoutes(mailer: Mailer, open: boolean): readonly Route[] {
  return [
    serverRoute('get', '/api/courriels', 'courriels.lire', async (c) => {
      if (!open || mailer.kept === undefined) throw new ClausierError('adresse.inconnue');
      return c.json(outboxSchema.parse({ mails: mailer.kept() }));
    }),
  ];
}
