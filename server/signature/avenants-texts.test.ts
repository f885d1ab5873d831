import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { avenantListSchema } from '#shared/avenants/wire.ts';
import { article } from '#shared/document/builders.ts';
import type { BlockJson } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { hasCommand, pdfText } from '../../test/support/pdf.ts';
import { newBlockId } from '../ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { avenantTools, until } from './testing/avenants.ts';

let server: TestApp;
let camille: TestPerson;
let tools: ReturnType<typeof avenantTools>;
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille', 'ADR');
  tools = avenantTools(server, camille);
});
afterEach(() => tools.close());
afterAll(() => server.dispose());

const edit = async (act: ActId, old: string, now: string) =>
  tools.replace((await tools.detail(act)).workingId, old, now);
const says = (act: ActId, words: string) => until(async () => expect(await tools.text(act)).toContain(words));
const headings = async (act: ActId) =>
  [...(await tools.text(act)).matchAll(/^Article .*$/gm)].map(([line]) => line);

/** Letters, figures and punctuation, whatever sets a line: blanks, hyphens, the shape of a figure. */
const letters = (text: string): string =>
  text.normalize('NFKC').replace(/[\s|\u00ad\u200b\u2010\u2011-]/gu, '');

/** Somebody writes an article of their own after the one with that heading and its text. */
async function addArticle(act: ActId, after: string, title: string): Promise<void> {
  await server.app.hub.edit(act, (doc) => {
    const content = readContent(doc);
    if (!content.ok) throw new Error('The text can’t be read');
    const { document } = content.value;
    const at = document.content.findIndex((block) => JSON.stringify(block).includes(after));
    const style = document.content[at]?.type === 'intitule' ? document.content[at].attrs : {};
    const added = article({ text: title, attrs: style }, 'Les parties organisent une rencontre.').flat();
    const blocks = added.map(
      (block) => ({ ...block, attrs: { ...(block as BlockJson).attrs, id: newBlockId() } }) as BlockJson,
    );
    const all = [...document.content.slice(0, at + 2), ...blocks, ...document.content.slice(at + 2)];
    writeContent(doc, { ...content.value, document: { ...document, content: all } });
    return true;
  });
  await says(act, title);
}

describe('an article of one’s own among those that write themselves', { timeout: 60_000 }, () => {
  it('[C2] survives edits, new numbers, freezing and signature', async () => {
    const target = await tools.signedConvention();
    const avenant = await tools.begin(target);
    await edit(avenant, 'les métiers de la rive', 'les métiers de l’eau');
    await edit(avenant, '31 décembre 2128', '31 décembre 2129');
    await says(avenant, 'À l’article 3');
    await addArticle(avenant, 'Modification de l’article\u00a01', 'Rencontre annuelle');
    await edit(avenant, 'deux fois', 'trois fois');
    await says(avenant, 'trois fois');
    const expected = [
      'Objet',
      'Modification de l’article 1',
      'Rencontre annuelle',
      'Modification de l’article 2',
      'Modification de l’article 3',
      'Prise d’effet',
      'Stipulations inchangées',
    ].map((title, rank) => `Article ${rank === 0 ? '1er' : rank + 1} – ${title}`);
    expect(await headings(avenant)).toEqual(expected);
    await tools.sign(avenant);
    expect(await headings(avenant)).toEqual(expected);
    // What is stipulated by itself changes nothing in the convention.
    expect((await tools.inForce(target, '2127-01-01')).text).not.toContain('rencontre');
  });
});

describe('a division that an avenant abrogated', { timeout: 60_000 }, () => {
  /** Changes the blocks of the text that an avenant consolidates. */
  const change = async (avenant: ActId, blocks: (all: readonly BlockJson[]) => readonly BlockJson[]) =>
    server.app.hub.edit((await tools.detail(avenant)).workingId, (doc) => {
      const content = readContent(doc);
      if (!content.ok) throw new Error('The text can’t be read');
      const { document } = content.value;
      writeContent(doc, {
        ...content.value,
        document: { ...document, content: [...blocks(document.content)] },
      });
      return true;
    });
  const startOf = (all: readonly BlockJson[], words: string) =>
    all.findIndex((block) => block.type === 'intitule' && JSON.stringify(block).includes(words));

  it('[R11] « est rétabli » by a later one, and stands at its place', async () => {
    const target = await tools.signedConvention();
    const first = await tools.begin(target);
    await change(first, (all) => [
      ...all.slice(0, startOf(all, 'Suivi')),
      ...all.slice(startOf(all, 'Durée')),
    ]);
    await says(first, 'L’article 2 est abrogé');
    await tools.sign(first);

    const second = await tools.begin(target, 'Le suivi reprend.');
    await change(second, (all) => {
      const at = startOf(all, 'Durée');
      const style = { ...all[at]?.attrs, numFixe: '2' };
      const back = article({ text: 'Suivi', attrs: style }, 'Un bilan est dressé.')
        .flat()
        .map(
          (block) => ({ ...block, attrs: { ...(block as BlockJson).attrs, id: newBlockId() } }) as BlockJson,
        );
      return [...all.slice(0, at), ...back, ...all.slice(at)];
    });
    await says(second, 'L’article 2 est rétabli dans la rédaction suivante');
    await tools.sign(second);
    const { text } = await tools.inForce(target, '2127-01-01');
    expect(text).toMatch(
      /Article 1 – Objet[\s\S]*Article 2 – Suivi\n+Un bilan est dressé\.[\s\S]*Article 3 – Durée/,
    );
  });
});

describe('the text in force', { timeout: 60_000 }, () => {
  it('[F6] every alinéa names its act, on screen and in files, with the sources and what has no effect yet', async () => {
    const target = await tools.signedConvention();
    const first = await tools.begin(target, 'Un.', '2100-03-01');
    await edit(first, 'deux fois', 'trois fois');
    await says(first, 'trois fois');
    await tools.sign(first);
    const before = await tools.inForce(target, '2099-01-01');
    expect(before.legend.map(({ mark }) => mark)).toEqual(['TI']);
    expect(before.later.map(({ mark, effect }) => [mark, effect])).toEqual([['A1', '2100-03-01']]);
    const after = await tools.inForce(target, '2100-03-01');
    expect(after.legend.map(({ mark }) => mark)).toEqual(['TI', 'A1']);
    // Every line that reads has its act.
    const unnamed = Object.values(after.sources).filter((names) => names.length === 0);
    expect([Object.keys(after.sources).length > 10, unnamed]).toEqual([true, []]);

    const file = async (format: string) => {
      const answer = await server.request(`/api/acts/${target}/exports/au-2100-03-01.${format}`, {
        as: camille,
      });
      expect(answer.status).toBe(200);
      return (await answer.text()).replace(/[\u00a0\u202f]/g, ' ');
    };
    const txt = await file('txt');
    expect(txt).toContain('Version consolidée au 1er mars 2100, à titre d’information');
    expect(txt).toMatch(
      /Sources : \[TI\] Texte initial : Convention de partenariat, signée le .* ; \[A1\] Avenant n° 1/,
    );
    expect(txt).toContain('Un comité se réunit trois fois par an. Il dresse un bilan. [TI, A1]');
    expect(txt).toContain('La convention prend fin le 31 décembre 2128. [TI]');
    // Without what is said of them, the words are those of the text in force.
    const words = txt
      .split('\n')
      .filter((line) => !/^(?:Version consolidée|Sources)/.test(line))
      .map((line) => line.replace(/ \[(?:TI|A1|TI, A1)\]$/, ''))
      .join('\n');
    expect(words).toContain(after.text.split('\n\n').slice(1).join('\n\n'));
    for (const format of ['html', 'md']) expect(await file(format)).toMatch(/\[TI, A1\\?\]/);
    // Akoma Ntoso keeps to the words.
    expect(await file('xml')).not.toContain('[TI, A1]');
  });

  it('[F7] is open to whoever takes part in the act, even when they came in after an avenant; drafts are not', async () => {
    const target = await tools.signedConvention();
    const avenant = await tools.begin(target);
    await edit(avenant, 'deux fois', 'trois fois');
    await says(avenant, 'trois fois');
    await tools.sign(avenant);
    const late = await server.person('Late', 'Comité des Vallées');
    server.time.now += 1_000;
    await tools.grant(target, late, 'lecteur');
    for (const [day, words] of [
      ['2127-01-01', 'trois fois'],
      ['2000-01-01', 'deux fois'],
    ] as const)
      expect((await tools.inForce(target, day, late)).text).toContain(words);
    // The avenant’s own page and drafts follow its own rights.
    const { avenants } = avenantListSchema.parse(await tools.get(`/api/acts/${target}/avenants`, late));
    expect(avenants.map(({ readable }) => readable)).toEqual([false]);
    expect(await tools.code(server.request(`/api/acts/${avenant}`, { as: late }))).toEqual([
      404,
      'acte.introuvable',
    ]);
    const stranger = await server.person('Nobody', 'Ailleurs');
    expect(await tools.code(server.request(`/api/acts/${target}/en-vigueur`, { as: stranger }))).toEqual([
      404,
      'acte.introuvable',
    ]);
  });

  it.skipIf(!hasCommand('pdftotext'))(
    '[F6] the PDFs of a signed avenant and of the consolidated text hold their canonical texts (needs pdftotext)',
    async () => {
      const target = await tools.signedConvention();
      const avenant = await tools.begin(target, 'Un.', '2100-03-01');
      await edit(avenant, 'deux fois', 'trois fois');
      await says(avenant, 'trois fois');
      await tools.sign(avenant);
      const printed = async (act: ActId, state: string): Promise<string> => {
        const answer = await server.request(`/api/acts/${act}/exports/${state}.pdf`, { as: camille });
        expect(answer.status).toBe(200);
        return letters(pdfText(new Uint8Array(await answer.arrayBuffer())));
      };
      const canonical = async (act: ActId, state: string): Promise<readonly string[]> =>
        (await tools.text(act, state))
          .split('\n')
          .map(letters)
          .filter((line) => line !== '');
      const pdf = await printed(avenant, 'actuel');
      for (const line of await canonical(avenant, 'actuel')) expect(pdf).toContain(line);
      expect(pdf).toContain(letters('les mots : « deux fois » sont remplacés par les mots : « trois fois »'));
      const consolidated = await printed(target, 'au-2100-03-01');
      for (const line of await canonical(target, 'au-2100-03-01')) expect(consolidated).toContain(line);
      expect(consolidated).toContain(letters('Version consolidée, à titre d’information'));
      expect(consolidated).toContain(letters('trois fois par an. Il dresse un bilan. [TI, A1]'));
    },
  );

  it('[F2] the text that the avenant announced is the one that is in force once it is signed', async () => {
    const target = await tools.signedConvention();
    const avenant = await tools.begin(target);
    await edit(avenant, 'deux fois', 'trois fois');
    await says(avenant, 'trois fois');
    const { workingId } = await tools.detail(avenant);
    const announced = await tools.text(workingId, 'consolide');
    await tools.sign(avenant);
    const { content, text } = await tools.inForce(target, '2127-01-01');
    expect(text).toBe(announced);
    expect(printDocument(content).replace(/[\u00a0\u202f]/g, ' ')).toBe(announced);
  });
});
