import type { Context } from 'hono';
import type { Configuration } from 'openid-client';
import { z } from 'zod';
import { ClausierError, type ErrorCode } from '#shared/kernel/errors.ts';
import type { OidcSettings } from '../config.ts';
import { readCookie, writeCookie } from '../http/cookie.ts';
import type { Logger } from '../http/log.ts';
import type { Clock } from '../ids.ts';
import { addProviderEntry, type EntryWriting } from './entries-store.ts';
import { failureBound } from './entry.ts';
import { openRoute, type Route } from './guard.ts';
import { entryFailureUrl, personalUrl } from './links.ts';
import { candidatesOf } from './sessions-store.ts';

/** Loaded by the first who comes in that way: most installations have no provider. */
const oidcClient = () => import('openid-client');
type Client = Awaited<ReturnType<typeof oidcClient>>;

/** How long somebody has to answer their provider. */
const ROUND_TRIP_MS = 10 * 60_000;
/** How long the provider has to answer us, in seconds. */
const ANSWER_S = 10;

/** What an answer must match, kept by the browser that asked: nobody else's answer can be slipped to it. */
const roundTripSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** What we read of a provider's word on somebody. */
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  email: z.email().max(254).optional(),
  email_verified: z.boolean().optional(),
});

interface OidcDeps extends EntryWriting {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Address that people use, without a trailing slash. */
  readonly publicUrl: () => string;
  readonly secure: boolean;
  /** @returns the caller's network address, to count attempts by */
  readonly address: (c: Context) => string;
  /** `null`: no provider, and these routes answer that nothing is here. */
  readonly settings: OidcSettings | null;
}

/**
 * Coming in by an OpenID Connect provider (rule E12): authorization code with PKCE, state and nonce. Its word opens no
 * session by itself: it gives the browser the secret of a link that serves once, and the rest goes as for any link.
 */
export function oidcRoutes(deps: OidcDeps): readonly Route[] {
  const { db, clock, logger, settings } = deps;
  const attempt = failureBound(deps);
  const redirectUri = () => `${deps.publicUrl()}/api/oidc/retour`;
  let discovered: Promise<Configuration> | null = null;

  async function provider(): Promise<{ client: Client; config: Configuration }> {
    if (settings === null) throw new ClausierError('adresse.inconnue');
    const client = await oidcClient();
    const { issuer, clientId, clientSecret } = settings;
    discovered ??= client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: ANSWER_S,
      // Settings let http through for a provider on this very machine only.
      ...(issuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {}),
    });
    try {
      return { client, config: await discovered };
    } catch (cause) {
      discovered = null;
      throw new ClausierError('oidc.indisponible', [], { cause });
    }
  }

  /** @returns the address that an account stands for, noting it the first time */
  async function addressOf(claims: z.infer<typeof claimsSchema>): Promise<string> {
    const known = await db
      .selectFrom('oidc_accounts')
      .select('email')
      .where('issuer', '=', claims.iss)
      .where('subject', '=', claims.sub)
      .executeTakeFirst();
    if (known !== undefined) return known.email;
    if (claims.email === undefined || claims.email_verified !== true) throw new ClausierError('oidc.echec');
    const email = claims.email.toLowerCase();
    if ((await candidatesOf(db, email, clock())).length === 0) throw new ClausierError('entree.inconnue');
    const noted = db
      .insertInto('oidc_accounts')
      .values({ issuer: claims.iss, subject: claims.sub, email, created_at: clock() })
      .onConflict((oc) => oc.columns(['issuer', 'subject']).doNothing());
    await deps.write([{ query: noted.compile() }]);
    return email;
  }

  async function answered(c: Context): Promise<string> {
    const { client, config } = await provider();
    const kept = roundTripSchema.safeParse(parseJson(readCookie(c, 'oidc', deps.secure)));
    if (!kept.success) throw new ClausierError('oidc.echec');
    const { state, nonce, verifier } = kept.data;
    // The address as people write it: behind a proxy the one that came in is another.
    const current = new URL(redirectUri());
    current.search = new URL(c.req.url).search;
    try {
      const tokens = await client.authorizationCodeGrant(config, current, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      return await addressOf(claimsSchema.parse(tokens.claims()));
    } catch (error) {
      if (error instanceof ClausierError) throw error;
      // Only its kind: what a provider says may quote the code.
      logger.warn(
        { reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' },
        'a provider’s answer was refused',
      );
      throw new ClausierError('oidc.echec', [], { cause: error });
    }
  }

  return [
    openRoute('get', '/api/oidc/depart', 'entree.demander', async (c) => {
      try {
        const { client, config } = await provider();
        const verifier = client.randomPKCECodeVerifier();
        const kept = { state: client.randomState(), nonce: client.randomNonce(), verifier };
        writeCookie(c, 'oidc', JSON.stringify(kept), ROUND_TRIP_MS, deps.secure);
        const target = client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri(),
          scope: 'openid email profile',
          state: kept.state,
          nonce: kept.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return c.redirect(target.href, 303);
      } catch (error) {
        return c.redirect(entryFailureUrl(deps.publicUrl(), codeOf(error)), 303);
      }
    }),

    openRoute('get', '/api/oidc/retour', 'entree.demander', async (c) => {
      try {
        if (settings === null) throw new ClausierError('adresse.inconnue');
        // Each answer that is tried asks the provider: nobody makes it many.
        const email = await attempt(c, () => answered(c));
        writeCookie(c, 'oidc', '', 0, deps.secure);
        const token = await addProviderEntry(deps, email, clock());
        return c.redirect(personalUrl(deps.publicUrl(), token), 303);
      } catch (error) {
        return c.redirect(entryFailureUrl(deps.publicUrl(), codeOf(error)), 303);
      }
    }),
  ];

  function codeOf(error: unknown): ErrorCode {
    if (!(error instanceof ClausierError) || error.code === 'adresse.inconnue') throw error;
    return error.code;
  }
}

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
