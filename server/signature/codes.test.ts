import { afterAll, beforeAll, expect, it } from 'vitest';
import { ceremonyAnswerSchema } from '#shared/signature/wire.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { type SigningDeps, sendCode, sign, signingPage } from './signing.ts';

let server: TestApp;
let deps: SigningDeps;
beforeAll(async () => {
  server = await startTestApp();
  deps = {
    db: server.storage.db,
    clock: () => server.time.now,
    // As a mail server that takes everything: codes are then asked for.
    mailer: { ...server.mailer, leaves: true },
    versions: server.app.versions,
    publicUrl: server.app.publicUrl,
    turnCame: async () => {},
    completed: async () => {},
  };
});
afterAll(() => server.dispose());

const TRACE = { network: '192.0.2.0/24', agent: 'Firefox' };
const named = (key: string, nom: string) => ({
  party: { key, denomination: `Partie ${key}` },
  civilite: '',
  nom,
  email: `${nom}@essai.example`,
  capacite: 'Présidente',
  delegation: null,
  method: 'electronique',
});
/** The link of the first signatory of a new ceremony. */
async function opened(): Promise<string> {
  const pilote = await server.person('Camille');
  const act = await server.act({ rights: [[pilote, 'pilote']] });
  const post = (path: string, body: unknown) =>
    server.request(`/api/acts/${act}/${path}`, { as: pilote, method: 'POST', body });
  await post('etat/arreter', {});
  const signatories = [named('1', 'eve'), named('2', 'ada')];
  const answer = await post('signature', { order: 'parallele', days: 5, signatories });
  const { links } = ceremonyAnswerSchema.parse(await answer.json());
  return links[0]?.url.split('#')[1] ?? '';
}
const lastCode = () => /\d{6}/.exec(server.mailer.kept()[0]?.subject ?? '')?.[0] ?? '';
const attempt = async (token: string, code: string | null) => {
  const { hash, consent } = await signingPage(deps, token);
  return sign(deps, { token, hash, consent, code }, TRACE);
};
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

it('a code that reached the address signs, once; the signature says so', async () => {
  const token = await opened();
  await expect(attempt(token, null)).rejects.toMatchObject({ code: 'signature.code' });
  await sendCode(deps, token);
  const [mail] = server.mailer.kept();
  expect(mail).toMatchObject({ to: 'eve@essai.example' });
  await expect(attempt(token, wrong(lastCode()))).rejects.toMatchObject({ code: 'signature.code' });
  expect(await attempt(token, lastCode())).toMatchObject({ status: 'signe' });
  const row = await deps.db
    .selectFrom('signatories')
    .select(['signature', 'code_hash'])
    .where('signature', 'is not', null)
    .executeTakeFirstOrThrow();
  expect(JSON.parse(row.signature ?? '')).toMatchObject({ code: true, trace: TRACE });
  expect(row.code_hash).toBeNull();
});

it('five wrong codes end it, even for the right one; another is sent no sooner than half a minute later', async () => {
  const token = await opened();
  await sendCode(deps, token);
  const code = lastCode();
  for (let i = 0; i < 5; i += 1)
    await expect(attempt(token, wrong(code))).rejects.toMatchObject({ code: 'signature.code' });
  await expect(attempt(token, code)).rejects.toMatchObject({ code: 'signature.code' });
  await expect(sendCode(deps, token)).rejects.toMatchObject({ code: 'requete.trop_frequente' });
  server.time.now += 30_000;
  await sendCode(deps, token);
  server.time.now += 10 * 60_000;
  await expect(attempt(token, lastCode())).rejects.toMatchObject({ code: 'signature.code' });
});

it('a code of one link does not sign by another', async () => {
  const first = await opened();
  const second = await opened();
  await sendCode(deps, first);
  const code = lastCode();
  await sendCode(deps, second);
  if (lastCode() !== code)
    await expect(attempt(second, code)).rejects.toMatchObject({ code: 'signature.code' });
});
