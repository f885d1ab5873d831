import { guestsEndedSchema, organisationGuestsSchema } from '#shared/identity/access-wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import { organisationRoute, type Route } from './guard.ts';
import { appendEvent } from './journal/store.ts';
import { event, type ParticipantsDeps, personIn } from './participants.ts';
import { endGuest, guestsOf } from './participants-store.ts';
import type { SignedIn } from './sessions-store.ts';

/** The routes by which an organisation's administrateurs see its guests and end their accesses (rule P6). */
export function guestRoutes(deps: ParticipantsDeps): readonly Route[] {
  const { db, clock } = deps;

  /** Ends every access of a guest. @returns the acts where they had one; @throws as `endGuest` */
  async function end(who: SignedIn, organisationId: OrganisationId, personId: PersonId) {
    const ended = await db.transaction().execute(async (tx) => {
      const guest = await endGuest(tx, organisationId, personId, clock());
      for (const actId of guest.acts)
        await appendEvent(tx, event(who, actId, clock(), 'droit.retire', { personne: personId }));
      return guest;
    });
    // First why, then that the session is over: the page keeps what was typed in the act.
    for (const actId of ended.acts) await deps.accessChanged(actId);
    deps.sessionsEnded(ended.sessions);
    return ended.acts;
  }

  return [
    organisationRoute('get', '/api/organisations/:id/invites', 'invites', async (c, { organisation }) =>
      c.json(organisationGuestsSchema.parse({ guests: await guestsOf(db, organisation.id, clock()) })),
    ),

    organisationRoute(
      'delete',
      '/api/organisations/:id/invites/:person',
      'invites',
      async (c, { who, organisation }) => {
        await end(who, organisation.id, personIn(c.req.param('person')));
        return c.body(null, 204);
      },
    ),

    organisationRoute(
      'delete',
      '/api/organisations/:id/invites',
      'invites',
      async (c, { who, organisation }) => {
        const acts = new Set<ActId>();
        const kept: { name: string; organisation: string }[] = [];
        let people = 0;
        // One after the other: whoever an act can't do without must not keep the others in.
        for (const { personId, name, organisation: their } of await guestsOf(db, organisation.id, clock()))
          try {
            for (const actId of await end(who, organisation.id, personId)) acts.add(actId);
            people += 1;
          } catch (error) {
            const code = error instanceof ClausierError ? error.code : null;
            if (code === 'acces.dernier_pilote') kept.push({ name, organisation: their });
            // Otherwise somebody else ended theirs in the meantime.
            else if (code !== 'participant.introuvable') throw error;
          }
        return c.json(guestsEndedSchema.parse({ people, acts: acts.size, kept }));
      },
    ),
  ];
}
