import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SessionAnswer, sessionAnswerSchema } from '#shared/identity/access-wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { addLink } from './links-store.ts';
import { newToken } from './tokens.ts';

const MINUTE = 60_000;
const CODE = /^\d{6}$/m;
const LINK = /entrer#([\w-]{43})/;

let server: TestApp;
beforeEach(async () => {
  server = await startTestApp();
});
afterEach(() => server.dispose());

/** A browser: it keeps its cookies. */
function browser(ip?: string) {
  const jar = new Map<string, string>();
  return {
    jar,
    post: async (path: string, body: unknown, method = 'POST'): Promise<Response> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await server.request(path, {
        method,
        ...(method === 'GET' || method === 'DELETE' ? {} : { body }),
        headers: { cookie, ...(ip ? { 'x-forwarded-for': ip } : {}) },
      });
      for (const one of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
        if (/Max-Age=0/i.test(one)) jar.delete(name);
        else jar.set(name, value);
      }
      return answer;
    },
  };
}
type Browser = ReturnType<typeof browser>;

const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
const me = async (one: Browser) => {
  const answer = await one.post('/api/me', null, 'GET');
  return answer.ok ? ((await answer.json()) as { person: { name: string } }).person.name : null;
};
const outcome = async (answer: Response): Promise<SessionAnswer> =>
  sessionAnswerSchema.parse(await answer.json());
const mails = () => server.mailer.kept();
/** Asks for a mail, and waits for it. */
async function ask(one: Browser, email: string) {
  const before = mails().length;
  const answer = await one.post('/api/entree', { email });
  const { attempt } = (await answer.json()) as { attempt: string };
  await expect.poll(() => mails().length).toBe(before + 1);
  const text = mails()[0]?.text ?? '';
  return { attempt, code: CODE.exec(text)?.[0] ?? '', token: LINK.exec(text)?.[1] ?? '' };
}

describe('by e-mail', () => {
  it('[E1] opens a session by the code, in the browser that asked', async () => {
    await server.person('Camille');
    const one = browser();
    const { attempt, code } = await ask(one, 'Camille@essai.example');
    expect(await outcome(await one.post('/api/session/code', { attempt, code }))).toEqual({
      outcome: 'opened',
      actId: null,
    });
    expect(await me(one)).toBe('Camille');
  });

  it('[E4] opens one by the link once somebody confirms, and uses link and code up together', async () => {
    await server.person('Camille');
    const one = browser();
    const { attempt, code, token } = await ask(one, 'camille@essai.example');
    const elsewhere = browser();
    expect(await outcome(await elsewhere.post('/api/session', { token }))).toEqual({
      outcome: 'confirmation',
      opens: { name: 'Camille', organisation: 'UNML' },
      replaces: null,
    });
    expect(await me(elsewhere)).toBeNull();
    await elsewhere.post('/api/session', { token, confirmed: true });
    expect(await me(elsewhere)).toBe('Camille');
    const again = await browser().post('/api/session', { token, confirmed: true });
    expect(await codeOf(again)).toEqual([401, 'lien.invalide']);
    expect(await codeOf(await one.post('/api/session/code', { attempt, code }))).toEqual([
      401,
      'code.perime',
    ]);
  });

  it('[E2] answers the same for an address that stands for nobody, and mails nothing', async () => {
    await server.person('Camille');
    const known = await browser().post('/api/entree', { email: 'camille@essai.example' });
    const unknown = await browser().post('/api/entree', { email: 'personne@essai.example' });
    const shape = async (answer: Response) => [
      answer.status,
      Object.keys((await answer.json()) as object),
      [...answer.headers.keys()].filter((name) => name !== 'date').sort(),
    ];
    expect(await shape(unknown)).toEqual(await shape(known));
    await expect.poll(() => mails().map(({ to }) => to)).toEqual(['camille@essai.example']);
    const rows = await server.storage.db.selectFrom('entries').select('email').execute();
    expect(rows).toHaveLength(2);
  });

  it('[E3] takes five tries of a code, then none, and the same for an address that stands for nobody', async () => {
    await server.person('Camille');
    for (const email of ['camille@essai.example', 'personne@essai.example']) {
      const one = browser();
      const { attempt } = (await (await one.post('/api/entree', { email })).json()) as { attempt: string };
      const answers = [];
      for (let i = 0; i < 6; i += 1)
        answers.push((await codeOf(await one.post('/api/session/code', { attempt, code: '000000' })))[1]);
      expect(answers).toEqual([...Array(5).fill('code.faux'), 'code.perime']);
    }
  });

  it('[E3] counts tries made at once one by one', async () => {
    await server.person('Camille');
    const { attempt } = await ask(browser(), 'camille@essai.example');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => browser().post('/api/session/code', { attempt, code: '000000' })),
    );
    const codes = await Promise.all(answers.map(async (answer) => (await codeOf(answer))[1]));
    expect(codes.filter((code) => code === 'code.faux').length).toBeLessThanOrEqual(5);
  });

  it('[E3] forgets code and link after ten minutes', async () => {
    await server.person('Camille');
    const one = browser();
    const { attempt, code, token } = await ask(one, 'camille@essai.example');
    server.time.now += 10 * MINUTE;
    expect(await codeOf(await one.post('/api/session/code', { attempt, code }))).toEqual([
      401,
      'code.perime',
    ]);
    expect(await codeOf(await one.post('/api/session', { token }))).toEqual([401, 'lien.invalide']);
  });

  it('[E3] takes a code only with the attempt of the browser that asked for it', async () => {
    await server.person('Camille');
    const { code } = await ask(browser(), 'camille@essai.example');
    const { attempt } = await ask(browser(), 'camille@essai.example');
    const answer = await browser().post('/api/session/code', { attempt, code });
    const second = CODE.exec(mails()[0]?.text ?? '')?.[0];
    if (second !== code) expect(await codeOf(answer)).toEqual([401, 'code.faux']);
    const other = await browser().post('/api/session/code', { attempt: newToken(), code });
    expect(await codeOf(other)).toEqual([401, 'code.perime']);
  });

  it('[E5] mails five times in a quarter of an hour, whoever asks; a browser known to the address has its own share', async () => {
    await server.person('Camille');
    const own = browser();
    const { attempt, code } = await ask(own, 'camille@essai.example');
    await own.post('/api/session/code', { attempt, code });
    const strangers = await Promise.all(
      Array.from({ length: 6 }, () => browser().post('/api/entree', { email: 'camille@essai.example' })),
    );
    expect(strangers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 202, 429, 429]);
    expect((await own.post('/api/entree', { email: 'camille@essai.example' })).status).toBe(202);
    server.time.now += 15 * MINUTE;
    expect((await browser().post('/api/entree', { email: 'camille@essai.example' })).status).toBe(202);
  });

  it('[E10] asks on behalf of whom, when the address stands for several', async () => {
    await server.person('Camille', 'UNML');
    const other = await server.person('Camille', 'AMF');
    const one = browser();
    const { attempt, code } = await ask(one, 'camille@essai.example');
    const asked = await outcome(await one.post('/api/session/code', { attempt, code }));
    if (asked.outcome !== 'choice') throw new Error(`Not asked: ${asked.outcome}`);
    expect(asked.identities.map(({ organisation }) => organisation).sort()).toEqual(['AMF', 'UNML']);
    const identity = { personId: other.id, organisationId: other.organisationId };
    await one.post('/api/session/code', { attempt, code, identity });
    const mine = (await (await one.post('/api/me', null, 'GET')).json()) as { person: { id: string } };
    expect(mine.person.id).toBe(other.id);
  });

  it('[E10] opens nobody else’s', async () => {
    await server.person('Camille');
    const nour = await server.person('Nour');
    const one = browser();
    const { attempt, code } = await ask(one, 'camille@essai.example');
    const identity = { personId: nour.id, organisationId: nour.organisationId };
    const answer = await one.post('/api/session/code', { attempt, code, identity });
    expect(await codeOf(answer)).toEqual([401, 'lien.invalide']);
    expect(await me(one)).toBeNull();
  });

  it('keeps no code in clear, nor anything from which the database tells it', async () => {
    await server.person('Camille');
    const { attempt, code, token } = await ask(browser(), 'camille@essai.example');
    const kept = JSON.stringify([
      await server.storage.db.selectFrom('entries').selectAll().execute(),
      server.logged,
    ]);
    expect([attempt, token].filter((secret) => kept.includes(secret))).toEqual([]);
    expect(kept).not.toContain(`"${code}"`);
  });
});

describe('[E5] requests from one address', () => {
  it('are twenty a minute, counted behind a proxy by whom it names', async () => {
    await server.dispose();
    server = await startTestApp({ env: { TRUST_PROXY: '1' } });
    const statuses = async (ip: string, spoofed: string) => {
      const answers = [];
      for (let i = 0; i < 22; i += 1)
        answers.push(
          (await browser(`${spoofed}${i}, ${ip}`).post('/api/entree', { email: `p${i}@${ip}.example` }))
            .status,
        );
      return answers.filter((status) => status === 429).length;
    };
    expect(await statuses('203.0.113.7', '198.51.100.')).toBe(2);
    expect(await statuses('203.0.113.8', '198.51.100.')).toBe(2);
  });
});

describe('[E6] a session open already', () => {
  const linkOf = async (person: TestPerson, kind: 'operateur' | 'main' = 'operateur') =>
    (
      await addLink(
        server.storage.db,
        { personId: person.id, organisationId: person.organisationId, actId: null, kind },
        server.time.now,
      )
    ).token;

  it('is replaced only once confirmed, and is then closed', async () => {
    const camille = await server.person('Camille');
    const nour = await server.person('Nour', 'AMF');
    const one = browser();
    await one.post('/api/session', { token: await linkOf(camille) });
    const first = one.jar.get('clausier_session') ?? '';
    const token = await linkOf(nour);
    expect(await outcome(await one.post('/api/session', { token }))).toEqual({
      outcome: 'confirmation',
      opens: { name: 'Nour', organisation: 'AMF' },
      replaces: { name: 'Camille', organisation: 'UNML' },
    });
    expect(await me(one)).toBe('Camille');
    await one.post('/api/session', { token, confirmed: true });
    expect(await me(one)).toBe('Nour');
    const stale = await server.request('/api/me', { headers: { cookie: `clausier_session=${first}` } });
    expect(stale.status).toBe(401);
  });

  it('of the same person goes on without a question', async () => {
    const camille = await server.person('Camille');
    const one = browser();
    await one.post('/api/session', { token: await linkOf(camille) });
    const again = await outcome(await one.post('/api/session', { token: await linkOf(camille) }));
    expect(again.outcome).toBe('opened');
  });
});

describe('[E11] one’s own accesses', () => {
  it('are listed, ended one by one, or everywhere with links and known browsers', async () => {
    const camille = await server.person('Camille');
    const one = browser();
    const { attempt, code } = await ask(one, 'camille@essai.example');
    await one.post('/api/session/code', { attempt, code });
    const { token } = await addLink(
      server.storage.db,
      { personId: camille.id, organisationId: camille.organisationId, actId: null, kind: 'operateur' },
      server.time.now,
    );
    const listed = (await (await one.post('/api/acces', null, 'GET')).json()) as {
      sessions: { id: string; current: boolean }[];
      links: number;
      browsers: number;
    };
    expect(listed.sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    expect([listed.links, listed.browsers]).toEqual([1, 1]);

    const other = listed.sessions.find(({ current }) => !current);
    expect((await one.post(`/api/acces/${other?.id}`, null, 'DELETE')).status).toBe(204);
    expect((await server.request('/api/me', { as: camille })).status).toBe(401);
    expect(await me(one)).toBe('Camille');

    await one.post('/api/acces', null, 'DELETE');
    expect(await me(one)).toBeNull();
    expect(await codeOf(await browser().post('/api/session', { token }))).toEqual([401, 'lien.invalide']);
    expect(await server.storage.db.selectFrom('browsers').selectAll().execute()).toEqual([]);
  });

  it('[D2] tell and forget no browser known to an address that a link handed over only names', async () => {
    await server.person('Camille');
    const one = browser();
    const { attempt, code } = await ask(one, 'camille@essai.example');
    await one.post('/api/session/code', { attempt, code });
    const mallory = await server.person('Mallory', 'CMA');
    const act = await server.act({ rights: [[mallory, 'pilote']] });
    const handed = await server.request(`/api/acts/${act}/links`, {
      method: 'POST',
      as: mallory,
      body: {
        person: { name: 'Camille', email: 'camille@essai.example' },
        organisation: 'UNML',
        role: 'lecteur',
      },
    });
    const { url } = (await handed.json()) as { url: string };
    const thief = browser();
    await thief.post('/api/session', { token: url.split('#')[1] });
    const told = (await (await thief.post('/api/acces', null, 'GET')).json()) as { browsers: number };
    expect(told.browsers).toBe(0);
    expect((await thief.post('/api/acces', null, 'DELETE')).status).toBe(204);
    expect(await me(one)).toBe('Camille');
    expect(await server.storage.db.selectFrom('browsers').selectAll().execute()).toHaveLength(1);
  });

  it('are one’s own only', async () => {
    const camille = await server.person('Camille');
    const nour = await server.person('Nour');
    const { sessions } = (await (await server.request('/api/acces', { as: nour })).json()) as {
      sessions: { id: string }[];
    };
    const answer = await server.request(`/api/acces/${sessions[0]?.id}`, { as: camille, method: 'DELETE' });
    expect(answer.status).toBe(404);
    expect((await server.request('/api/me', { as: nour })).status).toBe(200);
  });
});

describe('[E13] cookies', () => {
  it('over https come from this host only, and no other name is taken', async () => {
    await server.dispose();
    server = await startTestApp({ env: { PUBLIC_URL: 'https://clausier.example' } });
    const camille = await server.person('Camille');
    const { token } = await addLink(
      server.storage.db,
      { personId: camille.id, organisationId: camille.organisationId, actId: null, kind: 'operateur' },
      server.time.now,
    );
    const answer = await server.request('/api/session', { method: 'POST', body: { token } });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-clausier_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    // The name that a sibling domain could plant.
    expect((await server.request('/api/me', { as: camille })).status).toBe(401);
  });

  it('never carry a secret that the browser came with', async () => {
    await server.person('Camille');
    const one = browser();
    const planted = newToken();
    one.jar.set('clausier_session', planted);
    one.jar.set('clausier_navigateur', planted);
    const { attempt, code } = await ask(one, 'camille@essai.example');
    await one.post('/api/session/code', { attempt, code });
    expect([...one.jar.values()]).not.toContain(planted);
    expect(await me(one)).toBe('Camille');
  });
});

describe('[E14] the local outbox', () => {
  it('is read by the administrateurs of the house only', async () => {
    const house = await server.person('Camille', 'UNML', { membership: 'administrateur', house: true });
    const member = await server.person('Lou', 'UNML');
    const other = await server.person('Nour', 'AMF', { membership: 'administrateur' });
    await ask(browser(), 'lou@essai.example');
    const status = async (as?: TestPerson) =>
      (await server.request('/api/courriels', as ? { as } : {})).status;
    expect([await status(house), await status(member), await status(other), await status()]).toEqual([
      200, 403, 403, 401,
    ]);
  });

  it('does not exist in production, unless asked for', async () => {
    await server.dispose();
    server = await startTestApp({ env: { NODE_ENV: 'production' } });
    const house = await server.person('Camille', 'UNML', { membership: 'administrateur', house: true });
    expect(await codeOf(await server.request('/api/courriels', { as: house }))).toEqual([
      404,
      'adresse.inconnue',
    ]);
  });
});
