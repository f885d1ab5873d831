import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import {
  type ChangeParticipant,
  guestsEndedSchema,
  organisationGuestsSchema,
  outboxSchema,
  ownAccessSchema,
  participantListSchema,
} from '#shared/identity/access-wire.ts';
import type { ActId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';

/** Where one is signed in. */
export function useOwnAccess() {
  return useQuery({
    queryKey: ['own-access'],
    queryFn: ({ signal }) => ask(ownAccessSchema, '/api/acces', { signal }),
  });
}

/** Ends one session of one's own, or every access with `null`. */
export function useEndAccess() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (session: SessionId | null) =>
      ask(z.unknown(), session === null ? '/api/acces' : `/api/acces/${session}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['own-access'] });
      await queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
}

/** Who takes part in an act. */
export function useParticipants(actId: ActId) {
  return useQuery({
    queryKey: ['acts', actId, 'participants'],
    queryFn: ({ signal }) => ask(participantListSchema, `/api/acts/${actId}/participants`, { signal }),
  });
}

/** Changes what somebody is in an act, or until when. */
export function useChangeParticipant(actId: ActId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ personId, change }: { personId: PersonId; change: ChangeParticipant }) =>
      ask(z.unknown(), `/api/acts/${actId}/participants/${personId}`, { body: change }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['acts', actId] }),
  });
}

/** Ends somebody's access to an act. */
export function useEndParticipant(actId: ActId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (personId: PersonId) =>
      ask(z.unknown(), `/api/acts/${actId}/participants/${personId}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['acts', actId] }),
  });
}

/** The guests of one's organisation. */
export function useGuests(organisationId: OrganisationId) {
  return useQuery({
    queryKey: ['organisations', organisationId, 'guests'],
    queryFn: ({ signal }) =>
      ask(organisationGuestsSchema, `/api/organisations/${organisationId}/invites`, { signal }),
  });
}

/** Ends every access of a guest. */
export function useEndGuest(organisationId: OrganisationId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (personId: PersonId) =>
      ask(z.unknown(), `/api/organisations/${organisationId}/invites/${personId}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['organisations', organisationId, 'guests'] }),
  });
}

/** Ends every access of every guest. */
export function useEndGuests(organisationId: OrganisationId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      ask(guestsEndedSchema, `/api/organisations/${organisationId}/invites`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['organisations', organisationId, 'guests'] }),
  });
}

/** What this server would have mailed. */
export function useOutbox() {
  return useQuery({
    queryKey: ['outbox'],
    queryFn: ({ signal }) => ask(outboxSchema, '/api/courriels', { signal }),
    refetchInterval: 5_000,
  });
}
