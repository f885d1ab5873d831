import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import { ownRightsSchema } from '#shared/identity/own-data-wire.ts';
import { changeIdentity } from './queries.ts';

/** What an erasure would do, and what stands against it now. */
export function useOwnRights() {
  return useQuery({
    queryKey: ['own-rights'],
    staleTime: 0,
    queryFn: ({ signal }) => ask(ownRightsSchema, '/api/moi/droits', { signal }),
  });
}

/** Erases the person who asks. */
export function useEraseOneself() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (email: string) => ask(z.unknown(), '/api/moi/effacement', { body: { email } }),
    onSuccess: () => changeIdentity(queries),
    onError: () => queries.invalidateQueries({ queryKey: ['own-rights'] }),
  });
}
