import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ActContent } from '#shared/document/model.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { avenantTools, CONVENTION, until } from './testing/avenants.ts';

/** The convention of the tests with a cross-reference, and a term that one article defines. */
const WITH_REFERENCES = CONVENTION.replace(
  'Un comité se réunit',
  'Un comité, ci-après désigné « Comité de la Rive », se réunit',
).replace('prend fin le', 'est suivie comme le dit l’article 2 par le Comité de la Rive. Elle prend fin le');

let server: TestApp;
let camille: TestPerson;
let tools: ReturnType<typeof avenantTools>;
let target: ActId;
let withReferences: ActId;
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille', 'ADR');
  tools = avenantTools(server, camille);
  target = await tools.signedConvention();
  withReferences = await tools.signedConvention(WITH_REFERENCES);
}, 60_000);
afterEach(() => tools.close());
afterAll(() => server.dispose());

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
    ['no day of effect', {}, nothing, false, /ne dit pas quand il prend effet/],
    [
      'an effect before the act',
      { effet: '2020-01-01' },
      nothing,
      true,
      /n’est pas en vigueur le 1er janvier 2020/,
    ],
    ['an effect before its signature', { effet: '2020-01-01' }, nothing, false, /avant sa signature/],
    [
      'an effect after the end of the act',
      { effet: '2129-06-01' },
      nothing,
      true,
      /n’est pas en vigueur le 1er juin 2129/,
    ],
    [
      'another name for a party',
      {},
      ownWords('Association des Rives', 'Union des Quais'),
      false,
      /capacité|qualité|partie à l’acte|adhère/,
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
  ])('[F5] %s', async (_, { on, effet }, prepare, blocking, told) => {
    const avenant = await tools.begin(on === 'references' ? withReferences : target, 'Essai.', effet ?? null);
    await prepare(avenant);
    await until(async () => {
      const { findings } = await tools.detail(avenant);
      const found = findings.find(({ message }) => told.test(message));
      expect(found?.blocking, findings.map(({ message }) => message).join('\n')).toBe(blocking);
    });
  });

  it('[F5] nothing is told of an avenant that is in order', async () => {
    const avenant = await tools.begin(target, 'Essai.', '2127-01-01');
    await words('Il dresse un bilan', 'Il dresse deux bilans')(avenant);
    await until(async () => expect((await tools.detail(avenant)).articles).toHaveLength(1));
    const { findings } = await tools.detail(avenant);
    const others = findings.filter(({ message }) => !/numérot/.test(message));
    expect(others).toEqual([]);
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
