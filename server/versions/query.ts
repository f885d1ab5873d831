import type { Context } from 'hono';
import type { ZodType } from 'zod';
import { ClausierError } from '#shared/kernel/errors.ts';
import { tellRead } from '../http/reads.ts';

/**
 * Reads and checks the parameters of an address.
 * @throws ClausierError `requete.invalide` naming those that do not fit
 */
export function readQuery<T>(c: Context, schema: ZodType<T>): T {
  tellRead({ kind: 'query', schema });
  const parsed = schema.safeParse(c.req.query());
  if (parsed.success) return parsed.data;
  throw new ClausierError(
    'requete.invalide',
    parsed.error.issues.map((issue) => `${issue.path.join('.')}\u00a0: ne convient pas`),
  );
}
