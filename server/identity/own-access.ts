import { ownAccessSchema } from '#shared/identity/access-wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { SessionId } from '#shared/kernel/ids.ts';
import { sessionIdSchema } from '#shared/kernel/ids.ts';
import { writeCookie } from '../http/cookie.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { type Route, serverRoute } from './guard.ts';
import { provedAddress } from './own-data/held.ts';
import { closeSessionsOf, sessionsOf } from './sessions-store.ts';

interface OwnAccessDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly secure: () => boolean;
  readonly sessionsEnded: (ids: readonly SessionId[]) => void;
}

/** « Mes accès »: where a person is signed in, and how to end it (rule E11). */
export function ownAccessRoutes(deps: OwnAccessDeps): readonly Route[] {
  const { db, clock } = deps;
  return [
    serverRoute('get', '/api/acces', 'acces.lire', async (c, who) => {
      const now = clock();
      const sessions = await sessionsOf(db, who.person.id, now);
      const links = await db
        .selectFrom('links')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('person_id', '=', who.person.id)
        .where('kind', '!=', 'courriel')
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      const browsers = (await provedAddress(db, who.person.id))
        ? await db
            .selectFrom('browsers')
            .select((eb) => eb.fn.countAll().as('count'))
            .where('email', '=', who.person.email)
            .where('expires_at', '>', now)
            .executeTakeFirstOrThrow()
        : { count: 0 };
      return c.json(
        ownAccessSchema.parse({
          sessions: sessions.map((session) => ({ ...session, current: session.id === who.sessionId })),
          links: Number(links.count),
          browsers: Number(browsers.count),
        }),
      );
    }),

    serverRoute('delete', '/api/acces/:session', 'acces.fermer', async (c, who) => {
      const id = sessionIdSchema.safeParse(c.req.param('session'));
      if (!id.success) throw new ClausierError('adresse.inconnue');
      const closed = await closeSessionsOf(db, who.person.id, { only: id.data }, clock());
      if (closed.length === 0) throw new ClausierError('adresse.inconnue');
      deps.sessionsEnded(closed);
      if (id.data === who.sessionId) writeCookie(c, 'session', '', 0, deps.secure());
      return c.body(null, 204);
    }),

    serverRoute('delete', '/api/acces', 'acces.fermer', async (c, who) => {
      const now = clock();
      const closed = await db.transaction().execute(async (tx) => {
        await tx
          .updateTable('links')
          .set({ revoked_at: now })
          .where('person_id', '=', who.person.id)
          .where('kind', '!=', 'courriel')
          .where('revoked_at', 'is', null)
          .execute();
        // Somebody made known by a link that was handed over may bear another's address (rule D2).
        if (await provedAddress(tx, who.person.id))
          await tx.deleteFrom('browsers').where('email', '=', who.person.email).execute();
        return closeSessionsOf(tx, who.person.id, {}, now);
      });
      deps.sessionsEnded(closed);
      writeCookie(c, 'session', '', 0, deps.secure());
      return c.body(null, 204);
    }),
  ];
}
