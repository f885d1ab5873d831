import { z } from 'zod';
import { ERRORS, type ErrorBody, type ErrorCode } from '#shared/kernel/errors.ts';

/** A failure of the client's own: the network, or an answer that this page doesn't understand. */
type LocalFailure = 'reseau' | 'reponse';

const LOCAL_MESSAGES: Readonly<Record<LocalFailure, string>> = {
  reseau:
    'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez ; rien de ce que vous avez saisi n’est perdu.',
  reponse:
    'Cette page a été chargée avec une autre version de Clausier que celle du serveur. Rechargez-la, puis recommencez.',
};

const errorCodeSchema = z.custom<ErrorCode>(
  (value) => typeof value === 'string' && Object.hasOwn(ERRORS, value),
);

/** What the server says of a failure (kernel/errors.ts, `ErrorBody`), also sent as a notice on the socket. */
export const errorBodySchema = z.object({
  code: errorCodeSchema,
  message: z.string().min(1),
  details: z.array(z.string()).optional(),
  reference: z.string().optional(),
});

/** A request that failed, with the French sentence to show. `code` is closed, safe to branch on. */
export class ApiFailure extends Error {
  readonly code: ErrorCode | LocalFailure;
  readonly details: readonly string[];
  readonly reference: string | null;

  constructor(code: ErrorCode | LocalFailure, body?: Omit<ErrorBody, 'code'>, options?: { cause?: unknown }) {
    super(body?.message ?? (code in LOCAL_MESSAGES ? LOCAL_MESSAGES[code as LocalFailure] : code), options);
    this.name = 'ApiFailure';
    this.code = code;
    this.details = body?.details ?? [];
    this.reference = body?.reference ?? null;
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch (cause) {
    throw new ApiFailure('reponse', undefined, { cause });
  }
}

/** @returns what a refused request says, or that nobody knows what it says */
function failureOf(response: Response, json: unknown): ApiFailure {
  const told = errorBodySchema.safeParse(json);
  if (!told.success) return new ApiFailure(response.status >= 502 ? 'reseau' : 'reponse');
  const { code, message, details, reference } = told.data;
  return new ApiFailure(code, {
    message,
    ...(details ? { details } : {}),
    ...(reference ? { reference } : {}),
  });
}

/**
 * Asks the server for a file.
 * @param path absolute path on this origin, `/api/…`
 * @returns its bytes, and the name that the server gives it (`null` when it gives none)
 * @throws ApiFailure as {@link ask} does
 */
export async function askFile(
  path: string,
  signal: AbortSignal,
): Promise<{ readonly blob: Blob; readonly name: string | null }> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', signal });
    if (!response.ok) throw failureOf(response, await readJson(response));
    const disposition = response.headers.get('content-disposition') ?? '';
    const named = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
    const plain = /filename="([^"]+)"/.exec(disposition)?.[1] ?? null;
    return { blob: await response.blob(), name: named === undefined ? plain : decodeURIComponent(named) };
  } catch (cause) {
    if (signal.aborted || cause instanceof ApiFailure) throw cause;
    throw new ApiFailure('reseau', undefined, { cause });
  }
}

/**
 * Asks the server, and lets only a checked answer through.
 * @param answer schema of a successful answer
 * @param path absolute path on this origin, `/api/…`
 * @param options `body` makes it a POST of JSON, `file` a POST of that file; `method` overrides; `signal` aborts
 * @throws ApiFailure with a French message: the server's closed codes, `reseau` when nothing answered,
 *   `reponse` when the answer isn't what this release knows
 */
export async function ask<Schema extends z.ZodType>(
  answer: Schema,
  path: string,
  options: { body?: unknown; file?: Blob; method?: 'POST' | 'DELETE'; signal?: AbortSignal } = {},
): Promise<z.output<Schema>> {
  const sent = options.file ?? (options.body === undefined ? null : JSON.stringify(options.body));
  let response: Response;
  try {
    response = await fetch(path, {
      method: options.method ?? (sent === null ? 'GET' : 'POST'),
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(sent === null ? {} : { 'content-type': options.file?.type ?? 'application/json' }),
      },
      ...(sent === null ? {} : { body: sent }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiFailure('reseau', undefined, { cause });
  }
  const json = await readJson(response);
  if (!response.ok) throw failureOf(response, json);
  const parsed = answer.safeParse(json);
  if (!parsed.success) throw new ApiFailure('reponse', undefined, { cause: parsed.error });
  return parsed.data;
}

/** @returns true when `error` is a failure of that code */
export function failedWith(error: unknown, code: ApiFailure['code']): boolean {
  return error instanceof ApiFailure && error.code === code;
}

/**
 * @returns the French sentence to show for any failure, with the reference that finds it in the server's log when it
 *   has one; an unforeseen one never shows its raw text
 */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiFailure)) return ERRORS['serveur.erreur'].message;
  return error.reference === null ? error.message : `${error.message} Référence\u00a0: ${error.reference}.`;
}
