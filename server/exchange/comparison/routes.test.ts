import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { COMPARISON_FORMATS } from '#shared/exchange/comparison/formats.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { textIn } from '#test/support/zip.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../testing/app.ts';
import { openClient } from '../../testing/provider.ts';

let server: TestApp;
let pilote: TestPerson;
let lecteur: TestPerson;
let stranger: TestPerson;
let act: ActId;
let other: ActId;

/** Adds words at the end of the first alinéa, as somebody who types. */
async function type(id: ActId, words: string): Promise<void> {
  const client = openClient(server.socketUrl, id, pilote, { own: true });
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), { timeout: 30_000 });
  const alinea = client.doc.getXmlFragment('contenu').get(1);
  const text = alinea instanceof Y.XmlElement ? alinea.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('No text');
  text.insert(text.length, words);
  const read = async () => (await server.request(`/api/acts/${id}/etats/actuel`, { as: pilote })).text();
  await vi.waitFor(async () => expect(await read()).toContain(words), { timeout: 30_000 });
  client.destroy();
}

beforeAll(async () => {
  server = await startTestApp();
  pilote = await server.person('Camille');
  lecteur = await server.person('Inès', 'Ateliers');
  stranger = await server.person('Paul', 'Ailleurs');
  const rights = [[pilote, 'pilote'] as const, [lecteur, 'lecteur'] as const];
  act = await server.act({ text: 'La durée est de trois ans.', rights });
  other = await server.act({ text: 'La durée est de deux ans.', rights: [[pilote, 'pilote']] });
  await type(act, ' Elle court dès la signature.');
});
afterAll(() => server.dispose());

const get = (path: string, as: TestPerson = pilote) =>
  server.request(`/api/acts/${act}/comparaisons/${path}`, { as });
const bytesOf = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
const refusal = async (path: string, as?: TestPerson) => {
  const answer = await get(path, as);
  return [answer.status, ((await answer.json()) as { code: string }).code];
};

describe('exports of a comparison', () => {
  it('[W8] gives every format under its own name', async () => {
    for (const [format, { mime, extension }] of Object.entries(COMPARISON_FORMATS)) {
      const answer = await get(`${format}?de=seq-1&a=actuel`);
      expect([format, answer.status, answer.headers.get('content-type')]).toEqual([format, 200, mime]);
      expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`comparaison\\.${extension}"`));
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
  });

  it('[W4] tracks what was added, under the name of who added it', async () => {
    const document = textIn(await bytesOf('suivi?de=seq-1&a=actuel'), 'word/document.xml');
    const inserted = /<w:ins [^>]*w:author="([^"]*)"[^>]*w:date="([^"]*)"[^>]*>.*?<\/w:ins>/s.exec(document);
    expect(inserted?.[0]).toContain('Elle court dès la signature.');
    expect(inserted?.[1]).toBe('Camille (UNML)');
    expect(inserted?.[2]).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(document).not.toContain('<w:del ');
  });

  it('[W8] tells the sentences of the screen', async () => {
    const text = await (await get('phrases-txt?de=seq-1&a=actuel')).text();
    expect(text).toContain('Un changement');
    expect(text).toContain('Elle court dès la signature.');
  });

  it('[W8] compares with another act that one may read, under nobody’s name', async () => {
    const document = textIn(await bytesOf(`suivi?de=${other}&a=actuel`), 'word/document.xml');
    expect(document).toContain('w:author="Clausier"');
    expect(document).toMatch(/<w:delText[^>]*>deux ans<\/w:delText>/);
  });

  it('[W8] refuses what is not there, and another act that is not open', async () => {
    expect(await refusal('pdf')).toEqual([404, 'export.format']);
    expect(await refusal('suivi?de=hier')).toEqual([404, 'version.introuvable']);
    expect(await refusal(`suivi?de=${other}`, lecteur)).toEqual([404, 'acte.introuvable']);
    expect(await refusal('suivi', stranger)).toEqual([404, 'acte.introuvable']);
  });
});
