import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actDetailSchema, createdActSchema } from '#shared/drafting/wire.ts';
import { projectRoot } from '../paths.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';

let server: TestApp;
let person: TestPerson;
beforeAll(async () => {
  server = await startTestApp();
  person = await server.person('Camille');
});
afterAll(() => server.dispose());

const post = (texte: unknown, nom: string | null = null) =>
  server.request('/api/acts/import', { method: 'POST', as: person, body: { texte, nom } });
const imported = async (texte: string, nom: string | null = null) => {
  const answer = await post(texte, nom);
  expect(answer.status).toBe(201);
  const { id } = createdActSchema.parse(await answer.json());
  return actDetailSchema.parse(await (await server.request(`/api/acts/${id}`, { as: person })).json());
};

const CONVENTION = `CONVENTION DE PARTENARIAT

ENTRE

L’Union des essais, association, dont le siège est à Paris, représentée par Ève Essai, présidente, ci-après « l’UDE »,

ET

L’Association des preuves, association, dont le siège est à Lyon, représentée par Paul Preuve, président, ci-après « l’ADP »,

Article 1 – Objet

La présente convention a pour objet un essai.

Article 2 – Durée

Elle est conclue pour trois ans.
`;

describe('importing a text', () => {
  it('makes an act of which one is pilote, with its title and parties', async () => {
    const act = await imported(CONVENTION);
    expect(act).toMatchObject({ role: 'pilote', state: 'brouillon', kind: 'convention' });
    expect(act.title.toLowerCase()).toContain('convention de partenariat');
    expect(act.parties).toHaveLength(2);
  });

  it('takes the file’s name for a text without a title', async () => {
    expect((await imported('Une seule ligne de texte.', 'Lettre.txt')).title).toBe('Lettre');
  });

  it('refuses a text without words, and what is no text', async () => {
    const empty = await post(' \n\n ');
    expect([empty.status, await empty.json()]).toMatchObject([422, { code: 'import.vide' }]);
    const wrong = await post(42);
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { code: 'requete.invalide', details: ['texte\u00a0: n’a pas la forme attendue'] },
    ]);
  });

  const corpus = join(projectRoot(), '..', 'shared', 'corpus');
  const texts = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.txt')) : [];
  const why = texts.length > 0 ? '' : ' (skipped: no ../shared/corpus)';
  it.skipIf(texts.length === 0)(`takes real conventions${why}`, async () => {
    for (const name of texts) {
      const act = await imported(readFileSync(join(corpus, name), 'utf8'), name);
      expect(act.parties.length, name).toBeGreaterThanOrEqual(2);
    }
  });
});
