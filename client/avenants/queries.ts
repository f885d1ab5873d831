import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '#client/app/api.ts';
import { type DecideCard, historicSchema } from '#shared/avenants/reading/wire.ts';
import {
  avenantDetailSchema,
  avenantListSchema,
  type BeginAvenant,
  type ChooseGrain,
  inForceSchema,
  takenUpSchema,
} from '#shared/avenants/wire.ts';
import { parseContent } from '#shared/document/parse.ts';
import { createdActSchema } from '#shared/drafting/wire.ts';

const pathOf = (actId: string) => `/api/acts/${encodeURIComponent(actId)}`;

/** Names the text that an avenant amends. */
export const BASE = 'base';

/** Names the text that an avenant will give, as it will be numbered. */
export const CONSOLIDATED = 'consolide';

/** How often the instructions are asked for again while they are looked at, in milliseconds. */
const FOLLOW_MS = 2_000;

/** What an avenant says now; asked by either of its texts. */
export function useAvenant(actId: string, followed: boolean) {
  return useQuery({
    queryKey: ['avenant', actId],
    queryFn: ({ signal }) => ask(avenantDetailSchema, `${pathOf(actId)}/avenant`, { signal }),
    refetchInterval: followed ? FOLLOW_MS : false,
  });
}

/** The historic avenant that is read into one, as cards. */
export function useHistoric(actId: string) {
  return useQuery({
    queryKey: ['reprise', actId],
    queryFn: ({ signal }) => ask(historicSchema, `${pathOf(actId)}/avenant/reprise`, { signal }),
  });
}

/** Reads another one; an empty text reads none. */
export function useReadHistoric(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (texte: string) =>
      ask(historicSchema, `${pathOf(actId)}/avenant/reprise`, { body: { texte } }),
    onSuccess: (answer) => queries.setQueryData(['reprise', actId], answer),
  });
}

/** Decides on one card. */
export function useDecideCard(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: DecideCard) => ask(historicSchema, `${pathOf(actId)}/avenant/reprise/carte`, { body }),
    onSuccess: (answer) => {
      queries.setQueryData(['reprise', actId], answer);
      return queries.invalidateQueries({ queryKey: ['avenant'] });
    },
  });
}

/** Chooses how fine the instructions about a division are. */
export function useChooseGrain(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ChooseGrain) => ask(z.null(), `${pathOf(actId)}/avenant/grain`, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['avenant'] }),
  });
}

/** Takes an avenant up again on the text in force; answers the edits that could not be carried. */
export function useTakeUp(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(takenUpSchema, `${pathOf(actId)}/avenant/actualiser`, { body: {} }),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Gives an avenant the number of the next one to be signed. */
export function useGiveNumber(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(z.null(), `${pathOf(actId)}/avenant/numero`, { body: {} }),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** The avenants of an act. */
export function useAvenants(target: string) {
  return useQuery({
    queryKey: ['avenants', target],
    queryFn: ({ signal }) => ask(avenantListSchema, `${pathOf(target)}/avenants`, { signal }),
  });
}

/** Begins one; answers its id. */
export function useBeginAvenant(target: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BeginAvenant) => ask(createdActSchema, `${pathOf(target)}/avenants`, { body }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['avenants', target] }),
        queries.invalidateQueries({ queryKey: ['acts'] }),
      ]),
  });
}

const readInForce = inForceSchema.transform(({ content, ...rest }, context) => {
  const parsed = parseContent(content);
  if (parsed.ok) return { ...rest, content: parsed.value };
  context.addIssue({ code: 'custom', message: 'The text in force is not a text.' });
  return z.NEVER;
});

/** The text in force on a day, `YYYY-MM-DD`; today's when `null`. */
export function useInForce(target: string, day: string | null) {
  const asked = day === null ? '' : `?${new URLSearchParams({ jour: day })}`;
  return useQuery({
    queryKey: ['en-vigueur', target, day],
    queryFn: ({ signal }) => ask(readInForce, `${pathOf(target)}/en-vigueur${asked}`, { signal }),
    // The slider keeps its place while the text of another day comes.
    placeholderData: keepPreviousData,
  });
}
