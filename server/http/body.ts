import type { Context } from 'hono';
import { type ZodType, z } from 'zod';
import { ClausierError } from '#shared/kernel/errors.ts';
import { tellRead } from './reads.ts';

/** Largest body of an ordinary request, in bytes: forms, not texts. */
const MAX_FORM_BYTES = 256 * 1024;

/** A body that says it is no longer than this is read at once: a stream costs more than all the rest of a request. */
const SMALL_BYTES = 64 * 1024;

/** @returns a body whose length was said, and which is small; `null` for any other, which is not read */
async function readSmall(c: Context): Promise<Uint8Array | null> {
  const length = c.req.header('content-length');
  // The HTTP parser takes no more than the length that was said.
  if (length === undefined || Number(length) > SMALL_BYTES) return null;
  try {
    return new Uint8Array(await c.req.raw.arrayBuffer());
  } catch (cause) {
    throw interrupted(cause);
  }
}

/** Who sends has left before the end: their doing, and no failure of ours. */
const interrupted = (cause: unknown) =>
  new ClausierError('requete.invalide', ['l’envoi a été interrompu'], { cause });

/** The chunks of a body as they come. @throws ClausierError `requete.invalide` when it does not come whole */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body as unknown as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw interrupted(cause);
  }
}

/**
 * Reads a body as text, counting as it comes so that a body that lies about its length is stopped too.
 * @throws ClausierError `requete.trop_grande` beyond `maxBytes`
 */
async function readText(c: Context, maxBytes: number): Promise<string> {
  const tooLarge = () => new ClausierError('requete.trop_grande', [`limite : ${maxBytes} octets`]);
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const small = await readSmall(c);
  if (small !== null) return decode(decoder, small) + decode(decoder);
  const body = c.req.raw.body;
  if (!body) return '';
  let text = '';
  let size = 0;
  for await (const chunk of chunksOf(body)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    text += decode(decoder, chunk);
  }
  return text + decode(decoder);
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (cause) {
    throw new ClausierError('requete.invalide', ['le contenu n’est pas de l’UTF-8'], { cause });
  }
}

/**
 * Reads a file sent as the whole body, counting as it comes.
 * @throws ClausierError `requete.trop_grande` beyond `maxBytes`
 */
export async function readBytes(c: Context, maxBytes: number): Promise<Uint8Array> {
  tellRead({ kind: 'bytes' });
  const tooLarge = () => new ClausierError('requete.trop_grande', [`limite\u00a0: ${maxBytes} octets`]);
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge();
  const body = c.req.raw.body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (body)
    for await (const chunk of chunksOf(body)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  return Buffer.concat(chunks);
}

/** Most complaints told of one body: what is told of a large wrong one stays small. */
const MAX_TOLD = 20;

/**
 * Controls and halves of surrogate pairs, which no database, mail or exported file could keep as they are; and what
 * writes all that follows backwards, so that a name could read as another one.
 */
const UNPRINTABLE = /(?![\t\n\v\f\r])[\p{Cc}\p{Cs}\u202D\u202E]/u;

/** @returns the path of a text that can't be kept as it is, or `null` */
function unprintableIn(json: unknown, path = ''): string | null {
  // A stack, not a call for each level: a body may be as deep as it is long.
  const left: [unknown, string][] = [[json, path]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [value, at] = next;
    if (typeof value === 'string' && UNPRINTABLE.test(value)) return at;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inside] of Object.entries(value)) left.push([inside, at === '' ? key : `${at}.${key}`]);
  }
  return null;
}

/** @returns the keys of an object that its form does not name: a form reads nothing in them, and says so */
function unknownKeys(schema: ZodType, json: unknown): readonly string[] {
  if (!(schema instanceof z.ZodObject) || typeof json !== 'object' || json === null) return [];
  return Object.keys(json).filter((key) => !Object.hasOwn(schema.shape, key));
}

/**
 * Reads and checks a JSON body.
 * @param maxBytes largest body accepted
 * @param texts `printable`: a text with control characters is refused; `any`: what is read checks its texts itself
 * @throws ClausierError `requete.invalide` with one detail per wrong field, or `requete.trop_grande`
 */
export async function readJson<T>(
  c: Context,
  schema: ZodType<T>,
  maxBytes: number = MAX_FORM_BYTES,
  texts: 'printable' | 'any' = 'printable',
): Promise<T> {
  tellRead({ kind: 'json', schema, texts });
  // Only JSON: a form of another site can't send this type without the browser asking first.
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new ClausierError('requete.invalide', ['le contenu doit être du JSON (application/json)']);
  const text = await readText(c, maxBytes);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ClausierError('requete.invalide', ['le contenu n’est pas du JSON'], { cause });
  }
  const unprintable = texts === 'any' ? null : unprintableIn(json);
  if (unprintable !== null)
    throw new ClausierError('requete.invalide', [
      `${unprintable || 'demande'}\u00a0: contient des caractères qui ne s’impriment pas`,
    ]);
  const parsed = schema.safeParse(json, { reportInput: true });
  if (!parsed.success)
    throw new ClausierError('requete.invalide', parsed.error.issues.slice(0, MAX_TOLD).map(issueInFrench));
  const unknown = unknownKeys(schema, json);
  if (unknown.length > 0)
    throw new ClausierError('requete.invalide', [
      `${unknown.slice(0, MAX_TOLD).join(', ').slice(0, 200)}\u00a0: champ inconnu`,
    ]);
  return parsed.data;
}

/** @returns « champ : ce qui ne va pas », in French */
function issueInFrench(issue: z.core.$ZodIssue): string {
  const field = issue.path.length > 0 ? issue.path.join('.') : 'demande';
  return `${field}\u00a0: ${complaint(issue)}`;
}

function complaint(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 ? 'à remplir' : `trop court (${issue.minimum} au moins)`;
      return `${issue.minimum} au moins`;
    case 'too_big':
      return issue.origin === 'string'
        ? `trop long (${issue.maximum} caractères au plus)`
        : `${issue.maximum} au plus`;
    case 'invalid_type':
      return issue.input === undefined ? 'manquant' : 'n’a pas la forme attendue';
    case 'invalid_format':
      return issue.format === 'email' ? 'n’est pas une adresse électronique' : 'n’a pas la forme attendue';
    case 'invalid_value':
      return `doit être ${issue.values.map((value) => `«\u00a0${String(value)}\u00a0»`).join(' ou ')}`;
    case 'unrecognized_keys':
      return 'contient un champ inconnu';
    default:
      return 'ne convient pas';
  }
}
