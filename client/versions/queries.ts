import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import { createdActSchema } from '#shared/drafting/wire.ts';
import { PRESENT, type Side } from '#shared/versions/side.ts';
import {
  authorsSchema,
  historySchema,
  readingSchema,
  readStateRef,
  stateSchema,
  type VersionKind,
  versionAnswerSchema,
  versionListSchema,
} from '#shared/versions/wire.ts';

const pathOf = (actId: string) => `/api/acts/${encodeURIComponent(actId)}`;

/**
 * The versions of an act, newest first, a page at a time; of one kind only when asked.
 * @param until only those taken before that instant, milliseconds since 1970
 */
export function useVersions(
  actId: string,
  genre: VersionKind | null,
  { limite = 50, until = null }: { readonly limite?: number; readonly until?: number | null } = {},
) {
  return useInfiniteQuery({
    queryKey: ['versions', actId, genre, limite, until],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ limite: String(limite) });
      if (pageParam !== null) asked.set('avant', String(pageParam));
      if (genre !== null) asked.set('genre', genre);
      if (until !== null) asked.set('jusqua', String(until));
      return ask(versionListSchema, `${pathOf(actId)}/versions?${asked}`, { signal });
    },
    getNextPageParam: (last) => last.next,
  });
}

const isPast = (ref: string): boolean => ['version', 'seq', 'modele'].includes(readStateRef(ref)?.kind ?? '');

/**
 * The request of one state, whole. What is past never changes; the present, and what is computed from it or from signed
 * acts, is asked for again at each visit.
 */
function stateQuery({ actId, ref }: Side) {
  return {
    queryKey: ['etats', actId, ref],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      ask(stateSchema, `${pathOf(actId)}/etats/${encodeURIComponent(ref)}`, { signal }),
    staleTime: isPast(ref) ? Number.POSITIVE_INFINITY : 0,
    // A text must not change under the eyes of whoever reads it.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 60_000,
  } as const;
}

/**
 * One state of an act; `null` asks for nothing.
 * @param keepLast answers the last state of the same act while another one comes
 */
export function useActState(side: Side | null, { keepLast = false }: { readonly keepLast?: boolean } = {}) {
  return useQuery({
    ...stateQuery(side ?? { actId: '', ref: PRESENT }),
    enabled: side !== null,
    placeholderData: (last) => (keepLast && last?.actId === side?.actId ? last : undefined),
  });
}

/** Names the present state of an act. */
export function useNameVersion(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly label: string; readonly note: string }) =>
      ask(versionAnswerSchema, `${pathOf(actId)}/versions`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['versions', actId] }),
  });
}

/** Replaces the name and the note of a version. */
export function useAnnotateVersion(actId: string, versionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly label: string | null; readonly note: string }) =>
      ask(versionAnswerSchema, `${pathOf(actId)}/versions/${versionId}/annotation`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['versions', actId] }),
  });
}

/** Begins a new act from a state; answers its id. */
export function useDuplicate({ actId, ref }: Side) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (titre: string) =>
      ask(createdActSchema, `${pathOf(actId)}/etats/${encodeURIComponent(ref)}/copie`, { body: { titre } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['acts'] }),
  });
}

/** Keeps the present as a version, before an older state is put back. */
export function useBeginRestore(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ref: string) =>
      ask(versionAnswerSchema, `${pathOf(actId)}/versions/restauration`, { body: { ref } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['versions', actId] }),
  });
}

/** From where « depuis ma dernière lecture » counts, as it was when the page opened. */
export function useReading(actId: string) {
  return useQuery({
    queryKey: ['lecture', actId],
    queryFn: ({ signal }) => ask(readingSchema, `${pathOf(actId)}/lecture`, { signal }),
    refetchOnWindowFocus: false,
    staleTime: 0,
    retry: false,
  });
}

/** Says that the state after that update has been read. */
export function useMarkRead(actId: string) {
  return useMutation({
    mutationFn: (seq: number) => ask(z.null(), `${pathOf(actId)}/lecture`, { body: { seq } }),
  });
}

/** The moments of an act's history, oldest first, all of them. */
export function useHistory(actId: string) {
  return useQuery({
    queryKey: ['historique', actId],
    queryFn: async ({ signal }) => {
      const moments: { name: string; organisation: string; seq: number; at: number }[] = [];
      let after: number | null = 0;
      while (after !== null) {
        const page: z.output<typeof historySchema> = await ask(
          historySchema,
          `${pathOf(actId)}/historique?apres=${after}`,
          { signal },
        );
        for (const { author, seq, at } of page.moments) {
          const { name = '', organisation = '' } = page.people[author] ?? {};
          moments.push({ name, organisation, seq, at });
        }
        after = page.next;
      }
      return moments;
    },
    refetchOnWindowFocus: false,
  });
}

/** Who wrote the blocks from `debut` to `fin`, as the server recorded it. */
export function useAuthors(actId: string, range: { readonly debut: string; readonly fin: string } | null) {
  return useQuery({
    queryKey: ['auteurs', actId, range],
    queryFn: ({ signal }) =>
      ask(authorsSchema, `${pathOf(actId)}/auteurs?${new URLSearchParams({ ...range })}`, { signal }),
    enabled: range !== null,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Who wrote each passage of a whole state; `null` asks for nothing. */
export function useStateAuthors(side: Side | null) {
  const { actId, ref } = side ?? { actId: '', ref: PRESENT };
  return useQuery({
    queryKey: ['auteurs', actId, ref],
    queryFn: ({ signal }) =>
      ask(authorsSchema, `${pathOf(actId)}/auteurs?${new URLSearchParams({ etat: ref })}`, { signal }),
    enabled: side !== null,
    staleTime: ref === PRESENT ? 0 : Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });
}
