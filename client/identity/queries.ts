import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import { askOrRemember, forgetAnswers } from '#client/app/offline/remembered.ts';
import {
  type EntryIdentity,
  entryAnswerSchema,
  entryWaysSchema,
  type HandedInviteRequest,
  type MailInviteRequest,
  mailInviteAnswerSchema,
  sessionAnswerSchema,
} from '#shared/identity/access-wire.ts';
import {
  personalLinkSchema,
  presentSchema,
  type SetupRequest,
  setupResponseSchema,
  setupStateSchema,
} from '#shared/identity/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';

/** Forgets everything loaded under another identity. */
export async function changeIdentity(queries: QueryClient): Promise<void> {
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
      const { me } = await askOrRemember(presentSchema, '/api/session', signal);
      if (me === null) forgetAnswers();
      return me;
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

/** The ways in that this server offers. */
export function useEntryWays() {
  return useQuery({
    queryKey: ['entry-ways'],
    queryFn: ({ signal }) => ask(entryWaysSchema, '/api/entree', { signal }),
    staleTime: 10 * 60_000,
  });
}

/** Asks for a mail with a link and a code; answers what the code will be sent with. */
export function useAskEntry() {
  return useMutation({
    mutationFn: (email: string) => ask(entryAnswerSchema, '/api/entree', { body: { email } }),
  });
}

/** What opens a session: the secret of a link, or a mailed code. */
export type EntrySecret = { readonly token: string } | { readonly attempt: string; readonly code: string };

/** Opens a session, or answers what must be decided first. */
export function useOpenSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: EntrySecret & EntryDecision) =>
      ask(sessionAnswerSchema, 'token' in body ? '/api/session' : '/api/session/code', { body }),
    onSuccess: async (answer) => {
      if (answer.outcome === 'opened') await changeIdentity(queries);
    },
  });
}

/** What the person has decided so far of the session to open. */
export interface EntryDecision {
  readonly identity?: Pick<EntryIdentity, 'personId' | 'organisationId'>;
  readonly confirmed?: boolean;
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
    mutationFn: (body: HandedInviteRequest) => ask(personalLinkSchema, `/api/acts/${actId}/links`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['acts', actId] }),
  });
}

/** Invites a person to one act by mail. */
export function useMailInvite(actId: ActId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: MailInviteRequest) =>
      ask(mailInviteAnswerSchema, `/api/acts/${actId}/participants`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['acts', actId] }),
  });
}
