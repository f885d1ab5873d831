import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createdActSchema, modeleListSchema } from '#shared/drafting/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { stateSchema, versionListSchema } from '#shared/versions/wire.ts';
import { giveRight } from '../identity/index.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';

let server: TestApp;
let camille: TestPerson;
let lou: TestPerson;
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille', 'UNML', { house: true });
  lou = await server.person('Lou', 'Ateliers');
});
afterAll(() => server.dispose());

const party = (denomination: string) => ({
  denomination,
  sigle: '',
  forme: 'association régie par la loi du 1er juillet 1901',
  siege: '1 rue de l’Essai, 75001 Paris',
  personnePublique: false,
  representant: { civilite: 'Madame', nom: 'Ève Essai', capacite: 'Présidente' },
});
const get = async (act: ActId, path: string, as = camille) =>
  (await server.request(`/api/acts/${act}/${path}`, { as })).json();
const modeleOf = async (act: ActId, as = camille) =>
  versionListSchema.parse(await get(act, 'versions', as)).modele;

describe('the modèle from which an act was made', () => {
  it('[H5] is a state of its own name, its words as they were filled in, for whoever may read the first text', async () => {
    const { modeles } = modeleListSchema.parse(
      await (await server.request('/api/modeles', { as: camille })).json(),
    );
    const [modele] = modeles;
    if (modele === undefined) throw new Error('templates/ holds no modèle.');
    const parties = [party('Union des essais'), party('Association des preuves')];
    const body = { modele: modele.id, titre: 'Convention d’essai', parties, valeurs: {} };
    const begun = await server.request('/api/acts', { method: 'POST', as: camille, body });
    const { id: act } = createdActSchema.parse(await begun.json());
    const { db } = server.storage;
    server.time.now += 1_000;
    const nothing = Y.encodeStateAsUpdate(new Y.Doc());
    const update = { act_id: act, seq: 2, bytes: nothing, person_id: camille.id, at: server.time.now };
    await db.insertInto('act_updates').values(update).execute();
    server.time.now += 1_000;
    const right = { actId: act, personId: lou.id, organisationId: lou.organisationId };
    await giveRight(db, { ...right, role: 'redacteur' }, server.time.now);

    expect(await modeleOf(act)).toBe(`Modèle «\u00a0${modele.titre}\u00a0»`);
    const state = stateSchema.parse(await get(act, 'etats/modele'));
    expect(state).toMatchObject({ name: await modeleOf(act), seq: 1, version: null });
    expect(state.hash).toBe(stateSchema.parse(await get(act, 'etats/seq-1')).hash);
    expect(await get(act, 'auteurs?etat=modele')).toMatchObject({ seq: 1 });

    expect(await modeleOf(act, lou)).toBeNull();
    expect(await get(act, 'etats/modele', lou)).toMatchObject({ code: 'version.introuvable' });
  });

  it('[H5] is none for an act that was made otherwise', async () => {
    const act = await server.act({ rights: [[camille, 'pilote']] });
    expect(await modeleOf(act)).toBeNull();
    expect(await get(act, 'etats/modele')).toMatchObject({ code: 'version.introuvable' });
  });
});
