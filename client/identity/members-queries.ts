import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import { type AddMember, type ChangeMember, membersSchema } from '#shared/identity/access-wire.ts';
import type { OrganisationId, PersonId } from '#shared/kernel/ids.ts';

const path = (id: OrganisationId) => `/api/organisations/${id}/membres`;

/** Who belongs to an organisation. */
export function useMembers(id: OrganisationId) {
  return useQuery({
    queryKey: ['organisations', id, 'members'],
    queryFn: ({ signal }) => ask(membersSchema, path(id), { signal }),
  });
}

/** Names somebody a member. */
export function useAddMember(id: OrganisationId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AddMember) => ask(z.unknown(), path(id), { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['organisations', id] }),
  });
}

/** Changes what a member is, or takes them out with `null`. */
export function useChangeMember(id: OrganisationId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ personId, role }: { personId: PersonId; role: ChangeMember['role'] | null }) =>
      ask(z.unknown(), `${path(id)}/${personId}`, role === null ? { method: 'DELETE' } : { body: { role } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['organisations', id] }),
  });
}
