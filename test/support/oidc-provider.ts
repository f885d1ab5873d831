import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody whom the provider knows. `sub` is their account there; any password will do. */
export interface ProviderAccount {
  readonly sub: string;
  readonly email: string;
  readonly verified: boolean;
}

/** A real OpenID Connect provider on a free port, with its own development login page. */
export interface RunningProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/**
 * Starts a provider that knows one client, Clausier.
 * @param redirectUris where it may send people back to
 * @param accounts by the login that one types
 */
export async function startProvider(
  redirectUris: readonly string[],
  accounts: Readonly<Record<string, ProviderAccount>>,
): Promise<RunningProvider> {
  const server = createServer();
  const issuer = `http://localhost:${await listen(server)}`;
  const client = { clientId: 'clausier', clientSecret: 'un-secret-d-essai-assez-long-pour-hs256' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [...redirectUris],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // As many providers do, and unlike the strict reading: the claims stand in the ID token too.
    conformIdTokenClaims: false,
    cookies: { keys: ['essai'] },
    ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 600, IdToken: 600 },
    findAccount: (_context, login) => {
      const account = accounts[login];
      if (account === undefined) return undefined;
      const { sub, email, verified } = account;
      return { accountId: sub, claims: () => ({ sub, email, email_verified: verified }) };
    },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    ...client,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** @returns a port that nothing listens on: a provider must be told where we are before we start */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
