import { addMemberSchema, changeMemberSchema, membersSchema } from '#shared/identity/access-wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { type PersonId, personIdSchema } from '#shared/kernel/ids.ts';
import { readJson } from '../http/body.ts';
import { organisationRoute, type Route } from './guard.ts';
import { appendEvent } from './journal/store.ts';
import { memberMail } from './mails.ts';
import { membersOf, removeMember, setMember } from './members-store.ts';
import { messageBound, type ParticipantsDeps } from './participants.ts';
import { findOrAddMailed } from './store.ts';

function personIn(param: string | undefined): PersonId {
  const id = personIdSchema.safeParse(param);
  if (!id.success) throw new ClausierError('participant.introuvable');
  return id.data;
}

/** Who belongs to an organisation, and who administers it (rules O12 to O14). */
export function memberRoutes(deps: ParticipantsDeps): readonly Route[] {
  const { db, clock, mailer } = deps;
  const countMessage = messageBound(deps);
  const path = '/api/organisations/:id/membres';
  return [
    organisationRoute('get', path, 'membres.lire', async (c, { who, organisation, mayManage }) => {
      const members = await membersOf(db, organisation.id);
      return c.json(
        membersSchema.parse({
          mayManage,
          members: members.map((one) => ({
            ...one,
            email: mayManage ? one.email : null,
            me: one.personId === who.person.id,
          })),
        }),
      );
    }),

    organisationRoute('post', path, 'membres.gerer', async (c, { who, organisation }) => {
      const { person, role } = await readJson(c, addMemberSchema);
      countMessage(who);
      const denomination = await db.transaction().execute(async (tx) => {
        const invitee = { ...person, organisationId: organisation.id, role };
        const personId = await findOrAddMailed(tx, invitee, clock());
        await setMember(tx, organisation.id, personId, role, ['administrateur', 'membre', 'invite']);
        const row = await tx
          .selectFrom('organisations')
          .select('denomination')
          .where('id', '=', organisation.id)
          .executeTakeFirstOrThrow();
        return row.denomination;
      });
      mailer.sendLater(
        memberMail({
          to: person.email.toLowerCase(),
          name: person.name,
          by: who.person.name,
          organisation: denomination,
          url: `${deps.publicUrl()}/entrer`,
        }),
      );
      return c.body(null, 201);
    }),

    organisationRoute('post', `${path}/:person`, 'membres.gerer', async (c, { organisation }) => {
      const personId = personIn(c.req.param('person'));
      const { role } = await readJson(c, changeMemberSchema);
      await db
        .transaction()
        .execute((tx) => setMember(tx, organisation.id, personId, role, ['administrateur', 'membre']));
      return c.body(null, 204);
    }),

    organisationRoute('delete', `${path}/:person`, 'membres.gerer', async (c, { who, organisation }) => {
      const personId = personIn(c.req.param('person'));
      const ended = await db.transaction().execute(async (tx) => {
        const removed = await removeMember(tx, organisation.id, personId, clock());
        for (const act of removed.acts)
          await appendEvent(tx, {
            act,
            at: clock(),
            person: who.person.id,
            organisation: who.organisation.id,
            kind: 'droit.retire',
            facts: { personne: personId },
          });
        return removed;
      });
      for (const actId of ended.acts) await deps.accessChanged(actId);
      deps.sessionsEnded(ended.sessions);
      return c.body(null, 204);
    }),
  ];
}
