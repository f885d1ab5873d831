import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { journalSchema } from '#shared/identity/journal-wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { ceremonyAnswerSchema, signingPageSchema } from '#shared/signature/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let server: TestApp;
let camille: TestPerson;
beforeAll(async () => {
  const env = { SIGNATURE_REMINDER_DAYS: '7', SIGNATURE_LAST_REMINDER_DAYS: '3' };
  server = await startTestApp({ env });
});
// A session of its own: time goes by from one test to the next, and ends them.
let rank = 0;
beforeEach(async () => {
  rank += 1;
  camille = await server.person(`Camille${rank}`);
});
afterAll(() => server.dispose());

const post = (path: string, body: unknown, as?: TestPerson) =>
  server.request(path, { method: 'POST', body, ...(as === undefined ? {} : { as }) });
const signatory = (key: string, nom: string) => ({
  party: { key, denomination: `Partie ${key}` },
  civilite: '',
  nom,
  email: `${nom.toLowerCase()}@essai.example`,
  capacite: 'Présidente',
  delegation: null,
  method: 'electronique',
});
/** Opens a ceremony of twenty days between two people of their own names. */
async function opened(one: string, other: string, order = 'parallele') {
  const act = await server.act({ rights: [[camille, 'pilote']] });
  await post(`/api/acts/${act}/etat/arreter`, {}, camille);
  const signatories = [signatory('1', one), signatory('2', other)];
  const answer = await post(`/api/acts/${act}/signature`, { order, days: 20, signatories }, camille);
  const { links } = ceremonyAnswerSchema.parse(await answer.json());
  return { act, tokens: links.map(({ url }) => url.split('#')[1] ?? '') };
}
const later = async (days: number) => {
  server.time.now += days * DAY_MS;
  await server.app.signatures.keeper.round();
};
const mails = (to: string) =>
  server.mailer
    .kept()
    .filter((mail) => mail.to.startsWith(`${to.toLowerCase()}@`))
    .map(({ subject }) => subject)
    .toReversed();
const sign = async (token: string) => {
  const page = signingPageSchema.parse(await (await post('/api/signature/ouvrir', { token })).json());
  const { hash, consent } = page;
  return (await post('/api/signature/signer', { token, hash, consent, code: null })).status;
};
const kinds = async (act: ActId) =>
  journalSchema
    .parse(await (await server.request(`/api/acts/${act}/journal`, { as: camille })).json())
    .entries.map(({ kind }) => kind);

describe('reminders', () => {
  it('[R1] go by themselves to whoever has not signed, and stop with their signature', async () => {
    const { act, tokens } = await opened('Eve', 'Ada');
    await later(6);
    expect([mails('Eve').length, mails('Ada').length]).toEqual([1, 1]);
    await later(1);
    await server.app.signatures.keeper.round();
    expect(mails('Eve')[1]).toContain('Rappel');
    expect(mails('Eve')).toHaveLength(2);
    // The link that they had still signs.
    expect(await sign(tokens[0] ?? '')).toBe(201);
    await later(7);
    expect([mails('Eve').length, mails('Ada').length]).toEqual([2, 3]);
    // Three days before the end, though seven have not passed.
    await later(3);
    expect(mails('Ada')).toHaveLength(4);
    await later(1);
    expect(mails('Ada')).toHaveLength(4);
    expect((await kinds(act)).filter((kind) => kind === 'signature.relancee')).toHaveLength(4);
    expect(await sign(tokens[1] ?? '')).toBe(201);
  });

  it('[R2] say to the next one that it is their turn, and nothing before', async () => {
    const { tokens } = await opened('Lou', 'Noa', 'successif');
    await later(7);
    expect([mails('Lou').length, mails('Noa').length]).toEqual([2, 1]);
    await sign(tokens[0] ?? '');
    expect(mails('Noa')[1]).toContain('À votre tour');
    await sign(tokens[1] ?? '');
    expect(mails('Noa')).toHaveLength(2);
  });

  it('[R3] the pilote is told once of a term that has passed, and again of the next', async () => {
    const { act, tokens } = await opened('Ida', 'Zoe');
    await sign(tokens[0] ?? '');
    const told = () =>
      mails(`Camille${rank}`).filter((subject) => subject.startsWith('Délai de signature passé'));
    await later(20);
    await later(1);
    expect(told()).toHaveLength(1);
    const mail = server.mailer.kept().find(({ subject }) => subject.startsWith('Délai'));
    expect(mail?.text).toContain('Zoe');
    expect(mail?.text).not.toContain('Ida');
    expect(await sign(tokens[1] ?? '')).toBe(409);
    expect((await post(`/api/acts/${act}/signature/terme`, { days: 2 }, camille)).status).toBe(201);
    await later(2);
    expect(told()).toHaveLength(2);
    expect((await kinds(act)).filter((kind) => kind === 'signature.expiree')).toHaveLength(2);
  });
});
