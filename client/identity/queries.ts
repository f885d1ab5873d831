import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask, failedWith } from '#client/app/api.ts';
import { askOrRemember, forgetAnswers } from '#client/app/offline/remembered.ts';
import {
  type InviteRequest,
  meSchema,
  personalLinkSchema,
  type SetupRequest,
  sessionResponseSchema,
  setupResponseSchema,
  setupStateSchema,
} from '#shared/identity/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';

/** Forgets everything loaded under another identity. */
async function changeIdentity(queries: QueryClient): Promise<void> {
  forgetAnswers();
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  // A first answer still under way would be joined, not asked again, and it speaks of the identity before.
  await queries.cancelQueries({ queryKey: ['me'] });
  await queries.invalidateQueries({ queryKey: ['me'] });
}

/** Who is signed in; `data` is `null` for nobody, which is no error. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      try {
        return await askOrRemember(meSchema, '/api/me', signal);
      } catch (error) {
        if (failedWith(error, 'session.absente')) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

/** Whether the server still waits for its first organisation. */
export function useSetupState() {
  return useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => ask(setupStateSchema, '/api/setup', { signal }),
  });
}

/** Installs the first organisation and person; answers the personal links made for the example. */
export function useSetUp() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SetupRequest) => ask(setupResponseSchema, '/api/setup', { body }),
    onSuccess: () => changeIdentity(queries),
  });
}

/** Adds the example: four organisations, two conventions, and the links to open them as each side. */
export function useAddExample() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(setupResponseSchema, '/api/example', { body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['acts'] }),
  });
}

/** Opens a session from the secret of a personal link; answers the act to go to, or `null`. */
export function useOpenSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => ask(sessionResponseSchema, '/api/session', { body: { token } }),
    onSuccess: () => changeIdentity(queries),
  });
}

/** Ends the session of this browser. */
export function useCloseSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(z.unknown(), '/api/session', { method: 'DELETE' }),
    onSuccess: () => changeIdentity(queries),
  });
}

/** Invites a person to one act; answers their personal link, shown once. */
export function useInvite(actId: ActId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InviteRequest) => ask(personalLinkSchema, `/api/acts/${actId}/links`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['acts', actId] }),
  });
}
