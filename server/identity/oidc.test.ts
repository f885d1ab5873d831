import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  freePort,
  type ProviderAccount,
  type RunningProvider,
  startProvider,
} from '#test/support/oidc-provider.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';

const ACCOUNTS: Record<string, ProviderAccount> = {
  camille: { sub: 'camille', email: 'Camille@essai.example', verified: true },
  doute: { sub: 'doute', email: 'camille@essai.example', verified: false },
  inconnue: { sub: 'inconnue', email: 'inconnue@essai.example', verified: true },
};

let port: number;
let home: string;
let provider: RunningProvider;
let server: TestApp;
const start = async (issuer: string, { clientId, clientSecret } = provider) => {
  server = await startTestApp({
    env: {
      PORT: String(port),
      PUBLIC_URL: home,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'UNML',
    },
  });
};
beforeEach(async () => {
  port = await freePort();
  home = `http://localhost:${port}`;
  provider = await startProvider([`${home}/api/oidc/retour`], ACCOUNTS);
  await start(provider.issuer);
});
afterEach(async () => {
  await server.dispose();
  await provider.close();
});

/** A browser without scripts: it follows redirections, keeps cookies by host, and posts the provider's forms. */
function browser() {
  const jars = new Map<string, Map<string, string>>();
  const visit = async (address: string, form?: Record<string, string>): Promise<Response> => {
    const { host } = new URL(address);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(one) || /Max-Age=0/.test(one)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  /** Goes on until somewhere is not a redirection, or until `stop` is where it leads. */
  const follow = async (first: string, stop?: RegExp, form?: Record<string, string>) => {
    let address = first;
    let answer = await visit(address, form);
    for (;;) {
      const location = answer.headers.get('location');
      if (location === null) return { address, answer };
      address = new URL(location, address).href;
      if (stop?.test(address)) return { address, answer };
      answer = await visit(address);
    }
  };
  return { jars, visit, follow };
}

const RETURN = /\/api\/oidc\/retour/;

/** Signs in at the provider. @returns the address that it sends the browser back to, not visited yet */
async function throughProvider(one: ReturnType<typeof browser>, login: string): Promise<string> {
  const asked = await one.follow(`${home}/api/oidc/depart`);
  const actionOf = async (answer: Response, base: string) =>
    new URL(/<form[^>]*action="([^"]+)"/.exec(await answer.text())?.[1] ?? '', base).href;
  const loginForm = await actionOf(asked.answer, asked.address);
  const loggedIn = await one.follow(loginForm, RETURN, { prompt: 'login', login, password: 'x' });
  if (RETURN.test(loggedIn.address)) return loggedIn.address;
  const consent = await actionOf(loggedIn.answer, loggedIn.address);
  return (await one.follow(consent, RETURN, { prompt: 'consent' })).address;
}

const landing = async (one: ReturnType<typeof browser>, address: string) =>
  (await one.visit(address)).headers.get('location') ?? '';

async function meBy(link: string): Promise<string | null> {
  const token = link.split('#')[1];
  const answer = await server.request('/api/session', { method: 'POST', body: { token } });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const me = await server.request('/api/me', { headers: { cookie } });
  return me.ok ? ((await me.json()) as { person: { name: string } }).person.name : null;
}

describe('[E12] coming in by an OpenID Connect provider', () => {
  it('opens the session of the address that the provider has verified', async () => {
    await server.person('Camille');
    expect(await (await server.request('/api/entree')).json()).toEqual({ mailLeaves: false, oidc: 'UNML' });
    const one = browser();
    const back = await throughProvider(one, 'camille');
    const link = await landing(one, back);
    expect(link).toMatch(new RegExp(`^${home}/entrer#[\\w-]{43}$`));
    expect(await meBy(link)).toBe('Camille');
    expect(await meBy(link)).toBeNull();
  });

  it('asks with PKCE, state and nonce, of its own each time', async () => {
    const targets = [];
    for (let i = 0; i < 2; i += 1)
      targets.push(new URL((await browser().visit(`${home}/api/oidc/depart`)).headers.get('location') ?? ''));
    for (const { searchParams } of targets) {
      expect(searchParams.get('code_challenge_method')).toBe('S256');
      expect(searchParams.get('redirect_uri')).toBe(`${home}/api/oidc/retour`);
    }
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(new Set(targets.map(({ searchParams }) => searchParams.get(name))).size).toBe(2);
  });

  it.each([
    ['an address not verified', 'doute', 'oidc.echec'],
    ['an address that stands for nobody', 'inconnue', 'entree.inconnue'],
  ])('refuses %s, and notes nothing', async (_what, login, code) => {
    await server.person('Camille');
    const one = browser();
    expect(await landing(one, await throughProvider(one, login))).toBe(`${home}/entrer?echec=${code}`);
    expect(await server.storage.db.selectFrom('oidc_accounts').selectAll().execute()).toEqual([]);
    expect(await server.storage.db.selectFrom('entries').selectAll().execute()).toEqual([]);
  });

  it('takes an answer only in the browser that asked, and once', async () => {
    await server.person('Camille');
    const one = browser();
    const back = await throughProvider(one, 'camille');
    const failure = `${home}/entrer?echec=oidc.echec`;
    expect(await landing(browser(), back)).toBe(failure);
    const other = browser();
    await other.visit(`${home}/api/oidc/depart`);
    expect(await landing(other, back)).toBe(failure);
    expect(await landing(one, back)).toMatch(/#/);
    expect(await landing(one, back)).toBe(failure);
  });

  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'autre')],
    ['another code', (url: URL) => url.searchParams.set('code', 'autre')],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://ailleurs.example')],
    ['no code', (url: URL) => url.searchParams.delete('code')],
  ])('refuses %s', async (_what, change) => {
    await server.person('Camille');
    const one = browser();
    const back = new URL(await throughProvider(one, 'camille'));
    change(back);
    expect(await landing(one, back.href)).toBe(`${home}/entrer?echec=oidc.echec`);
    expect(await server.storage.db.selectFrom('entries').selectAll().execute()).toEqual([]);
  });

  it('asks the provider twenty times a minute in vain for one network address', async () => {
    await server.person('Camille');
    const answered = () => landing(browser(), `${home}/api/oidc/retour?code=x&state=y`);
    for (let i = 0; i < 20; i += 1) expect(await answered()).toBe(`${home}/entrer?echec=oidc.echec`);
    expect(await answered()).toBe(`${home}/entrer?echec=requete.trop_frequente`);
    server.time.now += 60_000;
    expect(await answered()).toBe(`${home}/entrer?echec=oidc.echec`);
  });

  it('writes neither code nor secret in the log', async () => {
    await server.person('Camille');
    const one = browser();
    const back = new URL(await throughProvider(one, 'camille'));
    const link = await landing(one, back.href);
    const logged = JSON.stringify(server.logged);
    const secrets = [back.searchParams.get('code'), link.split('#')[1], provider.clientSecret];
    expect(secrets.filter((secret) => secret === null || logged.includes(secret ?? ''))).toEqual([]);
  });

  it('is told as out of reach when the provider does not answer, and works again when it does', async () => {
    await server.dispose();
    await provider.close();
    await start(provider.issuer);
    const depart = async () => (await browser().visit(`${home}/api/oidc/depart`)).headers.get('location');
    expect(await depart()).toBe(`${home}/entrer?echec=oidc.indisponible`);
  });
});

describe('without a provider', () => {
  it('nothing is there', async () => {
    await server.dispose();
    server = await startTestApp();
    expect((await server.request('/api/oidc/depart')).status).toBe(404);
    expect((await server.request('/api/oidc/retour?code=x&state=y')).status).toBe(404);
  });
});
