import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { alinea, block, renvoi, texte } from '#shared/document/builders.ts';
import type { ActContent, BlockJson } from '#shared/document/model.ts';
import type { ActId, BlockId } from '#shared/kernel/ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { avenantTools, until } from './testing/avenants.ts';

/** An alinéa under the article « Durée » that refers to « Suivi », and an alinéa of « Suivi » that defines a term it uses. */
function withReferences(content: ActContent): ActContent {
  const { content: blocks } = content.document;
  const rankOf = (heading: string) =>
    blocks.findIndex((block) => block.type === 'intitule' && JSON.stringify(block).includes(heading));
  const line = (id: string, inlines: Parameters<typeof alinea>[0]): BlockJson =>
    alinea(inlines, { id: id.padEnd(12, '0') as BlockId });
  const [suivi, duree] = [rankOf('Suivi'), rankOf('Durée')];
  const terme = { type: 'terme', attrs: { defId: 't1', genre: 'terme' } } as const;
  const defines = line('defines', [
    { type: 'text', text: 'Comité de la Rive', marks: [terme] },
    texte(' désigne ce comité.'),
  ]);
  const refers = line('refers', [
    texte('Le Comité de la Rive la suit comme le dit l’'),
    renvoi(blocks[suivi]?.attrs.id ?? '', 'nom', 'article 2'),
    texte('.'),
  ]);
  const document = {
    ...content.document,
    content: [
      ...blocks.slice(0, duree),
      defines,
      ...blocks.slice(duree, duree + 1),
      refers,
      ...blocks.slice(duree + 1),
    ],
  };
  return { ...content, document };
}

let server: TestApp;
let camille: TestPerson;
let tools: ReturnType<typeof avenantTools>;
let target: ActId;
let referring: ActId;
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille', 'ADR');
  tools = avenantTools(server, camille);
  target = await tools.signedConvention();
  referring = await tools.signedConvention({ change: withReferences, gives: 'désigne ce comité' });
}, 60_000);
afterEach(() => tools.close());
afterAll(() => server.dispose());

const QUAIS =
  'L’Union des Quais, association régie par la loi du 1er juillet 1901, dont le siège est situé 3 quai Sud, 69001 Lyon, représentée par sa Présidente, Madame Lou Roy, ci-après désignée «\u00a0UDQ\u00a0»,';

/** The avenant with another presentation in the place of the second party's, or none. */
const parties =
  (second: string | null) =>
  (content: ActContent): ActContent => {
    const last = content.document.content.findLast(({ type }) => type === 'partie');
    const blocks = content.document.content.flatMap((one): readonly BlockJson[] => {
      if (one !== last) return [one];
      return second === null ? [] : [block('partie', second, { id: one.attrs.id, partieId: 'p9' })];
    });
    return { ...content, document: { ...content.document, content: blocks } };
  };

type Prepare = (avenant: ActId) => Promise<unknown>;

const words =
  (old: string, now: string): Prepare =>
  async (avenant) =>
    tools.replace((await tools.detail(avenant)).workingId, old, now);
const ownWords =
  (old: string, now: string): Prepare =>
  (avenant) =>
    tools.replace(avenant, old, now);
const nothing: Prepare = async () => {};

/** The text without the division of a heading. */
const without =
  (heading: string) =>
  (content: ActContent): ActContent => {
    const blocks = content.document.content;
    const start = blocks.findIndex(
      (block) => block.type === 'intitule' && JSON.stringify(block).includes(heading),
    );
    const end = blocks.findIndex((block, rank) => rank > start && block.type === 'intitule');
    return {
      ...content,
      document: { ...content.document, content: [...blocks.slice(0, start), ...blocks.slice(end)] },
    };
  };
const abrogated =
  (heading: string): Prepare =>
  async (avenant) =>
    tools.change(
      (await tools.detail(avenant)).workingId,
      without(heading),
      (text) => !text.includes(` – ${heading}`),
    );

const LAST_DAY = '31 décembre 2128';

describe('before an avenant is signed, each thing to settle on its own', { timeout: 60_000 }, () => {
  it.each<
    readonly [
      name: string,
      setting: { readonly on?: 'references'; readonly effet?: string },
      prepare: Prepare,
      blocking: boolean,
      told: RegExp,
    ]
  >([
    ['nothing in it', {}, nothing, true, /ne modifie rien et ne stipule rien/],
    ['no day of effect', {}, nothing, false, /ne donne pas le jour où il prend effet/],
    [
      'an effect before the act',
      { effet: '2020-01-01' },
      nothing,
      true,
      /n’est pas en vigueur le 1er\sjanvier\s2020/,
    ],
    ['an effect before its signature', { effet: '2020-01-01' }, nothing, false, /avant sa signature/],
    [
      'an effect after the end of the act',
      { effet: '2129-06-01' },
      nothing,
      true,
      /n’est pas en vigueur le 1er\sjuin\s2129/,
    ],
    [
      'a party that is missing',
      {},
      (avenant) => tools.change(avenant, parties(null), (text) => !text.includes('Ateliers, ')),
      true,
      /Fédération des Ateliers est partie à l’acte et non à l’avenant/,
    ],
    [
      'a party that the act does not have',
      {},
      (avenant) => tools.change(avenant, parties(QUAIS), (text) => text.includes('Quais')),
      false,
      /Union des Quais n’est pas partie à l’acte/,
    ],
    [
      'another capacity',
      {},
      ownWords('Présidente', 'Trésorière'),
      false,
      /signe ici en qualité de Trésorière\s: vérifiez le pouvoir/,
    ],
    [
      'what a reference names, taken away',
      { on: 'references' },
      abrogated('Suivi'),
      true,
      /renvoie encore à/,
    ],
    [
      'what defines a term, taken away',
      { on: 'references' },
      abrogated('Suivi'),
      true,
      /retire la définition de «\sComité de la Rive\s»/,
    ],
  ])('[F5] %s', async (_, { on, effet }, prepare, blocking, told) => {
    const avenant = await tools.begin(on === 'references' ? referring : target, 'Essai.', effet ?? null);
    await prepare(avenant);
    await until(async () => {
      const { findings } = await tools.detail(avenant);
      const found = findings.find(({ message }) => told.test(message));
      expect(found?.blocking, findings.map(({ message }) => message).join('\n')).toBe(blocking);
    });
  });

  it('[F5] a party that took over from another one, as its presentation says', async () => {
    const avenant = await tools.begin(target, 'Essai.', '2127-01-01');
    const heir = QUAIS.replace(
      ' représentée',
      ' venant aux droits de la Fédération des Ateliers, représentée',
    );
    await tools.change(avenant, parties(heir), (text) => text.includes('venant aux droits'));
    const messages = (await tools.detail(avenant)).findings.map(({ message }) => message).join(' ');
    expect(messages).not.toMatch(/partie à l’acte/);
  });

  it('[F5] nothing is told of an avenant that is in order', async () => {
    const avenant = await tools.begin(await tools.signedConvention(), 'Essai.', '2127-01-01');
    await words('Il dresse un bilan', 'Il dresse deux bilans')(avenant);
    await until(async () => expect((await tools.detail(avenant)).articles).toHaveLength(1));
    const { findings } = await tools.detail(avenant);
    expect(findings).toEqual([]);
  });

  it('[F5] a résiliation that is announced, until it is taken back', async () => {
    const act = await tools.signedConvention();
    const avenant = await tools.begin(act);
    await words(LAST_DAY, '31 décembre 2129')(avenant);
    const notice = async () =>
      (await tools.detail(avenant)).findings.some(
        ({ blocking, message }) => blocking && /Une résiliation est en cours/.test(message),
      );
    expect(await notice()).toBe(false);
    const ending = { motif: 'Fin du projet.', effet: '2127-06-30', recuLe: null };
    expect((await tools.post(`/api/acts/${act}/etat/resilier`, ending, camille)).status).toBe(200);
    expect(await notice()).toBe(true);
    expect((await tools.freeze(avenant)).status).toBe(409);
    expect((await tools.post(`/api/acts/${act}/etat/resilier/retrait`, {}, camille)).status).toBe(200);
    expect(await notice()).toBe(false);
  });
});
