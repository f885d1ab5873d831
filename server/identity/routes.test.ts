import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personalLinkSchema, setupResponseSchema } from '#shared/identity/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { renewSetupToken } from './setup.ts';
import { newToken } from './tokens.ts';

let server: TestApp;
beforeEach(async () => {
  server = await startTestApp();
});
afterEach(() => server.dispose());

const request = (token: string, withExample = false) => ({
  token,
  organisation: { denomination: 'Union nationale des missions locales', sigle: 'UNML' },
  person: { name: 'Camille Durand', email: 'Camille@unml.example' },
  withExample,
});
const post = (path: string, body: unknown, as?: TestPerson, headers?: Record<string, string>) =>
  server.request(path, { method: 'POST', body, ...(as ? { as } : {}), ...(headers ? { headers } : {}) });
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const setupToken = async () => {
  const token = await renewSetupToken(server.storage.db, server.time.now);
  if (token === null) throw new Error('The server is not empty.');
  return token;
};
const tokenOf = (url: string) => url.split('#')[1] ?? '';

describe('the set-up', () => {
  it('takes its secret once, opens a session, and is closed from then on', async () => {
    const token = await setupToken();
    expect(await (await server.request('/api/setup')).json()).toEqual({ required: true });
    const answer = await post('/api/setup', request(token));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/);
    const me = await server.request('/api/me', { headers: { cookie: cookieOf(answer) } });
    const present = await server.request('/api/session', { headers: { cookie: cookieOf(answer) } });
    expect(await present.json()).toEqual({ me: await me.clone().json() });
    expect(await me.json()).toMatchObject({
      person: { name: 'Camille Durand', email: 'camille@unml.example' },
      organisation: { sigle: 'UNML' },
    });
    expect(await (await server.request('/api/setup')).json()).toEqual({ required: false });
    expect(await code(await post('/api/setup', request(token)))).toBe('installation.faite');
    expect(await renewSetupToken(server.storage.db, server.time.now)).toBeNull();
  });

  it('refuses another secret, and an earlier one', async () => {
    const earlier = await setupToken();
    await setupToken();
    expect(await code(await post('/api/setup', request(earlier)))).toBe('installation.jeton');
    expect(await code(await post('/api/setup', request(newToken())))).toBe('installation.jeton');
  });

  it('lets one of two who use it at once', async () => {
    const token = await setupToken();
    const answers = await Promise.all([
      post('/api/setup', request(token)),
      post('/api/setup', request(token)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('keeps no secret in clear, in the database or in the log', async () => {
    const token = await setupToken();
    const answer = await post('/api/setup', request(token, true));
    const { links } = setupResponseSchema.parse(await answer.json());
    const secrets = [token, cookieOf(answer).split('=')[1] ?? '', ...links.map(({ url }) => tokenOf(url))];
    const kept = JSON.stringify([
      await server.storage.db.selectFrom('setup').selectAll().execute(),
      await server.storage.db.selectFrom('links').selectAll().execute(),
      await server.storage.db.selectFrom('sessions').selectAll().execute(),
      server.logged,
    ]);
    expect(secrets.every((secret) => secret.length === 43)).toBe(true);
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
  });

  it('with the example, answers links that open it as different organisations', async () => {
    const answer = await post('/api/setup', request(await setupToken(), true));
    const { links } = setupResponseSchema.parse(await answer.json());
    expect(new Set(links.map(({ organisation }) => organisation)).size).toBeGreaterThan(1);
    for (const link of links) {
      const session = await post('/api/session', { token: tokenOf(link.url) });
      expect(await session.json()).toEqual({ outcome: 'opened', actId: link.actId });
      const detail = await server.request(`/api/acts/${link.actId}`, {
        headers: { cookie: cookieOf(session) },
      });
      expect(await detail.json()).toMatchObject({ role: link.role, title: link.actTitle });
    }
    const mine = await server.request('/api/acts', { headers: { cookie: cookieOf(answer) } });
    const { acts } = (await mine.json()) as { acts: { role: string; parties: string[] }[] };
    expect(acts.map(({ role }) => role)).toEqual(['pilote', 'pilote']);
    expect(acts.every(({ parties }) => parties.length >= 2)).toBe(true);
  });

  it('makes its person pilote of what nobody holds', async () => {
    const orphan = await server.act();
    const answer = await post('/api/setup', request(await setupToken()));
    const detail = await server.request(`/api/acts/${orphan}`, { headers: { cookie: cookieOf(answer) } });
    expect(await detail.json()).toMatchObject({ role: 'pilote' });
  });

  it('names in French each field to correct', async () => {
    const answer = await post('/api/setup', {
      ...request(await setupToken()),
      person: { name: '', email: 'nulle part' },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'requete.invalide',
      details: ['person.name\u00a0: à remplir', 'person.email\u00a0: n’est pas une adresse électronique'],
    });
  });
});

describe('personal links', () => {
  const invite = async (pilote: TestPerson, act: string, email = 'lou@amf.example') => {
    const answer = await post(
      `/api/acts/${act}/links`,
      { person: { name: 'Lou', email }, organisation: 'AMF', role: 'relecteur' },
      pilote,
    );
    expect(answer.status).toBe(201);
    return personalLinkSchema.parse(await answer.json());
  };

  it('open the act in the role that was given', async () => {
    const pilote = await server.person('Camille');
    const act = await server.act({ rights: [[pilote, 'pilote']] });
    const link = await invite(pilote, act);
    expect(link.url).toMatch(/^http:\/\/localhost:\d+\/entrer#[\w-]{43}$/);
    const session = await post('/api/session', { token: tokenOf(link.url) });
    const detail = await server.request(`/api/acts/${act}`, { headers: { cookie: cookieOf(session) } });
    expect(await detail.json()).toMatchObject({ role: 'relecteur', can: { write: false, invite: false } });
  });

  it('end after thirty days', async () => {
    const pilote = await server.person('Camille');
    const link = await invite(pilote, await server.act({ rights: [[pilote, 'pilote']] }));
    server.time.now += 30 * 24 * 3600 * 1000;
    expect(await code(await post('/api/session', { token: tokenOf(link.url) }))).toBe('lien.invalide');
  });

  it('once revoked, open nothing, and end the sessions that they opened', async () => {
    const pilote = await server.person('Camille');
    const act = await server.act({ rights: [[pilote, 'pilote']] });
    const link = await invite(pilote, act);
    const cookie = cookieOf(await post('/api/session', { token: tokenOf(link.url) }));
    const revoked = await server.request(`/api/acts/${act}/links/${link.id}`, {
      method: 'DELETE',
      as: pilote,
    });
    expect(revoked.status).toBe(204);
    expect((await server.request('/api/me', { headers: { cookie } })).status).toBe(401);
    // A page that asks who is here is told nobody: no refusal for whoever only looks.
    const present = await server.request('/api/session', { headers: { cookie } });
    expect([present.status, await present.json()]).toEqual([200, { me: null }]);
    expect(await code(await post('/api/session', { token: tokenOf(link.url) }))).toBe('lien.invalide');
  });

  it('never open what somebody of that address was given elsewhere', async () => {
    const first = await server.person('Camille');
    const secret = await server.act({ rights: [[first, 'pilote']] });
    await invite(first, secret);
    const second = await server.person('Nour');
    const act = await server.act({ rights: [[second, 'pilote']] });
    const link = await invite(second, act);
    const cookie = cookieOf(await post('/api/session', { token: tokenOf(link.url) }));
    const list = (await (await server.request('/api/acts', { headers: { cookie } })).json()) as {
      acts: { id: string }[];
    };
    expect(list.acts.map(({ id }) => id)).toEqual([act]);
  });

  it('invite the same person again without making a second one', async () => {
    const pilote = await server.person('Camille');
    const act = await server.act({ rights: [[pilote, 'pilote']] });
    await invite(pilote, act);
    await invite(pilote, act, 'LOU@amf.example');
    const detail = (await (await server.request(`/api/acts/${act}`, { as: pilote })).json()) as {
      participants: unknown[];
    };
    expect(detail.participants).toHaveLength(2);
  });

  it('are not tried without end', async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 25; i += 1) statuses.add((await post('/api/session', { token: newToken() })).status);
    expect(statuses).toEqual(new Set([401, 429]));
    server.time.now += 60_000;
    expect((await post('/api/session', { token: newToken() })).status).toBe(401);
  });
});

describe('requests from elsewhere', () => {
  it('are refused when they change something', async () => {
    const person = await server.person('Camille');
    const elsewhere = { origin: 'https://ailleurs.example' };
    const refused = await post('/api/example', {}, person, elsewhere);
    expect([refused.status, await code(refused)]).toEqual([403, 'requete.origine']);
    expect((await server.request('/api/acts', { as: person, headers: elsewhere })).status).toBe(200);
    const own = await post('/api/session', { token: newToken() }, person, { origin: server.url });
    expect(own.status).toBe(401);
  });

  it('say nothing of an unknown address but that', async () => {
    const answer = await server.request('/api/nothing');
    expect([answer.status, await code(answer)]).toEqual([404, 'adresse.inconnue']);
  });
});
