import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { avenantListSchema } from '#shared/avenants/wire.ts';
import { printDocument } from '#shared/document/text.ts';
import { actListSchema } from '#shared/drafting/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { stateSchema } from '#shared/versions/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { avenantTools, until } from './testing/avenants.ts';

let server: TestApp;
let camille: TestPerson;
let alix: TestPerson;
let nour: TestPerson;
let tools: ReturnType<typeof avenantTools>;
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille', 'ADR');
  alix = await server.person('Alix', 'FDA');
  nour = await server.person('Nour', 'CMA France');
  tools = avenantTools(server, camille);
});
afterEach(() => tools.close());
afterAll(() => server.dispose());

const blocking = async (act: ActId) =>
  (await tools.detail(act)).findings.flatMap((one) => (one.blocking ? [one.message] : [])).join(' ');

describe('an avenant', { timeout: 60_000 }, () => {
  it('[C1] is begun on a signed act only, by those who may write it', async () => {
    const draft = await server.act({ rights: [[camille, 'pilote']] });
    const body = { motif: '', effet: null };
    expect(await tools.code(tools.post(`/api/acts/${draft}/avenants`, body, camille))).toEqual([
      409,
      'avenant.cible',
    ]);
    expect(await tools.code(tools.post(`/api/acts/${draft}/avenants`, body, nour))).toEqual([
      404,
      'acte.introuvable',
    ]);
    expect(await tools.code(server.request(`/api/acts/${draft}/avenant`, { as: camille }))).toEqual([
      404,
      'avenant.introuvable',
    ]);
  });

  it('[C2] [C3] writes itself from the edits of the consolidated text, is signed, and amends the act from its day', async () => {
    const target = await tools.signedConvention();
    const avenant = await tools.begin(target);
    const { workingId, number, articles } = await tools.detail(avenant);
    expect([number, articles]).toEqual([1, []]);
    expect(await tools.text(avenant)).toContain('Avenant n° 1');
    expect(await tools.text(avenant)).toContain('Aucune modification pour l’instant');

    await tools.replace(workingId, '31 décembre 2128', '31 décembre 2129');
    await until(async () =>
      expect(await tools.text(avenant)).toContain(
        'À l’article 3, la date du 31 décembre 2128 est remplacée par la date du 31 décembre 2129.',
      ),
    );
    expect(await tools.text(avenant)).not.toContain('Aucune modification pour l’instant');
    await tools.replace(workingId, 'deux fois', 'trois fois');
    await until(async () => expect(await tools.text(avenant)).toContain('les mots : « trois fois »'));
    // What people write around the articles stays.
    await tools.replace(avenant, 'La coopération se prolonge.', 'La coopération se prolonge d’un an.');
    expect((await tools.detail(avenant)).refusals).toEqual([]);

    await tools.sign(avenant);
    expect(await tools.code(tools.post(`/api/acts/${workingId}/etat/arreter`, {}, camille))).toEqual([
      403,
      'acces.refuse',
    ]);
    const after = await tools.inForce(target, '2099-01-01');
    expect(after.text).toContain('prend fin le 31 décembre 2129');
    expect(after.text).toContain('trois fois par an');
    expect(after.applied.map((each) => each.number)).toEqual([1]);
    expect(Object.values(after.sources)).toContainEqual(['Texte initial', 'Avenant n°\u00a01']);
    const before = await tools.inForce(target, '2000-01-01');
    expect(before.text).toContain('31 décembre 2128');
    // The signed text itself never changes.
    expect(await tools.text(target)).toContain('31 décembre 2128');
  });

  it('[C4] is frozen neither without anything in it, nor with an edit that no instruction expresses', async () => {
    const target = await tools.signedConvention();
    const avenant = await tools.begin(target);
    const { workingId } = await tools.detail(avenant);
    const empty = await tools.post(`/api/acts/${avenant}/etat/arreter`, {}, camille);
    expect([empty.status, await empty.text()]).toEqual([409, expect.stringContaining('ne modifie rien')]);
    await tools.replace(workingId, 'Fait à Lyon', 'Fait à Paris');
    await until(async () => expect((await tools.detail(avenant)).refusals).toHaveLength(1));
    const refused = await tools.post(`/api/acts/${avenant}/etat/arreter`, {}, camille);
    expect(refused.status).toBe(409);
  });

  it('[C5] is told of another one that amends the same passage', async () => {
    const target = await tools.signedConvention();
    const [first, second] = [await tools.begin(target), await tools.begin(target)];
    for (const [id, year] of [
      [first, '2129'],
      [second, '2130'],
    ] as const)
      await tools.replace((await tools.detail(id)).workingId, '31 décembre 2128', `31 décembre ${year}`);
    const { number, findings, workingId } = await tools.detail(second);
    expect(number).toBe(2);
    const told = findings.find(({ blocking, message }) => blocking && message.includes('article 3'));
    // The passage is shown in the text that is edited.
    const { content } = stateSchema.parse(await tools.get(`/api/acts/${workingId}/etats/actuel`));
    const place = content.document.content.find(({ attrs }) => attrs.id === told?.block);
    expect(
      printDocument({ champs: content.champs, document: { type: 'doc', content: place ? [place] : [] } }),
    ).toMatch(/Durée|prend fin/);
    const listed = avenantListSchema.parse(await tools.get(`/api/acts/${target}/avenants`));
    expect(listed.avenants.map((each) => each.number)).toEqual([1, 2]);
  });

  it('[F1] the text in force on two days, and what an avenant will make of it, are states to compare', async () => {
    const target = await tools.signedConvention();
    const first = await tools.begin(target, 'Un an de plus.', '2099-01-01');
    await tools.replace((await tools.detail(first)).workingId, '31 décembre 2128', '31 décembre 2129');
    await until(async () => expect(await tools.text(first)).toContain('31 décembre 2129'));
    await tools.sign(first);
    const second = await tools.begin(target, 'Un suivi.', '2099-06-01');
    const { workingId } = await tools.detail(second);
    await tools.replace(workingId, 'deux fois', 'trois fois');
    const state = async (act: ActId, ref: string) =>
      stateSchema.parse(await tools.get(`/api/acts/${act}/etats/${ref}`));
    const years = await Promise.all(
      ['au-2098-12-31', 'au-2099-01-01'].map(async (ref) => {
        const { content, name } = await state(target, ref);
        return [/fin le 31.décembre.(\d+)/.exec(printDocument(content))?.[1], name?.replace(/\s/g, ' ')];
      }),
    );
    expect(years).toEqual([
      ['2128', 'Texte en vigueur au 31 décembre 2098'],
      ['2129', 'Texte en vigueur au 1er janvier 2099'],
    ]);
    await until(async () =>
      expect(printDocument((await state(workingId, 'consolide')).content)).toContain('trois fois'),
    );
    expect((await state(workingId, 'consolide')).name).toMatch(/avenant n°.2$/);
    const side = `${workingId}.consolide`;
    const file = await server.request(
      `/api/acts/${target}/comparaisons/phrases-txt?de=au-2099-01-01&a=${side}`,
      { as: camille },
    );
    expect(file.status).toBe(200);
    for (const [act, ref] of [
      [target, 'consolide'],
      [workingId, 'au-2099-01-01'],
      [target, 'au-2000-01-01'],
      [target, 'au-2099-13-01'],
    ] as const)
      expect(await tools.code(server.request(`/api/acts/${act}/etats/${ref}`, { as: camille }))).toEqual([
        404,
        'version.introuvable',
      ]);
  });

  it('[C7] never takes effect before one that was signed before it, and waits for one that is being signed', async () => {
    const target = await tools.signedConvention();
    const first = await tools.begin(target, 'La coopération se prolonge.', '2099-01-01');
    await tools.replace((await tools.detail(first)).workingId, '31 décembre 2128', '31 décembre 2129');
    const waiting = await tools.begin(target);
    await tools.sign(first);
    expect(await blocking(waiting)).toContain('Un avenant signé depuis a modifié le texte');
    const second = await tools.begin(target);
    await tools.replace((await tools.detail(second)).workingId, 'deux fois', 'trois fois');
    expect(await blocking(second)).toContain('donnez à celui-ci une date d’effet');
    expect((await tools.inForce(target, '2000-01-01')).inForce).toBe(false);
    expect((await tools.inForce(target, '2099-01-01')).text).toContain('31 décembre 2129');
  });

  it('[C6] its consolidated text is in nobody’s portfolio, and open to whom the avenant is open', async () => {
    const target = await tools.signedConvention();
    const { id, workingId } = await tools.detail(await tools.begin(target));
    const { acts } = actListSchema.parse(await tools.get('/api/acts'));
    expect(acts.map((act) => act.id)).toContain(id);
    expect(acts.map((act) => act.id)).not.toContain(workingId);
    expect((await server.request(`/api/acts/${workingId}`, { as: camille })).status).toBe(200);
    for (const person of [alix, nour])
      expect(await tools.code(server.request(`/api/acts/${workingId}`, { as: person }))).toEqual([
        404,
        'acte.introuvable',
      ]);
  });
});
