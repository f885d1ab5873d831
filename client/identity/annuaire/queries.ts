import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import {
  addedOrganisationSchema,
  organisationDetailSchema,
  organisationListSchema,
} from '#shared/identity/annuaire-wire.ts';
import type { OrganisationFact } from '#shared/identity/facts.ts';
import type { Fiche } from '#shared/identity/organisation.ts';

const path = (id: string) => `/api/organisations/${encodeURIComponent(id)}`;

/** The organisations that the person can see, by dénomination, and whether they may add one. */
export function useAnnuaire() {
  return useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => ask(organisationListSchema, '/api/organisations', { signal }),
  });
}

/** One organisation with its history. */
export function useOrganisation(id: string) {
  return useQuery({
    queryKey: ['organisations', id],
    queryFn: ({ signal }) => ask(organisationDetailSchema, path(id), { signal }),
  });
}

/** Everything that changes the annuaire makes what was read of it stale. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['organisations'] }),
  });
}

/** Adds an organisation; answers its id. */
export function useAddOrganisation() {
  return useChange((fiche: Fiche) => ask(addedOrganisationSchema, '/api/organisations', { body: { fiche } }));
}

/** Saves a sheet from the version that was read; fails with `organisation.modifiee` when it has moved since. */
export function useSaveOrganisation(id: string) {
  return useChange((body: { version: number; fiche: Fiche }) => ask(z.unknown(), path(id), { body }));
}

/**
 * Completes a sheet, where the person may change it. `filled` says what it becomes from what it is, `null` for nothing
 * to add.
 */
export function useCompleteOrganisation() {
  return useChange(async ({ id, filled }: { id: string; filled: (fiche: Fiche) => Fiche | null }) => {
    const { version, fiche, mayEdit } = await ask(organisationDetailSchema, path(id));
    const next = mayEdit ? filled(fiche) : null;
    if (next !== null) await ask(z.unknown(), path(id), { body: { version, fiche: next } });
  });
}

/** Sets the logo of an organisation, or takes it away with `null`. */
export function useLogo(id: string) {
  return useChange((file: File | null) =>
    ask(z.unknown(), `${path(id)}/logo`, file === null ? { method: 'DELETE' } : { file }),
  );
}

/** Adds one value to the history of a fact. */
export function useRecordFact(id: string) {
  return useChange((body: OrganisationFact) => ask(z.unknown(), `${path(id)}/faits`, { body }));
}

/** Adds a dated presentation. */
export function useRecordPresentation(id: string) {
  return useChange((body: { texte: string; date: string }) =>
    ask(z.unknown(), `${path(id)}/presentations`, { body }),
  );
}
