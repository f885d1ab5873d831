import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { avenantDetailSchema, avenantListSchema, inForceSchema } from '#shared/avenants/wire.ts';
import type { ActContent } from '#shared/document/model.ts';
import { parseContent } from '#shared/document/parse.ts';
import { printDocument } from '#shared/document/text.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import { actListSchema, createdActSchema } from '#shared/drafting/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import {
  ceremonyAnswerSchema,
  type NamedSignatoryRequest,
  signingPageSchema,
} from '#shared/signature/wire.ts';
import { stateSchema } from '#shared/versions/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';

let server: TestApp;
let camille: TestPerson;
let alix: TestPerson;
let nour: TestPerson;
const clients: TestClient[] = [];
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille', 'ADR');
  alix = await server.person('Alix', 'FDA');
  nour = await server.person('Nour', 'CMA France');
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});
afterAll(() => server.dispose());

const CONVENTION = `# Convention de partenariat

Entre

L’Association des Rives, association régie par la loi du 1er juillet 1901, dont le siège est situé 3 quai des Tanneurs, 69001 Lyon, représentée par sa Présidente, Madame Anne Perrin, ci-après désignée « ADR »,

Et

La Fédération des Ateliers, association régie par la loi du 1er juillet 1901, dont le siège est situé 8 rue des Forges, 38000 Grenoble, représentée par son Président, Monsieur Paul Hue, ci-après désignée « FDA »,

## Article 1 – Objet

ADR et FDA accompagnent ensemble les jeunes vers les métiers de la rive.

## Article 2 – Suivi

Un comité se réunit deux fois par an. Il dresse un bilan.

## Article 3 – Durée

La convention prend fin le 31 décembre 2028.

Fait à Lyon, le 2 mars 2026, en deux exemplaires.

Pour ADR
La Présidente
Anne Perrin

Pour FDA
Le Président
Paul Hue
`;

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const post = (path: string, body: unknown, as?: TestPerson) =>
  server.request(path, { method: 'POST', body, ...(as === undefined ? {} : { as }) });
const get = async (path: string, as = camille): Promise<unknown> =>
  (await server.request(path, { as })).json();
const code = async (answer: Promise<Response>) => {
  const got = await answer;
  return [got.status, ((await got.json()) as { code: string }).code];
};
const signatory = (key: string, nom: string): NamedSignatoryRequest => ({
  party: { key, denomination: `Partie ${key}` },
  civilite: '',
  nom,
  email: `${nom.toLowerCase()}@essai.example`,
  capacite: 'Présidente',
  delegation: null,
  method: 'electronique',
});
/** Freezes an act, and has two people sign it. */
const sign = async (act: ActId): Promise<void> => {
  const frozen = await post(`/api/acts/${act}/etat/arreter`, {}, camille);
  expect(frozen.status, await frozen.clone().text()).toBe(200);
  const { parties } = ceremonyAnswerSchema.parse(await get(`/api/acts/${act}/signature`));
  const [first = '1', second = '2'] = parties.map(({ key }) => key);
  const signatories = [signatory(first, 'Anne'), signatory(second, 'Paul')];
  const opened = await post(
    `/api/acts/${act}/signature`,
    { order: 'parallele', days: 5, signatories },
    camille,
  );
  const { links } = ceremonyAnswerSchema.parse(await opened.json());
  for (const { url } of links) {
    const token = url.split('#')[1] ?? '';
    const { hash, consent } = signingPageSchema.parse(
      await (await post('/api/signature/ouvrir', { token })).json(),
    );
    expect((await post('/api/signature/signer', { token, hash, consent, code: null })).status).toBe(201);
  }
};
const signedConvention = async (): Promise<ActId> => {
  const created = await post('/api/acts/import', { texte: CONVENTION, nom: 'convention.md' }, camille);
  const { id } = createdActSchema.parse(await created.json());
  await sign(id);
  return id;
};
const begin = async (target: ActId, motif = 'La coopération se prolonge.', effet: string | null = null) => {
  const answer = await post(`/api/acts/${target}/avenants`, { motif, effet }, camille);
  expect(answer.status, await answer.clone().text()).toBe(201);
  return createdActSchema.parse(await answer.json()).id;
};
const detail = async (act: ActId) => avenantDetailSchema.parse(await get(`/api/acts/${act}/avenant`));
const text = async (act: ActId, state = 'actuel') => {
  const { content } = stateSchema.parse(await get(`/api/acts/${act}/etats/${state}`));
  return printDocument(content as ActContent).replace(/[\u00a0\u202f]/g, ' ');
};
/** Edits a text as somebody who types in it would, replacing words that it holds. */
const replace = async (act: ActId, old: string, now: string): Promise<void> => {
  const client = openClient(server.socketUrl, act, camille, { own: true });
  clients.push(client);
  await until(() => expect(client.provider.synced).toBe(true));
  const content = readContent(client.doc);
  if (!content.ok) throw new Error('The text can’t be read');
  const json = JSON.stringify(content.value);
  expect(json).toContain(old);
  const edited = parseContent(JSON.parse(json.replace(old, now)));
  if (!edited.ok) throw new Error('The edit is no text');
  writeContent(client.doc, edited.value);
  await until(async () => expect(await text(act)).toContain(now));
};
const blocking = async (act: ActId) =>
  (await detail(act)).findings.flatMap((one) => (one.blocking ? [one.message] : [])).join(' ');
const inForce = async (target: ActId, day: string) => {
  const answer = inForceSchema.parse(await get(`/api/acts/${target}/en-vigueur?jour=${day}`));
  const content = parseContent(answer.content);
  if (!content.ok) throw new Error('The text in force can’t be read');
  return { ...answer, text: printDocument(content.value).replace(/[\u00a0\u202f]/g, ' ') };
};

describe('an avenant', { timeout: 60_000 }, () => {
  it('[C1] is begun on a signed act only, by those who may write it', async () => {
    const draft = await server.act({ rights: [[camille, 'pilote']] });
    const body = { motif: '', effet: null };
    expect(await code(post(`/api/acts/${draft}/avenants`, body, camille))).toEqual([409, 'avenant.cible']);
    expect(await code(post(`/api/acts/${draft}/avenants`, body, nour))).toEqual([404, 'acte.introuvable']);
    expect(await code(server.request(`/api/acts/${draft}/avenant`, { as: camille }))).toEqual([
      404,
      'avenant.introuvable',
    ]);
  });

  it('[C2] [C3] writes itself from the edits of the consolidated text, is signed, and amends the act from its day', async () => {
    const target = await signedConvention();
    const avenant = await begin(target);
    const { workingId, number, articles } = await detail(avenant);
    expect([number, articles]).toEqual([1, []]);
    expect(await text(avenant)).toContain('Avenant n° 1');
    expect(await text(avenant)).toContain('Aucune modification pour l’instant');

    await replace(workingId, '31 décembre 2028', '31 décembre 2029');
    await until(async () =>
      expect(await text(avenant)).toContain(
        'À l’article 3, la date du 31 décembre 2028 est remplacée par la date du 31 décembre 2029.',
      ),
    );
    expect(await text(avenant)).not.toContain('Aucune modification pour l’instant');
    await replace(workingId, 'deux fois', 'trois fois');
    await until(async () => expect(await text(avenant)).toContain('les mots : « trois fois »'));
    // What people write around the articles stays.
    await replace(avenant, 'La coopération se prolonge.', 'La coopération se prolonge d’un an.');
    expect((await detail(avenant)).refusals).toEqual([]);

    await sign(avenant);
    expect(await code(post(`/api/acts/${workingId}/etat/arreter`, {}, camille))).toEqual([
      403,
      'acces.refuse',
    ]);
    const after = await inForce(target, '2099-01-01');
    expect(after.text).toContain('prend fin le 31 décembre 2029');
    expect(after.text).toContain('trois fois par an');
    expect(after.applied.map((each) => each.number)).toEqual([1]);
    expect(Object.values(after.sources).flat()).toContain(after.applied[0]?.title);
    const before = await inForce(target, '2000-01-01');
    expect(before.text).toContain('31 décembre 2028');
    // The signed text itself never changes.
    expect(await text(target)).toContain('31 décembre 2028');
  });

  it('[C4] is frozen neither without anything in it, nor with an edit that no instruction expresses', async () => {
    const target = await signedConvention();
    const avenant = await begin(target);
    const { workingId } = await detail(avenant);
    const empty = await post(`/api/acts/${avenant}/etat/arreter`, {}, camille);
    expect([empty.status, await empty.text()]).toEqual([409, expect.stringContaining('ne modifie rien')]);
    await replace(workingId, 'Fait à Lyon', 'Fait à Paris');
    await until(async () => expect((await detail(avenant)).refusals).toHaveLength(1));
    const refused = await post(`/api/acts/${avenant}/etat/arreter`, {}, camille);
    expect(refused.status).toBe(409);
  });

  it('[C5] is told of another one that amends the same passage', async () => {
    const target = await signedConvention();
    const [first, second] = [await begin(target), await begin(target)];
    for (const [id, year] of [
      [first, '2029'],
      [second, '2030'],
    ] as const)
      await replace((await detail(id)).workingId, '31 décembre 2028', `31 décembre ${year}`);
    const { number, findings } = await detail(second);
    expect(number).toBe(2);
    expect(findings.some(({ blocking, message }) => blocking && message.includes('article 3'))).toBe(true);
    const listed = avenantListSchema.parse(await get(`/api/acts/${target}/avenants`));
    expect(listed.avenants.map((each) => each.number)).toEqual([1, 2]);
  });

  it('[C7] never takes effect before one that was signed before it, and waits for one that is being signed', async () => {
    const target = await signedConvention();
    const first = await begin(target, 'La coopération se prolonge.', '2099-01-01');
    await replace((await detail(first)).workingId, '31 décembre 2028', '31 décembre 2129');
    const waiting = await begin(target);
    await sign(first);
    expect(await blocking(waiting)).toContain('Le texte en vigueur n’est plus celui');
    const second = await begin(target);
    await replace((await detail(second)).workingId, 'deux fois', 'trois fois');
    expect(await blocking(second)).toContain('donnez à celui-ci une date d’effet');
    expect((await inForce(target, '2000-01-01')).inForce).toBe(false);
    expect((await inForce(target, '2099-01-01')).text).toContain('31 décembre 2129');
  });

  it('[C6] its consolidated text is in nobody’s portfolio, and open to whom the avenant is open', async () => {
    const target = await signedConvention();
    const { id, workingId } = await detail(await begin(target));
    const { acts } = actListSchema.parse(await get('/api/acts'));
    expect(acts.map((act) => act.id)).toContain(id);
    expect(acts.map((act) => act.id)).not.toContain(workingId);
    expect((await server.request(`/api/acts/${workingId}`, { as: camille })).status).toBe(200);
    for (const person of [alix, nour])
      expect(await code(server.request(`/api/acts/${workingId}`, { as: person }))).toEqual([
        404,
        'acte.introuvable',
      ]);
  });
});
