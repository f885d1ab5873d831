import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiFailure, ask, errorBodySchema } from '#client/app/api.ts';
import type { ClosingAnswer } from '#shared/signature/closing.ts';
import type { SignatureFile, SignatureMethod } from '#shared/signature/model.ts';
import {
  actStateSchema,
  ceremonyAnswerSchema,
  freezeReasonsSchema,
  type NamedSignatoryRequest,
  type OpenCeremony,
} from '#shared/signature/wire.ts';

const pathOf = (actId: string) => `/api/acts/${encodeURIComponent(actId)}`;

/** Everything that is known of an act beside its text and its versions. */
function refresh(queries: QueryClient, actId: string) {
  void queries.invalidateQueries({ queryKey: ['versions', actId] });
  return queries.invalidateQueries({ queryKey: ['acts'] });
}

/** Where an act is in its life. */
export function useLife(actId: string) {
  return useQuery({
    queryKey: ['acts', actId, 'etat'],
    queryFn: ({ signal }) => ask(actStateSchema, `${pathOf(actId)}/etat`, { signal }),
  });
}

/** What keeps the text from being frozen now, and what will be asked; asked for only by who may freeze it. */
export function useFreezeReasons(actId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['acts', actId, 'arret'],
    enabled,
    staleTime: 0,
    queryFn: ({ signal }) => ask(freezeReasonsSchema, `${pathOf(actId)}/etat/arret`, { signal }),
  });
}

/** The moves that are asked for by a button. */
type AskedMove = 'negocier' | 'arreter' | 'rouvrir' | 'abandonner' | 'resilier' | 'resilier/retrait';

/** A move, with what it asks: why, from when, or what the text still waits for. */
interface AskedOf {
  readonly move: AskedMove;
  readonly motif?: string;
  readonly effet?: string;
  readonly recuLe?: string | null;
  readonly reponses?: readonly ClosingAnswer[];
}

/** Moves an act in its life. */
export function useMove(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ move, ...body }: AskedOf) =>
      ask(actStateSchema, `${pathOf(actId)}/etat/${move}`, { body }),
    // Refused too: the act may have moved meanwhile.
    onSettled: () => refresh(queries, actId),
  });
}

/** Says which acts this one will take the place of. */
export function useSuccession(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (remplace: readonly string[]) =>
      ask(actStateSchema, `${pathOf(actId)}/succession`, { body: { remplace } }),
    onSettled: () => refresh(queries, actId),
  });
}

/** The ceremony of an act, and who could sign. */
export function useCeremony(actId: string) {
  return useQuery({
    queryKey: ['acts', actId, 'signature'],
    queryFn: ({ signal }) => ask(ceremonyAnswerSchema, `${pathOf(actId)}/signature`, { signal }),
  });
}

/** Opens the ceremony. */
export function useOpenCeremony(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: OpenCeremony) => ask(ceremonyAnswerSchema, `${pathOf(actId)}/signature`, { body }),
    onSettled: () => refresh(queries, actId),
  });
}

/** What the pilote does in an open ceremony. */
export type Conducting =
  | { readonly kind: 'terme'; readonly days: number }
  | { readonly kind: 'rappel'; readonly signatory: string }
  | { readonly kind: 'moyen'; readonly signatory: string; readonly method: SignatureMethod }
  | {
      readonly kind: 'remplacement';
      readonly signatory: string;
      readonly named: Omit<NamedSignatoryRequest, 'party'>;
    }
  | { readonly kind: 'delegation'; readonly signatory: string; readonly file: File }
  | { readonly kind: 'original'; readonly signatory: string; readonly file: File; readonly day: string };

/** Conducts an open ceremony. */
export function useConduct(actId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: Conducting) => conduct(`${pathOf(actId)}/signature`, asked),
    onSettled: () => refresh(queries, actId),
  });
}

function conduct(path: string, asked: Conducting) {
  if (asked.kind === 'terme')
    return ask(ceremonyAnswerSchema, `${path}/terme`, { body: { days: asked.days } });
  const place = `${path}/signataires/${encodeURIComponent(asked.signatory)}`;
  switch (asked.kind) {
    case 'rappel':
      return ask(ceremonyAnswerSchema, `${place}/rappel`, { body: {} });
    case 'moyen':
      return ask(ceremonyAnswerSchema, `${place}/moyen`, { body: { method: asked.method } });
    case 'remplacement':
      return ask(ceremonyAnswerSchema, `${place}/remplacement`, { body: asked.named });
    case 'delegation':
      return send(`${place}/delegation`, { nom: asked.file.name }, asked.file);
    case 'original':
      return send(`${place}/original`, { nom: asked.file.name, jour: asked.day }, asked.file);
  }
}

/** Sends a file as the whole body. */
async function send(path: string, query: Readonly<Record<string, string>>, file: File) {
  let response: Response;
  try {
    response = await fetch(`${path}?${new URLSearchParams(query)}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
      body: file,
    });
  } catch (cause) {
    throw new ApiFailure('reseau', undefined, { cause });
  }
  const json: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const parsed = ceremonyAnswerSchema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new ApiFailure('reponse', undefined, { cause: parsed.error });
  }
  const told = errorBodySchema.safeParse(json);
  if (!told.success) throw new ApiFailure(response.status >= 502 ? 'reseau' : 'reponse');
  const { code, message, details } = told.data;
  throw new ApiFailure(code, { message, ...(details ? { details } : {}) });
}

/** Address of a joined file. */
export const fileHref = (actId: string, file: Pick<SignatureFile, 'id'>): string =>
  `${pathOf(actId)}/signature/pieces/${file.id}`;
