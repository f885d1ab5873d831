import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actDetailSchema,
  actListSchema,
  createdActSchema,
  keptProposalsSchema,
  modeleListSchema,
} from '#shared/drafting/wire.ts';
import { setupResponseSchema } from '#shared/identity/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { keepProposal } from './proposals-store.ts';
import { setSummary } from './store.ts';

let server: TestApp;
let person: TestPerson;
beforeAll(async () => {
  server = await startTestApp();
  person = await server.person('Camille');
});
afterAll(() => server.dispose());

const party = (denomination: string, sigle: string) => ({
  denomination,
  sigle,
  forme: 'association régie par la loi du 1er juillet 1901',
  siege: '1 rue de l’Essai, 75001 Paris',
  personnePublique: false,
  representant: { civilite: 'Madame', nom: 'Ève Essai', capacite: 'Présidente' },
});
const begin = (modele: string, valeurs: Record<string, string> = {}) =>
  server.request('/api/acts', {
    method: 'POST',
    as: person,
    body: {
      modele,
      titre: 'Convention d’essai',
      parties: [party('Union des essais', 'UDE'), party('Association des preuves', '')],
      valeurs,
    },
  });

describe('beginning from a modèle', () => {
  it('makes an act of which one is pilote, with its parties', async () => {
    const { modeles } = modeleListSchema.parse(
      await (await server.request('/api/modeles', { as: person })).json(),
    );
    const first = modeles[0];
    if (!first) throw new Error('templates/ holds no modèle.');
    const answer = await begin(first.id);
    expect(answer.status).toBe(201);
    const { id } = createdActSchema.parse(await answer.json());
    const { acts } = actListSchema.parse(await (await server.request('/api/acts', { as: person })).json());
    expect(acts.find((act) => act.id === id)).toMatchObject({
      title: 'Convention d’essai',
      kind: 'convention',
      state: 'brouillon',
      role: 'pilote',
      parties: ['UDE', 'Association des preuves'],
    });
  });

  it('sends its wordings compressed', async () => {
    const answer = await server.request('/api/modeles', {
      as: person,
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(modeleListSchema.parse(await answer.json()).modeles.length).toBeGreaterThan(0);
  });

  it('refuses an unknown modèle, and values that do not fit', async () => {
    const unknown = await begin('inconnu');
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'modele.inconnu' }]);
    const wrong = await begin('convention-de-partenariat', { 'duree.mois': 'beaucoup' });
    expect(wrong.status).toBe(422);
    const body = (await wrong.json()) as { code: string; details: string[] };
    expect(body.code).toBe('modele.valeurs');
    expect(body.details[0]).toContain('duree.mois');
  });
});

describe('the name of an act', () => {
  const titleOf = async (id: ActId) =>
    actDetailSchema.parse(await (await server.request(`/api/acts/${id}`, { as: person })).json()).title;
  const rename = (id: ActId, titre: string, as = person) =>
    server.request(`/api/acts/${id}/title`, { method: 'POST', as, body: { titre } });
  const textSays = (id: ActId, title: string) =>
    setSummary(server.storage.db, id, { title, parties: null, clauses: [] });

  it('that was given stays when the text prints another title', async () => {
    const { id } = createdActSchema.parse(await (await begin('convention-de-partenariat')).json());
    await textSays(id, 'Convention nationale');
    expect(await titleOf(id)).toBe('Convention d’essai');
  });

  it('that was read in an imported text follows it, until somebody gives one', async () => {
    const imported = await server.request('/api/acts/import', {
      method: 'POST',
      as: person,
      body: { texte: '# Convention cadre\n\nArticle 1 – Objet\n\nAgir.', nom: null },
    });
    const { id } = createdActSchema.parse(await imported.json());
    expect(await titleOf(id)).toBe('Convention cadre');
    await textSays(id, 'Convention cadre de partenariat');
    expect(await titleOf(id)).toBe('Convention cadre de partenariat');
    expect((await rename(id, '  Ateliers 2027  ')).status).toBe(204);
    await textSays(id, 'Encore un autre titre');
    expect(await titleOf(id)).toBe('Ateliers 2027');
  });

  it('is for the pilote to change, and is never empty', async () => {
    const redacteur = await server.person('Dominique');
    const id = await server.act({
      rights: [
        [person, 'pilote'],
        [redacteur, 'redacteur'],
      ],
    });
    expect((await rename(id, 'Autre nom', redacteur)).status).toBe(403);
    expect((await rename(id, '   ')).status).toBe(400);
    expect((await rename(id, 'Autre nom')).status).toBe(204);
    expect(await titleOf(id)).toBe('Autre nom');
  });

  it('may change when the text may not', async () => {
    const id = await server.act({ state: 'signe', rights: [[person, 'pilote']] });
    expect((await rename(id, 'Signée le 3 mai')).status).toBe(204);
  });
});

describe('the example', () => {
  it('gives its two acts to whoever asks, with links for the others', async () => {
    const asker = await server.person('Alix');
    const answer = await server.request('/api/example', { method: 'POST', as: asker });
    expect(answer.status).toBe(201);
    const { links } = setupResponseSchema.parse(await answer.json());
    expect(links.length).toBeGreaterThanOrEqual(2);
    const { acts } = actListSchema.parse(await (await server.request('/api/acts', { as: asker })).json());
    expect(acts.map(({ state }) => state).sort()).toEqual(['brouillon', 'negociation']);
  });

  it.each([
    ['members beside whoever asks, alone in their organisation', [], 'membre'],
    ['invités of an organisation that has other members', ['Anaïs'], 'invite'],
  ])('makes its people %s', async (_, others, role) => {
    const own = await startTestApp();
    const house = 'Union nationale des Missions Locales';
    const asker = await own.person('Alix', house, { membership: 'administrateur' });
    for (const name of others) await own.person(name, house, { membership: 'membre' });
    await own.request('/api/example', { method: 'POST', as: asker });
    const claire = await own.storage.db
      .selectFrom('memberships')
      .innerJoin('people', 'people.id', 'memberships.person_id')
      .select('memberships.role')
      .where('people.name', '=', 'Claire Vasseur')
      .execute();
    await own.dispose();
    expect(claire).toEqual([{ role }]);
  });
});

describe('what a sheet proposes to a draft', () => {
  const name = 'a'.repeat(64);
  const ask = (act: ActId, as: TestPerson, body?: unknown) =>
    server.request(`/api/acts/${act}/propositions`, {
      as,
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
  const kept = async (act: ActId, as: TestPerson) =>
    keptProposalsSchema.parse(await (await ask(act, as)).json()).gardees;

  it('[D24] once it was answered by keeping what is there, is nobody’s question any more, in that act', async () => {
    const reader = await server.person('Rene', 'AMF');
    const rights = [
      [person, 'pilote'],
      [reader, 'lecteur'],
    ] as const;
    const act = await server.act({ rights });
    const other = await server.act({ rights });
    expect((await ask(act, reader, { garder: name })).status).toBe(403);
    expect((await ask(act, person, { garder: 'A'.repeat(64) })).status).toBe(400);
    for (const _again of [1, 2]) expect((await ask(act, person, { garder: name })).status).toBe(204);
    expect(await kept(act, reader)).toEqual([name]);
    expect(await kept(other, person)).toEqual([]);
  });

  it('[D24] is remembered two hundred times at most', async () => {
    const act = await server.act({ rights: [[person, 'pilote']] });
    await server.storage.db.transaction().execute(async (tx) => {
      for (let rank = 0; rank < 205; rank += 1)
        await keepProposal(tx, act, String(rank).padStart(64, '0'), rank);
    });
    const names = await kept(act, person);
    expect([names.length, names[0], names.at(-1)]).toEqual([
      200,
      '204'.padStart(64, '0'),
      '5'.padStart(64, '0'),
    ]);
  });
});
