import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { onPostgres } from '../testing/storage.ts';

/* Coming in, many times at the same moment: what is counted, and what serves once, in the way the server writes. */

const WAYS = onPostgres() ? (['in transactions'] as const) : (['in transactions', 'in the thread'] as const);

describe.each(WAYS)('requests that arrive together, written %s', (way) => {
  let server: TestApp;
  beforeEach(async () => {
    server = await startTestApp({ env: { TRUST_PROXY: '1' }, thread: way === 'in the thread' });
    await server.person('Camille');
  });
  afterEach(() => server.dispose());

  const post = (path: string, body: unknown, ip = '192.0.2.1') =>
    server.request(path, { method: 'POST', body, headers: { 'x-forwarded-for': ip } });
  const counted = async (answers: readonly Promise<Response>[]) => {
    const counts: Record<string, number> = {};
    for (const { status } of await Promise.all(answers)) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };
  const many = (count: number, one: (rank: number) => Promise<Response>) =>
    counted(Array.from({ length: count }, (_, rank) => one(rank)));
  /** Asks for a mail. @returns what the browser and the mail hold */
  const ask = async () => {
    const { attempt } = (await (await post('/api/entree', { email: 'camille@essai.example' })).json()) as {
      attempt: string;
    };
    await expect.poll(() => server.mailer.kept().length, { timeout: 10_000 }).toBe(1);
    const text = server.mailer.kept()[0]?.text ?? '';
    return {
      attempt,
      code: /^\d{6}$/m.exec(text)?.[0] ?? '',
      token: /entrer#([\w-]{43})/.exec(text)?.[1] ?? '',
    };
  };
  const sessions = async () =>
    (await server.storage.db.selectFrom('sessions').select('id').where('link_id', 'is', null).execute())
      .length;

  it('[E5] are five for one e-mail address, from as many network addresses', async () => {
    const asked = (rank: number) =>
      post('/api/entree', { email: 'camille@essai.example' }, `192.0.2.${rank}`);
    expect(await many(15, asked)).toEqual({ 202: 5, 429: 10 });
    await expect.poll(() => server.mailer.kept().length, { timeout: 10_000 }).toBe(5);
  });

  it('[E5] are twenty for one network address', async () => {
    const asked = (rank: number) => post('/api/entree', { email: `p${rank}@essai.example` });
    expect(await many(30, asked)).toEqual({ 202: 20, 429: 10 });
  });

  it('[E5] fail twenty times for one network address, whatever secret they try', async () => {
    const asked = (rank: number) => post('/api/session', { token: String(rank).padStart(43, 'x') });
    expect(await many(30, asked)).toEqual({ 401: 20, 429: 10 });
  });

  it('[E3] open one session with one code, and none once its tries are over', async () => {
    const before = await sessions();
    const { attempt, code, token } = await ask();
    const right = await many(6, () => post('/api/session/code', { attempt, code }));
    expect(right).toEqual({ 201: 1, 401: 5 });
    expect(await many(3, () => post('/api/session', { token, confirmed: true }))).toEqual({ 401: 3 });
    expect(await sessions()).toBe(before + 1);
  });

  it('[E3] [E4] open one session with one code and one link, used at the same moment', async () => {
    const before = await sessions();
    const { attempt, code, token } = await ask();
    const both = await counted([
      post('/api/session', { token, confirmed: true }),
      post('/api/session/code', { attempt, code }),
      post('/api/session', { token, confirmed: true }),
    ]);
    expect(both).toEqual({ 201: 1, 401: 2 });
    expect(await sessions()).toBe(before + 1);
  });

  it('[E3] try a code five times', async () => {
    const { attempt, code } = await ask();
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post('/api/session/code', { attempt, code: wrong })),
    );
    const codes = await Promise.all(
      answers.map(async (one) => ((await one.json()) as { code: string }).code),
    );
    expect(codes.filter((one) => one === 'code.faux')).toHaveLength(5);
    expect((await post('/api/session/code', { attempt, code })).status).toBe(401);
  });
});
