import type { Context } from 'hono';
import { ClausierError } from '#shared/kernel/errors.ts';
import { MAX_VERIFIED_BYTES, verificationSchema } from '#shared/signature/verify.ts';
import { readBytes } from '../../http/body.ts';
import { openRoute, type Route } from '../../identity/index.ts';
import { Turns } from './turns.ts';
import { type VerifierDeps, verifyFile } from './verifier.ts';

/** What the public page asks of the server. */
export interface VerificationDeps extends VerifierDeps {
  /** The caller's address, for counting. */
  readonly address: (c: Context) => string;
}

/** The public verification: no session, nothing kept, bounds before any work. */
export function verificationRoutes(deps: VerificationDeps): readonly Route[] {
  const turns = new Turns(deps.clock);
  return [
    openRoute('post', '/api/verification', 'sceau.verifier', async (c) => {
      if (!/^application\/pdf\b/i.test(c.req.header('content-type') ?? ''))
        throw new ClausierError('requete.invalide', ['le contenu doit être un PDF (application/pdf)']);
      return turns.take(deps.address(c), async () => {
        const bytes = await readBytes(c, MAX_VERIFIED_BYTES);
        return c.json(verificationSchema.parse(await verifyFile(deps, bytes)));
      });
    }),
  ];
}
