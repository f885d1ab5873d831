import type { Context } from 'hono';
import {
  refuseSchema,
  signingDoneSchema,
  signingPageSchema,
  signingTokenSchema,
  signSchema,
} from '#shared/signature/wire.ts';
import { readJson } from '../http/body.ts';
import { failureBound, openRoute, type Route } from '../identity/index.ts';
import { refuse, type SigningDeps, sendCode, sign, signingPage } from './signing.ts';
import { traceOf } from './trace.ts';

/** What the routes behind a signing link need. */
export interface SigningRoutesDeps extends SigningDeps {
  /** @returns the caller's network address, to count attempts by, and to keep minimised */
  readonly address: (c: Context) => string;
}

/** What a signing link opens: no session, its secret is sent with each request. */
export function signingRoutes(deps: SigningRoutesDeps): readonly Route[] {
  const attempt = failureBound(deps);

  return [
    openRoute('post', '/api/signature/ouvrir', 'signature.ouvrir', (c) =>
      attempt(c, async () => {
        const { token } = await readJson(c, signingTokenSchema);
        return c.json(signingPageSchema.parse(await signingPage(deps, token)));
      }),
    ),

    openRoute('post', '/api/signature/code', 'signature.ouvrir', (c) =>
      attempt(c, async () => {
        const { token } = await readJson(c, signingTokenSchema);
        await sendCode(deps, token);
        return c.body(null, 204);
      }),
    ),

    openRoute('post', '/api/signature/signer', 'signature.ouvrir', (c) =>
      attempt(c, async () => {
        const request = await readJson(c, signSchema);
        const trace = traceOf(deps.address(c), c.req.header('user-agent'));
        return c.json(signingDoneSchema.parse(await sign(deps, request, trace)), 201);
      }),
    ),

    openRoute('post', '/api/signature/refuser', 'signature.ouvrir', (c) =>
      attempt(c, async () => {
        const { token, motif } = await readJson(c, refuseSchema);
        return c.json(signingDoneSchema.parse(await refuse(deps, token, motif)), 201);
      }),
    ),
  ];
}
