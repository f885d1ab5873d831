import {
  changeParticipantSchema,
  handedInviteRequestSchema,
  mailInviteAnswerSchema,
  mailInviteRequestSchema,
  participantListSchema,
} from '#shared/identity/access-wire.ts';
import { can } from '#shared/identity/can.ts';
import type { JournalEvent, JournalFacts, JournalKind } from '#shared/identity/journal.ts';
import type { ActRole, Membership } from '#shared/identity/roles.ts';
import { type PersonalLink, personalLinkSchema } from '#shared/identity/wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import { linkIdSchema, personIdSchema } from '#shared/kernel/ids.ts';
import { Attempts } from '../http/attempts.ts';
import { readJson } from '../http/body.ts';
import type { Clock } from '../ids.ts';
import type { Mailer } from '../mail/index.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { actRoute, type Route } from './guard.ts';
import { appendEvent } from './journal/store.ts';
import { personalUrl } from './links.ts';
import { addLink, LINK_LIFE_MS, revokeLink } from './links-store.ts';
import { invitationMail } from './mails.ts';
import { changeRight, endRight, participantList } from './participants-store.ts';
import type { SignedIn } from './sessions-store.ts';
import { findOrAddInvitee, findOrAddMailed, findOrAddOrganisation, giveRight } from './store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What invitations need of the rest of the server. */
export interface ParticipantsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly mailer: Mailer;
  /** Address that people use, without a trailing slash. */
  readonly publicUrl: () => string;
  /** Closes the connections of ended sessions. */
  readonly sessionsEnded: (ids: readonly SessionId[]) => void;
  /** The rights of an act have changed. */
  readonly accessChanged: (actId: ActId) => Promise<void>;
}

/** Messages that one person has leave by inviting and naming members (rule P7): more than anybody types. */
const MESSAGES = { max: 10, windowMs: 60_000 } as const;

/** @returns counts a message that somebody has leave; @throws ClausierError `requete.trop_frequente` */
export function messageBound({ clock }: Pick<ParticipantsDeps, 'clock'>): (who: SignedIn) => void {
  const messages = new Attempts(clock, MESSAGES);
  return (who) => {
    if (!messages.take(who.person.id)) throw new ClausierError('requete.trop_frequente');
  };
}

/** What somebody invited on behalf of an organisation is there: only its own members vouch for them (rule O8). */
function vouchedFor(inviter: SignedIn, organisationId: OrganisationId): Membership {
  return inviter.organisation.id === organisationId && inviter.membership !== 'invite' ? 'membre' : 'invite';
}

async function titleOf(tx: Db | Tx, actId: ActId): Promise<string> {
  const { title } = await tx
    .selectFrom('acts')
    .select('title')
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  return title;
}

/** Somebody's doing in an act, as its journal records it. */
export function event(
  who: SignedIn,
  act: ActId,
  at: number,
  kind: JournalKind,
  facts: JournalFacts,
): JournalEvent {
  return { act, at, person: who.person.id, organisation: who.organisation.id, kind, facts };
}

/** @returns the person that a path names; @throws ClausierError `participant.introuvable` */
export function personIn(param: string | undefined): PersonId {
  const id = personIdSchema.safeParse(param);
  if (!id.success) throw new ClausierError('participant.introuvable');
  return id.data;
}

/** The routes by which people are invited to an act, and their access changed or ended. */
export function participantRoutes(deps: ParticipantsDeps): readonly Route[] {
  const { db, clock, mailer } = deps;
  const countMessage = messageBound(deps);

  /** Adds the organisation, the person and their right. */
  async function invite(
    tx: Tx,
    who: SignedIn,
    guest: {
      readonly person: { readonly name: string; readonly email: string };
      readonly organisation: string;
      readonly role: ActRole;
      readonly actId: ActId;
      readonly expiresAt: number | null;
      readonly by: 'courriel' | 'main';
    },
  ): Promise<{ personId: PersonId; organisationId: OrganisationId; organisation: string }> {
    const now = clock();
    const name = { denomination: guest.organisation, sigle: '' };
    const organisationId = await findOrAddOrganisation(tx, name, now);
    const invitee = { ...guest.person, organisationId, role: vouchedFor(who, organisationId) };
    const personId =
      guest.by === 'courriel'
        ? await findOrAddMailed(tx, invitee, now)
        : await findOrAddInvitee(tx, { ...invitee, actId: guest.actId }, now);
    await giveRight(
      tx,
      {
        actId: guest.actId,
        personId,
        organisationId,
        role: guest.role,
        expiresAt: guest.expiresAt,
        givenFor: who.organisation.id,
      },
      now,
    );
    return { personId, organisationId, organisation: guest.organisation };
  }

  return [
    actRoute('get', '/api/acts/:id/participants', 'participants.lire', async (c, { who, act }) => {
      const mayManage = can(act, 'participants.gerer', act).allowed;
      const participants = await participantList(db, act.id, clock());
      return c.json(
        participantListSchema.parse({
          mayManage,
          participants: participants.map((one) => ({
            ...one,
            me: one.personId === who.person.id,
            ...(mayManage ? {} : { email: null, seenAt: null }),
          })),
        }),
      );
    }),

    actRoute('post', '/api/acts/:id/participants', 'inviter', async (c, { who, act }) => {
      const request = await readJson(c, mailInviteRequestSchema);
      countMessage(who);
      const expiresAt = clock() + request.days * DAY_MS;
      const guest = { ...request, actId: act.id, expiresAt, by: 'courriel' } as const;
      const invited = await db.transaction().execute(async (tx) => {
        const { personId, organisationId } = await invite(tx, who, guest);
        const link = { personId, organisationId, actId: act.id, kind: 'courriel', expiresAt } as const;
        const { id, token } = await addLink(tx, link, clock());
        const facts = {
          personne: personId,
          organisation: organisationId,
          role: request.role,
          lien: id,
          terme: expiresAt,
        };
        await appendEvent(tx, event(who, act.id, clock(), 'personne.invitee', facts));
        return { personId, token, actTitle: await titleOf(tx, act.id) };
      });
      await deps.accessChanged(act.id);
      await mailer.send(
        invitationMail({
          to: request.person.email.toLowerCase(),
          name: request.person.name,
          inviter: who.person.name,
          inviterOrganisation: who.organisation.sigle || who.organisation.denomination,
          organisation: request.organisation,
          role: request.role,
          actTitle: invited.actTitle,
          url: personalUrl(deps.publicUrl(), invited.token),
          expiresAt,
        }),
      );
      const answer = { personId: invited.personId, mailed: mailer.leaves };
      return c.json(mailInviteAnswerSchema.parse(answer), 201);
    }),

    actRoute('post', '/api/acts/:id/participants/:person', 'participants.gerer', async (c, { who, act }) => {
      const personId = personIn(c.req.param('person'));
      const { role, days } = await readJson(c, changeParticipantSchema);
      const change = {
        ...(role === undefined ? {} : { role }),
        ...(days === undefined ? {} : { expiresAt: days === null ? null : clock() + days * DAY_MS }),
      };
      await db.transaction().execute(async (tx) => {
        await changeRight(tx, act.id, personId, change);
        const facts = {
          personne: personId,
          ...(change.role === undefined ? {} : { role: change.role }),
          ...(change.expiresAt === undefined ? {} : { terme: change.expiresAt }),
        };
        await appendEvent(tx, event(who, act.id, clock(), 'droit.change', facts));
      });
      await deps.accessChanged(act.id);
      return c.body(null, 204);
    }),

    actRoute(
      'delete',
      '/api/acts/:id/participants/:person',
      'participants.gerer',
      async (c, { who, act }) => {
        const personId = personIn(c.req.param('person'));
        await db.transaction().execute(async (tx) => {
          await endRight(tx, act.id, personId, clock());
          await appendEvent(tx, event(who, act.id, clock(), 'droit.retire', { personne: personId }));
        });
        await deps.accessChanged(act.id);
        return c.body(null, 204);
      },
    ),

    actRoute('post', '/api/acts/:id/links', 'inviter', async (c, { who, act }) => {
      const request = await readJson(c, handedInviteRequestSchema);
      // Whoever holds such a link is taken for the person it names: only where nothing better can be had (rule E9).
      if (mailer.leaves) throw new ClausierError('invitation.par_courriel');
      const expiresAt = request.days === undefined ? null : clock() + request.days * DAY_MS;
      const guest = { ...request, actId: act.id, expiresAt, by: 'main' } as const;
      const link = await db.transaction().execute(async (tx) => {
        const { personId, organisationId } = await invite(tx, who, guest);
        const made = {
          personId,
          organisationId,
          actId: act.id,
          kind: 'main',
          // A link leads nowhere once the access that it gives has ended.
          ...(expiresAt === null ? {} : { expiresAt: Math.min(expiresAt, clock() + LINK_LIFE_MS) }),
        } as const;
        const { id, token } = await addLink(tx, made, clock());
        const facts = {
          personne: personId,
          organisation: organisationId,
          role: request.role,
          lien: id,
          ...(expiresAt === null ? {} : { terme: expiresAt }),
        };
        await appendEvent(tx, event(who, act.id, clock(), 'personne.invitee', facts));
        return {
          id,
          person: request.person.name,
          organisation: request.organisation,
          role: request.role,
          actId: act.id,
          actTitle: await titleOf(tx, act.id),
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
        if (sessions !== null)
          await appendEvent(tx, event(who, act.id, clock(), 'lien.revoque', { lien: linkId.data }));
        return sessions;
      });
      if (ended === null) throw new ClausierError('lien.invalide');
      deps.sessionsEnded(ended);
      return c.body(null, 204);
    }),
  ];
}
