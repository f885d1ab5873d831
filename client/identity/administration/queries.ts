import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import {
  journalsCheckSchema,
  serverOperationSchema,
  serverOrganisationsSchema,
  serverPeopleSchema,
  serverStateSchema,
  testMailSchema,
} from '#shared/identity/administration-wire.ts';
import type { PersonId } from '#shared/kernel/ids.ts';

const KEY = 'administration';

/** How the server is. */
export function useServerState() {
  return useQuery({
    queryKey: [KEY, 'state'],
    queryFn: ({ signal }) => ask(serverStateSchema, '/api/administration', { signal }),
  });
}

/** How often the figures of the process are asked again, in milliseconds. */
const LIVE_MS = 2_000;

/** How the process that answers works at this moment. */
export function useServerOperation() {
  return useQuery({
    queryKey: [KEY, 'operation'],
    queryFn: ({ signal }) => ask(serverOperationSchema, '/api/administration/fonctionnement', { signal }),
    refetchInterval: LIVE_MS,
  });
}

/** Every organisation that the server knows. */
export function useServerOrganisations() {
  return useQuery({
    queryKey: [KEY, 'organisations'],
    queryFn: ({ signal }) => ask(serverOrganisationsSchema, '/api/administration/organisations', { signal }),
  });
}

/** Everybody that the server knows. */
export function useServerPeople() {
  return useQuery({
    queryKey: [KEY, 'people'],
    queryFn: ({ signal }) => ask(serverPeopleSchema, '/api/administration/personnes', { signal }),
  });
}

/** Checks every journal, when asked. */
export function useCheckJournals() {
  return useMutation({
    mutationFn: () => ask(journalsCheckSchema, '/api/administration/journaux'),
  });
}

/** Sends a message to oneself. */
export function useTestMail() {
  return useMutation({
    mutationFn: () => ask(testMailSchema, '/api/administration/courriel', { body: {} }),
  });
}

/** Closes the sessions of somebody, and their links. */
export function useEndPerson() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (person: PersonId) =>
      ask(z.unknown(), `/api/administration/personnes/${person}/acces`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}

/** Erases somebody on request. */
export function useErasePerson() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ person, email }: { person: PersonId; email: string }) =>
      ask(z.unknown(), `/api/administration/personnes/${person}/effacement`, { body: { email } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}
