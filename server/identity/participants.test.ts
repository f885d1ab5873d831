import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  organisationGuestsSchema,
  participantListSchema,
  type SessionAnswer,
} from '#shared/identity/access-wire.ts';
import { journalSchema } from '#shared/identity/journal-wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { startFairClock } from '#test/support/cost.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openClient } from '../testing/provider.ts';

const DAY = 24 * 60 * 60 * 1000;

let server: TestApp;
beforeEach(async () => {
  server = await startTestApp();
});
afterEach(() => server.dispose());

const call = (path: string, as: TestPerson, method = 'GET', body?: unknown) =>
  server.request(path, { as, method, ...(body === undefined ? {} : { body }) });
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const mails = () => server.mailer.kept();
const tokenOf = (text: string) => /entrer#([\w-]{43})/.exec(text)?.[1] ?? '';

async function inviteByMail(
  act: ActId,
  as: TestPerson,
  { email = 'lou@amf.example', role = 'redacteur', organisation = 'AMF', days = 30 } = {},
) {
  const answer = await call(`/api/acts/${act}/participants`, as, 'POST', {
    person: { name: 'Lou Martin', email },
    organisation,
    role,
    days,
  });
  expect([answer.status, await answer.clone().json()]).toMatchObject([201, { mailed: false }]);
  return tokenOf(mails()[0]?.text ?? '');
}

/** Opens an invitation's link, with the code that it makes leave. @returns the browser's cookies */
async function comeIn(
  token: string,
): Promise<{ cookie: string; asked: SessionAnswer; opened: SessionAnswer }> {
  const post = (path: string, body: unknown) => server.request(path, { method: 'POST', body });
  const asked = (await (await post('/api/session', { token })).json()) as SessionAnswer;
  if (asked.outcome !== 'code') throw new Error(`No code was asked: ${asked.outcome}`);
  const answer = await post('/api/session/code', {
    attempt: asked.attempt,
    code: /^\d{6}$/m.exec(mails()[0]?.text ?? '')?.[0],
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { cookie, asked, opened: (await answer.json()) as SessionAnswer };
}

const guest = (cookie: string) => ({ cookie }) as TestPerson;
const act = async (rights: Parameters<TestApp['act']>[0]) => server.act(rights);

describe('an invitation by mail', () => {
  it('[P7] leaves ten times a minute for one person, whatever the act', async () => {
    const pilote = await server.person('Camille');
    const other = await server.person('Nour');
    const acts = await Promise.all(
      [1, 2].map(() =>
        act({
          rights: [
            [pilote, 'pilote'],
            [other, 'pilote'],
          ],
        }),
      ),
    );
    const invite = (as: TestPerson, rank: number) =>
      call(`/api/acts/${acts[rank % 2]}/participants`, as, 'POST', {
        person: { name: 'Lou', email: `lou${rank}@amf.example` },
        organisation: 'AMF',
        role: 'lecteur',
        days: 30,
      });
    for (let rank = 0; rank < 10; rank += 1) expect((await invite(pilote, rank)).status).toBe(201);
    const refused = await invite(pilote, 10);
    expect([refused.status, refused.headers.get('retry-after'), await code(refused)]).toEqual([
      429,
      '60',
      'requete.trop_frequente',
    ]);
    expect(mails()).toHaveLength(10);
    expect((await invite(other, 11)).status).toBe(201);
    server.time.now += 60_000;
    expect((await invite(pilote, 12)).status).toBe(201);
  });

  it('[E8] opens its act with a code mailed to that address, then without one in the browser that is known', async () => {
    const pilote = await server.person('Camille');
    const id = await act({ rights: [[pilote, 'pilote']] });
    const token = await inviteByMail(id, pilote);
    expect(mails()[0]).toMatchObject({
      to: 'lou@amf.example',
      subject: 'Invitation\u00a0: Convention d’essai',
    });
    const { cookie, asked, opened } = await comeIn(token);
    expect(asked).toMatchObject({ outcome: 'code', address: 'l•••@amf.example' });
    expect(opened).toEqual({ outcome: 'opened', actId: id });
    expect(await (await call(`/api/acts/${id}`, guest(cookie))).json()).toMatchObject({ role: 'redacteur' });
    const again = await server.request('/api/session', {
      method: 'POST',
      body: { token },
      headers: { cookie: cookie.replace(/clausier_session=[^;]+;? ?/, '') },
    });
    expect(await again.json()).toEqual({ outcome: 'opened', actId: id });
  });

  it('[E8] is worth nothing to whoever has its link and not the mailbox', async () => {
    const pilote = await server.person('Camille');
    const id = await act({ rights: [[pilote, 'pilote']] });
    const token = await inviteByMail(id, pilote);
    const other = await server.person('Nour');
    const answer = await server.request('/api/session', { method: 'POST', body: { token }, as: other });
    expect(await answer.json()).toMatchObject({ outcome: 'code' });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('[P5] names whoever holds that address already, and nobody made known by a link handed over', async () => {
    const pilote = await server.person('Camille');
    const lou = await server.person('Lou', 'AMF');
    const id = await act({ rights: [[pilote, 'pilote']] });
    await inviteByMail(id, pilote, { email: 'Lou@essai.example' });
    const list = participantListSchema.parse(
      await (await call(`/api/acts/${id}/participants`, pilote)).json(),
    );
    expect(list.participants.map(({ personId }) => personId)).toContain(lou.id);

    const handed = await call(`/api/acts/${id}/links`, pilote, 'POST', {
      person: { name: 'Zoe', email: 'zoe@amf.example' },
      organisation: 'AMF',
      role: 'lecteur',
    });
    expect(handed.status).toBe(201);
    const other = await act({ rights: [[pilote, 'pilote']] });
    await inviteByMail(other, pilote, { email: 'zoe@amf.example' });
    const people = await server.storage.db
      .selectFrom('people')
      .select('id')
      .where('email', '=', 'zoe@amf.example')
      .execute();
    expect(people).toHaveLength(2);
  });

  it('[P1] ends at its term, for routes, sockets and the link', async () => {
    const pilote = await server.person('Camille');
    const id = await act({ rights: [[pilote, 'pilote']] });
    const token = await inviteByMail(id, pilote, { days: 7 });
    const { cookie } = await comeIn(token);
    const client = openClient(server.socketUrl, id, guest(cookie), { own: true });
    await expect.poll(() => client.provider.synced).toBe(true);
    server.time.now += 7 * DAY;
    expect((await call(`/api/acts/${id}`, guest(cookie))).status).toBe(404);
    await server.app.terms.sweep();
    await expect.poll(() => client.closed?.code).toBe(4403);
    expect(client.told.notices).toContain('acces.retire');
    client.destroy();
    const late = await server.request('/api/session', { method: 'POST', body: { token } });
    expect(await code(late)).toBe('lien.invalide');
  });

  it('[P2] at its term, closes by itself within a second, and the journal says so of nobody’s doing', async () => {
    const pilote = await server.person('Camille');
    const id = await act({ rights: [[pilote, 'pilote']] });
    const { cookie } = await comeIn(await inviteByMail(id, pilote, { days: 1 }));
    const term = server.time.now + DAY;
    const client = openClient(server.socketUrl, id, guest(cookie), { own: true });
    await expect.poll(() => client.provider.synced).toBe(true);
    server.time.now = term - 200;
    // A look that comes before the term plans the next one for it.
    await server.app.terms.sweep();
    expect(client.closed).toBeNull();
    const passed = startFairClock();
    server.time.now = term;
    await expect.poll(() => client.closed?.code, { interval: 20 }).toBe(4403);
    expect(passed()).toBeLessThan(1_000);
    client.destroy();
    const answer = await call(`/api/acts/${id}/journal`, pilote);
    const { entries, verdict } = journalSchema.parse(await answer.json());
    expect(verdict.intact).toBe(true);
    expect(entries.at(-1)).toMatchObject({
      kind: 'droit.retire',
      by: null,
      about: 'Lou Martin',
      facts: { cause: 'terme', role: 'redacteur' },
    });
    await server.app.terms.sweep();
    expect(
      await server.storage.db.selectFrom('audit').select('seq').where('act_id', '=', id).execute(),
    ).toHaveLength(entries.length);
  });

  it('[P1] takes no word written after it, even before anybody looks', async () => {
    const pilote = await server.person('Camille');
    const id = await act({ rights: [[pilote, 'pilote']] });
    const { cookie } = await comeIn(await inviteByMail(id, pilote, { days: 1 }));
    const client = openClient(server.socketUrl, id, guest(cookie), { own: true });
    await expect.poll(() => client.provider.synced).toBe(true);
    server.time.now += DAY;
    client.type('trop tard');
    await expect.poll(() => client.closed?.reason).toBe('acces.retire');
    const kept = await call(`/api/acts/${id}/etats/actuel`, pilote);
    expect(kept.status).toBe(200);
    expect(await kept.text()).not.toContain('trop tard');
    client.destroy();
  });

  it('writes nothing of ours on a line of somebody’s own', async () => {
    const pilote = await server.person('Camille');
    const id = await act({ rights: [[pilote, 'pilote']] });
    await call(`/api/acts/${id}/participants`, pilote, 'POST', {
      person: { name: 'Lou\r\n\r\nhttps://ailleurs.example/entrer#x', email: 'lou@amf.example' },
      organisation: 'AMF\nBcc: x@y.example',
      role: 'lecteur',
      days: 1,
    });
    const lines = (mails()[0]?.text ?? '').split('\n');
    expect(lines.filter((line) => /^(https:\/\/ailleurs|Bcc)/.test(line))).toEqual([]);
  });
});

describe('[E9] a link handed over', () => {
  it('[P1] for some days leads nowhere after them, nor does the access that it gave', async () => {
    const pilote = await server.person('Camille');
    const id = await act({ rights: [[pilote, 'pilote']] });
    const made = await call(`/api/acts/${id}/links`, pilote, 'POST', {
      person: { name: 'Zoe', email: 'zoe@amf.example' },
      organisation: 'AMF',
      role: 'lecteur',
      days: 7,
    });
    const token = tokenOf(((await made.json()) as { url: string }).url);
    const opened = await server.request('/api/session', { method: 'POST', body: { token } });
    expect(opened.status).toBe(201);
    const zoe = guest(
      opened.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; '),
    );
    expect((await call(`/api/acts/${id}`, zoe)).status).toBe(200);
    server.time.now += 7 * DAY;
    expect((await call(`/api/acts/${id}`, zoe)).status).toBe(404);
    const late = await server.request('/api/session', { method: 'POST', body: { token } });
    expect(await code(late)).toBe('lien.invalide');
  });

  it('is refused where mail leaves', async () => {
    await server.dispose();
    server = await startTestApp({ mailLeaves: true });
    const pilote = await server.person('Camille');
    const id = await act({ rights: [[pilote, 'pilote']] });
    const answer = await call(`/api/acts/${id}/links`, pilote, 'POST', {
      person: { name: 'Lou', email: 'lou@amf.example' },
      organisation: 'AMF',
      role: 'lecteur',
    });
    expect([answer.status, await code(answer)]).toEqual([409, 'invitation.par_courriel']);
    expect(await server.storage.db.selectFrom('links').select('id').execute()).toEqual([]);
  });

  it('never opens what its organisation’s administrateur holds, though this act is all they have', async () => {
    const pilote = await server.person('Nour');
    const admin = await server.person('Camille', 'UNML', { membership: 'administrateur', house: true });
    const id = await act({
      rights: [
        [pilote, 'pilote'],
        [admin, 'lecteur'],
      ],
    });
    const answer = await call(`/api/acts/${id}/links`, pilote, 'POST', {
      person: { name: 'Camille', email: 'camille@essai.example' },
      organisation: 'UNML',
      role: 'lecteur',
    });
    const { url } = (await answer.json()) as { url: string };
    const session = await server.request('/api/session', { method: 'POST', body: { token: tokenOf(url) } });
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const me = (await (await call('/api/me', guest(cookie))).json()) as { person: { id: string } };
    expect(me.person.id).not.toBe(admin.id);
    expect((await call('/api/courriels', guest(cookie))).status).toBe(403);
  });
});

describe('the participants of an act', () => {
  it('are shown to all who take part, with addresses to those who manage only', async () => {
    const pilote = await server.person('Camille');
    const lecteur = await server.person('Lou', 'AMF');
    const id = await act({
      rights: [
        [pilote, 'pilote'],
        [lecteur, 'lecteur'],
      ],
    });
    const seen = async (as: TestPerson) =>
      participantListSchema.parse(await (await call(`/api/acts/${id}/participants`, as)).json());
    const managed = await seen(pilote);
    expect(managed.mayManage).toBe(true);
    expect(managed.participants.map(({ email }) => email)).toEqual([
      'camille@essai.example',
      'lou@essai.example',
    ]);
    const read = await seen(lecteur);
    expect(read.mayManage).toBe(false);
    expect(read.participants.map(({ email, me }) => [email, me])).toEqual([
      [null, false],
      [null, true],
    ]);
  });

  it('[P2] who lose their right are cut within a second, told why, and can send nothing more', async () => {
    const pilote = await server.person('Camille');
    const writer = await server.person('Lou', 'AMF');
    const id = await act({
      rights: [
        [pilote, 'pilote'],
        [writer, 'redacteur'],
      ],
    });
    const client = openClient(server.socketUrl, id, writer, { own: true });
    await expect.poll(() => client.provider.synced).toBe(true);
    const passed = startFairClock();
    const answer = await call(`/api/acts/${id}/participants/${writer.id}`, pilote, 'DELETE');
    expect(answer.status).toBe(204);
    await expect.poll(() => client.closed, { interval: 5 }).toEqual({ code: 4403, reason: 'acces.retire' });
    expect(passed()).toBeLessThan(1_000);
    expect(client.told.notices).toContain('acces.retire');
    client.type('trop tard');
    client.destroy();
    const again = openClient(server.socketUrl, id, writer, { own: true });
    await expect.poll(() => again.closed?.reason).toBe('acte.introuvable');
    again.destroy();
    expect((await call(`/api/acts/${id}`, writer)).status).toBe(404);
    const updates = await server.storage.db
      .selectFrom('act_updates')
      .select('person_id')
      .where('person_id', '=', writer.id)
      .execute();
    expect(updates).toEqual([]);
  });

  it('who become readers go on reading, and write no more', async () => {
    const pilote = await server.person('Camille');
    const writer = await server.person('Lou', 'AMF');
    const id = await act({
      rights: [
        [pilote, 'pilote'],
        [writer, 'redacteur'],
      ],
    });
    const client = openClient(server.socketUrl, id, writer, { own: true });
    await expect.poll(() => client.provider.synced).toBe(true);
    await call(`/api/acts/${id}/participants/${writer.id}`, pilote, 'POST', { role: 'lecteur' });
    client.type('interdit');
    await expect.poll(() => client.closed?.reason).toBe('acces.refuse');
    client.destroy();
  });

  it('[P3] keep a pilote without term', async () => {
    const pilote = await server.person('Camille');
    const other = await server.person('Lou', 'AMF');
    const id = await act({
      rights: [
        [pilote, 'pilote'],
        [other, 'redacteur'],
      ],
    });
    const own = `/api/acts/${id}/participants/${pilote.id}`;
    for (const answer of [
      await call(own, pilote, 'DELETE'),
      await call(own, pilote, 'POST', { role: 'lecteur' }),
      await call(own, pilote, 'POST', { days: 3 }),
    ])
      expect([answer.status, await code(answer)]).toEqual([409, 'acces.dernier_pilote']);
    expect(
      (await call(`/api/acts/${id}/participants/${other.id}`, pilote, 'POST', { role: 'pilote' })).status,
    ).toBe(204);
    expect((await call(own, pilote, 'DELETE')).status).toBe(204);
  });

  it('[P4] are managed by pilotes of that act only, and leave a trace in its journal', async () => {
    const pilote = await server.person('Camille');
    const writer = await server.person('Lou', 'AMF');
    const id = await act({
      rights: [
        [pilote, 'pilote'],
        [writer, 'redacteur'],
      ],
    });
    const refused = await call(`/api/acts/${id}/participants/${pilote.id}`, writer, 'DELETE');
    expect([refused.status, await code(refused)]).toEqual([403, 'acces.refuse']);
    await call(`/api/acts/${id}/participants/${writer.id}`, pilote, 'POST', { role: 'relecteur' });
    await call(`/api/acts/${id}/participants/${writer.id}`, pilote, 'DELETE');
    const kinds = await server.storage.db
      .selectFrom('audit')
      .select(['kind', 'person_id'])
      .where('act_id', '=', id)
      .orderBy('seq')
      .execute();
    expect(kinds.filter(({ kind }) => kind.startsWith('droit.'))).toEqual([
      { kind: 'droit.change', person_id: pilote.id },
      { kind: 'droit.retire', person_id: pilote.id },
    ]);
  });
});

describe('[P6] the guests of an organisation', () => {
  it('are seen and ended by its administrateurs, those that it invited and those who speak for it', async () => {
    const pilote = await server.person('Camille', 'UNML', { membership: 'administrateur' });
    const amf = await server.person('Nour', 'AMF', { membership: 'administrateur' });
    const stranger = await server.person('Zoe', 'CMA', { membership: 'administrateur' });
    const id = await act({ rights: [[pilote, 'pilote']] });
    const { cookie } = await comeIn(await inviteByMail(id, pilote));
    const client = openClient(server.socketUrl, id, guest(cookie), { own: true });
    await expect.poll(() => client.provider.synced).toBe(true);

    const guests = async (as: TestPerson) =>
      organisationGuestsSchema.parse(
        await (await call(`/api/organisations/${as.organisationId}/invites`, as)).json(),
      ).guests;
    for (const as of [pilote, amf])
      expect((await guests(as)).map(({ name }) => name)).toEqual(['Lou Martin']);
    expect(await guests(stranger)).toEqual([]);
    const lou = (await guests(amf))[0]?.personId;

    const foreign = await call(`/api/organisations/${amf.organisationId}/invites/${lou}`, stranger, 'DELETE');
    expect(foreign.status).toBe(403);
    const unrelated = await call(
      `/api/organisations/${stranger.organisationId}/invites/${lou}`,
      stranger,
      'DELETE',
    );
    expect(await code(unrelated)).toBe('participant.introuvable');

    expect(
      (await call(`/api/organisations/${amf.organisationId}/invites/${lou}`, amf, 'DELETE')).status,
    ).toBe(204);
    await expect.poll(() => client.closed?.reason).toBe('acces.retire');
    client.destroy();
    expect((await call('/api/me', guest(cookie))).status).toBe(401);
    expect(await guests(amf)).toEqual([]);
  });

  it('are all ended at once, but for whoever an act can’t do without, and each act notes it', async () => {
    const pilote = await server.person('Camille', 'UNML', { membership: 'administrateur' });
    const amf = await server.person('Nour', 'AMF', { membership: 'administrateur' });
    const first = await act({ rights: [[pilote, 'pilote']] });
    const second = await act({ rights: [[pilote, 'pilote']] });
    const { cookie } = await comeIn(await inviteByMail(first, pilote));
    await inviteByMail(second, pilote);
    await inviteByMail(second, pilote, { email: 'max@amf.example' });
    const alone = await server.person('Eve', 'AMF', { membership: 'invite' });
    await act({ rights: [[alone, 'pilote']] });
    const client = openClient(server.socketUrl, first, guest(cookie), { own: true });
    await expect.poll(() => client.provider.synced).toBe(true);

    const path = `/api/organisations/${amf.organisationId}/invites`;
    expect((await call(path, pilote, 'DELETE')).status).toBe(403);
    const answer = await call(path, amf, 'DELETE');
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { people: 2, acts: 2, kept: [{ name: 'Eve', organisation: 'AMF' }] },
    ]);
    await expect.poll(() => client.closed?.reason, { timeout: 1_000 }).toBe('acces.retire');
    client.destroy();
    expect((await call('/api/me', guest(cookie))).status).toBe(401);
    const left = organisationGuestsSchema.parse(await (await call(path, amf)).json()).guests;
    expect(left.map(({ name }) => name)).toEqual(['Eve']);
    const noted = await server.storage.db
      .selectFrom('audit')
      .select(['act_id', 'person_id'])
      .where('kind', '=', 'droit.retire')
      .execute();
    expect(noted.map((row) => row.person_id)).toEqual([amf.id, amf.id, amf.id]);
    expect(noted.map((row) => row.act_id).sort()).toEqual([first, second, second].sort());
  });

  it('are not the business of its members', async () => {
    const member = await server.person('Lou', 'AMF');
    const answer = await call(`/api/organisations/${member.organisationId}/invites`, member);
    expect([answer.status, await code(answer)]).toEqual([403, 'acces.reserve']);
  });
});
