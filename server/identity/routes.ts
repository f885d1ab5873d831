import type { Context } from 'hono';
import { canOnServer } from '#shared/identity/can.ts';
import type { Membership } from '#shared/identity/roles.ts';
import {
  inviteRequestSchema,
  type Me,
  meSchema,
  type PersonalLink,
  personalLinkSchema,
  sessionRequestSchema,
  sessionResponseSchema,
  setupRequestSchema,
  setupResponseSchema,
  setupStateSchema,
} from '#shared/identity/wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import { linkIdSchema } from '#shared/kernel/ids.ts';
import { Attempts } from '../http/attempts.ts';
import { readJson } from '../http/body.ts';
import { sessionToken, setSessionCookie } from '../http/cookie.ts';
import type { Clock } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { actRoute, openRoute, type Route, serverRoute } from './guard.ts';
import { appendEvent } from './journal/store.ts';
import { personalUrl } from './links.ts';
import { setUp } from './setup.ts';
import {
  actorOf,
  addLink,
  addSession,
  closeSession,
  findLink,
  findOrAddInvitee,
  findOrAddOrganisation,
  findSession,
  giveRight,
  isEmpty,
  revokeLink,
  SESSION_LIFE_MS,
  type SignedIn,
} from './store.ts';

/** What identity's routes need of the rest of the server. */
export interface IdentityDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** Address that people use, without a trailing slash. */
  readonly publicUrl: () => string;
  /** @returns the caller's network address, to count attempts by */
  readonly address: (c: Context) => string;
  /** Makes the example, for whoever sets the server up with it. */
  readonly addExample: (
    tx: Tx,
    owner: { personId: PersonId; organisationId: OrganisationId },
  ) => Promise<PersonalLink[]>;
  /** Closes the connections of ended sessions. */
  readonly sessionsEnded: (ids: readonly SessionId[]) => void;
  /** The rights of an act have changed. */
  readonly accessChanged: (actId: ActId) => Promise<void>;
}

/** What somebody invited on behalf of an organisation is there: only its own members vouch for them (rule O8). */
function vouchedFor(inviter: SignedIn, organisationId: OrganisationId): Membership {
  return inviter.organisation.id === organisationId && inviter.membership !== 'invite' ? 'membre' : 'invite';
}

/** The routes by which people come in, leave and are invited. */
export function identityRoutes(deps: IdentityDeps): readonly Route[] {
  const { db, clock } = deps;
  const attempts = new Attempts(clock);
  const secure = () => deps.publicUrl().startsWith('https:');

  /** Counts what fails on a secret, so that nobody tries many. */
  async function attempt<T>(c: Context, run: () => Promise<T>): Promise<T> {
    const address = deps.address(c);
    if (!attempts.allowed(address)) throw new ClausierError('requete.trop_frequente');
    try {
      return await run();
    } catch (error) {
      if (error instanceof ClausierError) attempts.failed(address);
      throw error;
    }
  }

  async function endSession(token: string): Promise<void> {
    const session = await findSession(db, token, clock());
    if (session === null) return;
    await closeSession(db, session.sessionId, clock());
    deps.sessionsEnded([session.sessionId]);
  }

  return [
    serverRoute('get', '/api/me', 'profil.lire', async (c, who) => {
      const { id, denomination, sigle } = who.organisation;
      const me: Me = {
        person: who.person,
        organisation: { id, denomination, sigle },
        may: {
          proposeClauses: canOnServer(actorOf(who), 'clausier.proposer'),
          decideClauses: canOnServer(actorOf(who), 'clausier.decider'),
        },
      };
      return c.json(meSchema.parse(me));
    }),

    openRoute('get', '/api/setup', 'installation.lire', async (c) =>
      c.json(setupStateSchema.parse({ required: await isEmpty(db) })),
    ),

    openRoute('post', '/api/setup', 'installation.faire', (c) =>
      attempt(c, async () => {
        const request = await readJson(c, setupRequestSchema);
        const { links, session } = await db.transaction().execute(async (tx) => {
          const owner = await setUp(tx, request, clock());
          return {
            links: request.withExample ? await deps.addExample(tx, owner) : [],
            session: await addSession(tx, { ...owner, linkId: null }, clock()),
          };
        });
        setSessionCookie(c, session, SESSION_LIFE_MS, secure());
        return c.json(setupResponseSchema.parse({ links }), 201);
      }),
    ),

    openRoute('post', '/api/session', 'session.ouvrir', (c) =>
      attempt(c, async () => {
        const { token } = await readJson(c, sessionRequestSchema);
        const now = clock();
        const opened = await db.transaction().execute(async (tx) => {
          const link = await findLink(tx, token, now);
          if (link === null) throw new ClausierError('lien.invalide');
          const session = { personId: link.person_id, organisationId: link.organisation_id, linkId: link.id };
          return { actId: link.act_id, session: await addSession(tx, session, now) };
        });
        setSessionCookie(c, opened.session, SESSION_LIFE_MS, secure());
        return c.json(sessionResponseSchema.parse({ actId: opened.actId }), 201);
      }),
    ),

    openRoute('delete', '/api/session', 'session.fermer', async (c) => {
      const token = sessionToken(c);
      if (token !== null) await endSession(token);
      setSessionCookie(c, '', 0, secure());
      return c.body(null, 204);
    }),

    actRoute('post', '/api/acts/:id/links', 'inviter', async (c, { who, act }) => {
      const request = await readJson(c, inviteRequestSchema);
      const now = clock();
      const link = await db.transaction().execute(async (tx) => {
        const organisationId = await findOrAddOrganisation(
          tx,
          { denomination: request.organisation, sigle: '' },
          now,
        );
        const personId = await findOrAddInvitee(
          tx,
          { ...request.person, organisationId, actId: act.id, role: vouchedFor(who, organisationId) },
          now,
        );
        await giveRight(tx, { actId: act.id, personId, organisationId, role: request.role }, now);
        const { title } = await tx
          .selectFrom('acts')
          .select('title')
          .where('id', '=', act.id)
          .executeTakeFirstOrThrow();
        const { id, token } = await addLink(tx, { personId, organisationId, actId: act.id }, now);
        await appendEvent(tx, {
          act: act.id,
          at: now,
          person: who.person.id,
          organisation: who.organisation.id,
          kind: 'personne.invitee',
          facts: { personne: personId, organisation: organisationId, role: request.role, lien: id },
        });
        return {
          id,
          person: request.person.name,
          organisation: request.organisation,
          role: request.role,
          actId: act.id,
          actTitle: title,
          url: personalUrl(deps.publicUrl(), token),
        } satisfies PersonalLink;
      });
      await deps.accessChanged(act.id);
      return c.json(personalLinkSchema.parse(link), 201);
    }),

    actRoute('delete', '/api/acts/:id/links/:link', 'inviter', async (c, { who, act }) => {
      const linkId = linkIdSchema.safeParse(c.req.param('link'));
      if (!linkId.success) throw new ClausierError('lien.invalide');
      const ended = await db.transaction().execute(async (tx) => {
        const sessions = await revokeLink(tx, act.id, linkId.data, clock());
        if (sessions === null) return null;
        await appendEvent(tx, {
          act: act.id,
          at: clock(),
          person: who.person.id,
          organisation: who.organisation.id,
          kind: 'lien.revoque',
          facts: { lien: linkId.data },
        });
        return sessions;
      });
      if (ended === null) throw new ClausierError('lien.invalide');
      deps.sessionsEnded(ended);
      return c.body(null, 204);
    }),
  ];
}
