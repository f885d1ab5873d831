import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import {
  proposedClauseSchema,
  tendedClausierSchema,
  tendedDetailSchema,
} from '#shared/drafting/house-wire.ts';

const path = (id: string) => `/api/clausier/${encodeURIComponent(id)}`;

/** Every clause of the clausier, and what the person may do there. */
export function useClausier() {
  return useQuery({
    queryKey: ['clausier'],
    queryFn: ({ signal }) => ask(tendedClausierSchema, '/api/clausier', { signal }),
  });
}

/** One clause. @param version the one to show; the one offered when `null` */
export function useClause(id: string, version: number | null) {
  return useQuery({
    queryKey: ['clausier', id, version],
    queryFn: ({ signal }) =>
      ask(tendedDetailSchema, `${path(id)}${version === null ? '' : `?version=${version}`}`, { signal }),
    // Another version of the same clause is read while the one before stays in sight.
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });
}

/** What is decided of a clause changes the modèles too. */
function useForget() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['clausier'] }),
      queries.invalidateQueries({ queryKey: ['modeles'] }),
    ]);
}

/** Proposes a clause, or a version of one; answers which. */
export function usePropose() {
  const forget = useForget();
  return useMutation({
    mutationFn: (body: { source: string; note: string }) =>
      ask(proposedClauseSchema, '/api/clausier', { body }),
    onSuccess: forget,
  });
}

/** Approves or retires a version. */
export function useDecide(id: string) {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ version, ...body }: { version: number; etat: 'approuvee' | 'retiree'; note: string }) =>
      ask(z.unknown(), `${path(id)}/versions/${version}/decision`, { body }),
    onSettled: forget,
  });
}
