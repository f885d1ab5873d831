import { canOnServer } from '#shared/identity/can.ts';
import {
  type Me,
  meSchema,
  type PersonalLink,
  presentSchema,
  setupRequestSchema,
  setupResponseSchema,
  setupStateSchema,
} from '#shared/identity/wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import { readJson } from '../http/body.ts';
import { browserName } from '../http/browser.ts';
import { writeCookie } from '../http/cookie.ts';
import type { Tx } from '../storage/tables.ts';
import { type EntryDeps, entryRoutes, failureBound } from './entry.ts';
import { openRoute, type Route, serverRoute } from './guard.ts';
import { guestRoutes } from './guests.ts';
import { memberRoutes } from './members.ts';
import { currentSession } from './opening.ts';
import { outboxRoutes } from './outbox.ts';
import { ownAccessRoutes } from './own-access.ts';
import { type OwnDataDeps, ownDataRoutes } from './own-data/routes.ts';
import { type ParticipantsDeps, participantRoutes } from './participants.ts';
import { actorOf, addSession, SESSION_LIFE_MS, type SignedIn } from './sessions-store.ts';
import { setUp } from './setup.ts';
import { isEmpty } from './store.ts';

/** What identity's routes need of the rest of the server. */
export interface IdentityDeps extends EntryDeps, ParticipantsDeps, OwnDataDeps {
  /** Makes the example, for whoever sets the server up with it. */
  readonly addExample: (
    tx: Tx,
    owner: { personId: PersonId; organisationId: OrganisationId },
  ) => Promise<PersonalLink[]>;
  /** Whether what is not sent can be read in the local outbox. */
  readonly outbox: boolean;
}

/** Who people are here, how they come in and leave, and who is invited. */
export function identityRoutes(deps: IdentityDeps): readonly Route[] {
  const { db, clock } = deps;
  const attempt = failureBound(deps);
  const meOf = (who: SignedIn): Me => {
    const { id, denomination, sigle } = who.organisation;
    return {
      person: who.person,
      organisation: { id, denomination, sigle },
      may: {
        proposeClauses: canOnServer(actorOf(who), 'clausier.proposer'),
        decideClauses: canOnServer(actorOf(who), 'clausier.decider'),
        administer: canOnServer(actorOf(who), 'serveur.administrer'),
        endGuests: who.membership === 'administrateur',
        readOutbox: deps.outbox && canOnServer(actorOf(who), 'courriels.lire'),
      },
    };
  };

  return [
    ...entryRoutes(deps),
    ...ownAccessRoutes(deps),
    ...ownDataRoutes(deps),
    ...participantRoutes(deps),
    ...guestRoutes(deps),
    ...memberRoutes(deps),
    ...outboxRoutes(deps.mailer, deps.outbox),

    serverRoute('get', '/api/me', 'profil.lire', async (c, who) => c.json(meSchema.parse(meOf(who)))),

    // Asked by every page, those that anybody may read included: nobody is an answer, not a refusal.
    openRoute('get', '/api/session', 'session.lire', async (c) => {
      const who = await currentSession(c, deps);
      return c.json(presentSchema.parse({ me: who === null ? null : meOf(who) }));
    }),

    openRoute('get', '/api/setup', 'installation.lire', async (c) =>
      c.json(setupStateSchema.parse({ required: await isEmpty(db) })),
    ),

    openRoute('post', '/api/setup', 'installation.faire', (c) =>
      attempt(c, async () => {
        const request = await readJson(c, setupRequestSchema);
        // Once it is done, whoever asks begins no transaction.
        if (!(await isEmpty(db))) throw new ClausierError('installation.faite');
        const { links, session } = await db.transaction().execute(async (tx) => {
          const owner = await setUp(tx, request, clock());
          return {
            links: request.withExample ? await deps.addExample(tx, owner) : [],
            session: await addSession(
              tx,
              { ...owner, linkId: null, browser: browserName(c.req.header('user-agent')) },
              clock(),
            ),
          };
        });
        writeCookie(c, 'session', session, SESSION_LIFE_MS, deps.secure());
        return c.json(setupResponseSchema.parse({ links }), 201);
      }),
    ),
  ];
}
