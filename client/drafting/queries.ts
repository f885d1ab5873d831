import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import { askOrRemember } from '#client/app/offline/remembered.ts';
import {
  actDetailSchema,
  actListSchema,
  type BeginAct,
  createdActSchema,
  keptProposalsSchema,
  modeleListSchema,
  type RenameAct,
} from '#shared/drafting/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';

/** Every act that the person can see, last changed first. */
export function useActs() {
  return useQuery({
    queryKey: ['acts'],
    queryFn: async ({ signal }) => {
      const { acts } = await askOrRemember(actListSchema, '/api/acts', signal);
      return acts.toSorted((a, b) => b.changedAt - a.changedAt);
    },
  });
}

/** One act, with its participants and what the person may do in it. */
export function useAct(id: string) {
  return useQuery({
    queryKey: ['acts', id],
    queryFn: ({ signal }) => askOrRemember(actDetailSchema, `/api/acts/${encodeURIComponent(id)}`, signal),
  });
}

/** Asks again for what is known of acts: their state, and what one may do in them. */
export function useRefreshAct(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['acts'] });
}

/** The modèles that an act can begin from. */
export function useModeles() {
  return useQuery({
    queryKey: ['modeles'],
    queryFn: async ({ signal }) => (await ask(modeleListSchema, '/api/modeles', { signal })).modeles,
  });
}

/** Begins an act from a modèle; answers its id. */
export function useBeginAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BeginAct) => ask(createdActSchema, '/api/acts', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['acts'] }),
  });
}

/** What the sheets proposed to a draft, and it keeps as it is. */
export function useKeptProposals(actId: ActId) {
  return useQuery({
    queryKey: ['acts', actId, 'propositions'],
    queryFn: async ({ signal }) =>
      (await ask(keptProposalsSchema, `/api/acts/${actId}/propositions`, { signal })).gardees,
  });
}

/** Keeps what the draft says: nobody is asked again. */
export function useKeepProposal(actId: ActId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (garder: string) => ask(z.unknown(), `/api/acts/${actId}/propositions`, { body: { garder } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['acts', actId, 'propositions'] }),
  });
}

/** Gives an act another name, for all its participants. */
export function useRenameAct(actId: ActId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: RenameAct) => ask(z.null(), `/api/acts/${actId}/title`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['acts'] }),
  });
}
