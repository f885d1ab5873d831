import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import { signingDoneSchema, signingPageSchema } from '#shared/signature/wire.ts';

/** What a signing link opens. The secret stays in memory: it is a key of no address and of no storage. */
export function useSigningPage(token: string | null) {
  return useQuery({
    queryKey: ['signer', token],
    enabled: token !== null,
    // A text must not change under the eyes of whoever reads it.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) => ask(signingPageSchema, '/api/signature/ouvrir', { body: { token }, signal }),
  });
}

/** Asks for a code by e-mail. */
export function useAskCode(token: string) {
  return useMutation({
    mutationFn: () => ask(z.null(), '/api/signature/code', { body: { token } }),
  });
}

interface Signing {
  readonly hash: string;
  readonly consent: string;
  readonly code: string | null;
}

/** Signs the text that was shown. */
export function useSign(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (signing: Signing) =>
      ask(signingDoneSchema, '/api/signature/signer', { body: { token, ...signing } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['signer', token] }),
  });
}

/** Refuses to sign, with a reason. */
export function useRefuse(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (motif: string) =>
      ask(signingDoneSchema, '/api/signature/refuser', { body: { token, motif } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['signer', token] }),
  });
}
