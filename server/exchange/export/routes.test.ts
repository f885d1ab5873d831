import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '#shared/exchange/formats.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { versionAnswerSchema } from '#shared/versions/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../testing/app.ts';

let server: TestApp;
let pilote: TestPerson;
let lecteur: TestPerson;
let stranger: TestPerson;
let act: ActId;
beforeAll(async () => {
  server = await startTestApp();
  pilote = await server.person('Camille');
  lecteur = await server.person('Inès', 'Ateliers');
  stranger = await server.person('Paul', 'Ailleurs');
  act = await server.act({
    text: 'Le siège est à Paris\u202f; « l’Union » y tient ses réunions.',
    rights: [
      [pilote, 'pilote'],
      [lecteur, 'lecteur'],
    ],
  });
});
afterAll(() => server.dispose());

const get = (file: string, as: TestPerson = lecteur) =>
  server.request(`/api/acts/${act}/exports/${file}`, { as });
const refusal = async (file: string, as?: TestPerson) => {
  const answer = await get(file, as);
  return [answer.status, ((await answer.json()) as { code: string }).code];
};

describe('exports of an act', () => {
  it('[E1] gives every format, under a name of its own and under a strict policy', async () => {
    for (const [format, { mime }] of Object.entries(EXPORT_FORMATS)) {
      const answer = await get(`actuel.${format}`);
      const bytes = await answer.arrayBuffer();
      expect([format, answer.status, answer.headers.get('content-type')]).toEqual([format, 200, mime]);
      expect(bytes.byteLength).toBeGreaterThan(100);
      expect(answer.headers.get('content-disposition')).toMatch(
        new RegExp(
          `^attachment; filename="Convention d'essai - Texte du [ -~]+\\.${format}"; filename\\*=UTF-8''Convention%20d%E2%80%99essai`,
        ),
      );
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('[E1] shows in the page what browsers can show, when asked', async () => {
    const shown = async (file: string) =>
      (await get(`${file}?apercu=1`)).headers.get('content-disposition')?.split(';')[0];
    expect(await shown('actuel.html')).toBe('inline');
    expect(await shown('actuel.txt')).toBe('attachment');
  });

  it('[E2] writes the text of the state asked for: a version says so, the present says when', async () => {
    const { version } = versionAnswerSchema.parse(
      await (
        await server.request(`/api/acts/${act}/versions`, {
          method: 'POST',
          as: pilote,
          body: { label: 'Proposée aux Ateliers' },
        })
      ).json(),
    );
    const text = await (await get(`${version.id}.txt`)).text();
    expect(text).toContain(`Version ${version.rank} – Proposée aux Ateliers`);
    expect(text).toContain(version.hash);
    expect(text).toContain('Le siège est à Paris\u202f; « l’Union » y tient ses réunions.');
    expect(text).toMatch(/^Projet · /);
    const html = await (await get('seq-1.html')).text();
    expect(html).toContain('<span class="mention">Projet</span>');
    expect(html).toContain('Texte du ');
  });

  it('[E3] answers a stranger as if there were no act, and names what is wrong', async () => {
    expect(await refusal('actuel.pdf', stranger)).toEqual([404, 'acte.introuvable']);
    expect(await refusal('actuel.exe')).toEqual([404, 'export.format']);
    expect(await refusal('actuel')).toEqual([404, 'export.format']);
    expect(await refusal('constructor.constructor')).toEqual([404, 'export.format']);
    expect(await refusal('seq-99.txt')).toEqual([404, 'version.introuvable']);
    expect(await refusal('ver_x.pdf')).toEqual([404, 'version.introuvable']);
    expect(await refusal('actuel.txt?apercu=2')).toEqual([400, 'requete.invalide']);
  });
});
