import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  proposedClauseSchema,
  tendedClausierSchema,
  tendedDetailSchema,
} from '#shared/drafting/house-wire.ts';
import { SAMPLE_PARTIES, sampleValue } from '#shared/drafting/samples.ts';
import { actListSchema, createdActSchema, modeleListSchema } from '#shared/drafting/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../testing/app.ts';

let server: TestApp;
let jurist: TestPerson;
let member: TestPerson;
let guest: TestPerson;
beforeAll(async () => {
  server = await startTestApp();
  jurist = await server.person('Alix', 'Maison', { membership: 'administrateur', house: true });
  member = await server.person('Camille', 'Maison');
  guest = await server.person('Inès', 'Ailleurs', { membership: 'invite' });
});
afterAll(() => server.dispose());

const get = (path: string, as: TestPerson = member) => server.request(path, { as });
const post = (path: string, body: unknown, as: TestPerson = member) =>
  server.request(path, { method: 'POST', body, as });
const list = async () => tendedClausierSchema.parse(await (await get('/api/clausier')).json()).clauses;
const detail = async (id: string, query = '', as: TestPerson = member) =>
  tendedDetailSchema.parse(await (await get(`/api/clausier/${id}${query}`, as)).json());
const decide = (id: string, version: number, etat: string, as: TestPerson = jurist) =>
  post(`/api/clausier/${id}/versions/${version}/decision`, { etat, note: 'Relu.' }, as);
const told = async (answer: Response) => {
  const body = (await answer.json()) as { code: string; details?: string[] };
  return { status: answer.status, code: body.code, details: body.details ?? [] };
};
const rows = async () => (await server.storage.db.selectFrom('clauses').select('id').execute()).length;

/** The shipped wording of a clause, with words of its own. */
async function reworded(id: string, words: string): Promise<string> {
  const { source } = await detail(id);
  return `${source.trimEnd()}\n\n${words}\n`;
}
const propose = async (source: string, as: TestPerson = member) => {
  const answer = await post('/api/clausier', { source, note: 'Plus clair.' }, as);
  if (answer.status !== 201) throw new Error(await answer.text());
  return proposedClauseSchema.parse(await answer.json());
};
const fresh = (variante: string, body: string, head = '') =>
  [
    '---',
    `id: confidentialite-${variante}`,
    'famille: confidentialite',
    `variante: ${variante}`,
    'titre: Confidentialité',
    'version: 1',
    'date: 2020-01-01',
    'auteur: Personne',
    'emploi: Toujours.',
    ...(head === '' ? [] : [head]),
    '---',
    body,
    '',
  ].join('\n');

const DUREE = 'duree-signature';

/** Begins an act of two parties that takes the durée clause by default, and answers its text as the server holds it. */
async function begin(): Promise<{ id: ActId; text: string }> {
  const { modeles } = modeleListSchema.parse(await (await get('/api/modeles')).json());
  const modele = modeles.find(({ etapes, partiesMin }) =>
    etapes.some(
      ({ defaut, variantes }) =>
        partiesMin <= 2 && variantes.some(({ id, variante }) => id === DUREE && variante === defaut),
    ),
  );
  if (modele === undefined) throw new Error(`No modèle of two parties takes ${DUREE}.`);
  const required = modele.variables.filter(({ requis, defaut }) => requis && defaut === null);
  const valeurs = Object.fromEntries(required.map((each) => [each.chemin, sampleValue(each)]));
  const answer = await post('/api/acts', {
    modele: modele.id,
    titre: 'Essai',
    parties: SAMPLE_PARTIES,
    valeurs,
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  const { id } = createdActSchema.parse(await answer.json());
  const room = await server.app.hub.open(id);
  return { id, text: room.doc.getXmlFragment('contenu').toString() };
}

describe('reading', () => {
  it('lists what ships, by family, and shows each clause with its preview', async () => {
    const clauses = await list();
    expect(clauses.length).toBeGreaterThan(10);
    expect(
      clauses.every(({ offerte, origine, etat }) => offerte && origine === 'livree' && etat === 'approuvee'),
    ).toBe(true);
    for (const { id } of clauses) {
      const shown = await detail(id);
      expect(shown.apercu.document.content.length).toBeGreaterThan(0);
      expect(shown.historique[0]?.source).toBe(shown.source);
    }
  });

  it('tells a clause or a version that is not there', async () => {
    expect(await told(await get('/api/clausier/nulle'))).toMatchObject({
      status: 404,
      code: 'clause.introuvable',
    });
    const { id } = (await list())[0] ?? { id: '' };
    expect((await get(`/api/clausier/${id}?version=99`)).status).toBe(404);
  });
});

describe('from a proposal to a draft', () => {
  it('[K1] [K2] [K6] [K9] a version approved is in the next draft, without a restart; retired, it is gone', async () => {
    const id = DUREE;
    const words = 'Mots de la maison, que rien d’autre ne dit.';
    const { version } = await propose(await reworded(id, words));
    expect(version).toBe((await detail(id)).version + 1);
    expect((await begin()).text).not.toContain(words);
    const waiting = (await detail(id)).historique[0];
    expect(waiting).toMatchObject({
      etat: 'proposee',
      auteur: 'Camille',
      offerte: false,
      note: 'Plus clair.',
    });

    expect((await decide(id, version, 'approuvee')).status).toBe(204);
    const act = await begin();
    expect(act.text).toContain(words);
    expect(act.text).toContain(`${id}@${version}`);
    const approved = await detail(id);
    expect([approved.version, approved.origine]).toEqual([version, 'organisation']);
    expect(approved.historique[0]?.decisions).toMatchObject([
      { etat: 'approuvee', par: 'Alix', note: 'Relu.' },
    ]);
    expect((await detail(id, `?version=${version - 1}`)).origine).toBe('livree');

    expect((await decide(id, version, 'retiree')).status).toBe(204);
    expect((await begin()).text).not.toContain(words);
    expect((await detail(id)).origine).toBe('livree');
    expect((await decide(id, version, 'approuvee')).status).toBe(204);
    expect((await detail(id)).historique[0]?.decisions.map(({ etat }) => etat)).toEqual([
      'approuvee',
      'retiree',
      'approuvee',
    ]);
    await decide(id, version, 'retiree');
  });

  it('[K1] the same decision twice is a conflict, and two at once are taken once', async () => {
    const { id, version } = await propose(fresh('deux-fois', 'Chacun se tait.'));
    const both = await Promise.all([decide(id, version, 'approuvee'), decide(id, version, 'approuvee')]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await told(await decide(id, version, 'approuvee'))).toMatchObject({ code: 'clause.conflit' });
    expect((await decide(id, version, 'retiree')).status).toBe(204);
  });

  it('[K4] a new variant is offered by the modèles that have its family', async () => {
    const source = (await detail(DUREE)).source;
    const variant = source
      .replace(/^id: .*$/m, 'id: duree-maison')
      .replace(/^variante: .*$/m, 'variante: maison');
    const { id, version } = await propose(variant);
    await decide(id, version, 'approuvee');
    const { modeles } = modeleListSchema.parse(await (await get('/api/modeles')).json());
    const offered = modeles.flatMap(({ etapes }) =>
      etapes.flatMap(({ variantes }) => variantes.map((each) => each.id)),
    );
    expect(offered).toContain('duree-maison');
    await decide(id, version, 'retiree');
  });

  it('[K6] number, date and author are the server’s, whatever is sent', async () => {
    const { id, version } = await propose(fresh('signee', 'Chacun se tait.', 'note: De moi.'));
    const shown = await detail(id);
    expect([version, shown.auteur]).toEqual([1, 'Camille']);
    expect(shown.date).not.toBe('2020-01-01');
    expect((await propose(fresh('signee', 'Chacun se tait encore.'))).version).toBe(2);
  });
});

describe('what is refused', () => {
  it('[K6] a broken text is told line by line, and nothing is kept', async () => {
    const before = await rows();
    const broken = fresh('cassee', 'Pendant {{duree.mois} mois.\n\n@si parties = 2\nDeux.', 'inconnu: oui');
    const first = await told(await post('/api/clausier', { source: broken, note: '' }));
    expect([first.status, first.code]).toEqual([422, 'clause.invalide']);
    expect(first.details[0]).toContain('ligne 10');
    const body = await told(
      await post('/api/clausier', { source: broken.replace('inconnu: oui\n', ''), note: '' }),
    );
    expect(body.details.length).toBeGreaterThanOrEqual(2);
    expect(body.details.join('\n')).toMatch(/ligne 11[\s\S]*ligne 13/);
    expect((await post('/api/clausier', { source: 'sans tête', note: '' })).status).toBe(422);
    expect((await post('/api/clausier', { source: 'x'.repeat(60_001), note: '' })).status).toBe(400);
    expect(await rows()).toBe(before);
  });

  it('[K7] another clause’s id', async () => {
    const taken = (await list())[0]?.id ?? '';
    const source = fresh('prise', 'Texte.').replace(/^id: .*$/m, `id: ${taken}`);
    const answer = await told(await post('/api/clausier', { source, note: '' }));
    expect(answer.details.join()).toContain(taken);
  });

  it('[K5] a wording that a modèle could not take, with its line', async () => {
    const before = await rows();
    const source = await reworded(DUREE, 'Voir [[domicile]].');
    const answer = await told(await post('/api/clausier', { source, note: '' }));
    expect(answer.code).toBe('clause.invalide');
    expect(answer.details.join('\n')).toContain('domicile');
    expect(await rows()).toBe(before);
  });

  it('[K5] retiring what a modèle needs', async () => {
    const id = DUREE;
    const { version } = await detail(id);
    const before = await rows();
    expect(await told(await decide(id, version, 'retiree'))).toMatchObject({
      status: 409,
      code: 'clause.requise',
    });
    expect(await rows()).toBe(before);
  });

  it('[O11] deciding, to a member; everything, to an invité', async () => {
    const { id, version } = await propose(fresh('droits', 'Chacun se tait.'));
    expect(await told(await decide(id, version, 'approuvee', member))).toMatchObject({
      status: 403,
      code: 'acces.reserve',
    });
    expect(await told(await decide(id, version, 'approuvee', guest))).toMatchObject({ status: 403 });
    expect((await post('/api/clausier', { source: fresh('invitee', 'X.'), note: '' }, guest)).status).toBe(
      403,
    );
    expect((await get('/api/clausier', guest)).status).toBe(403);
    expect((await get(`/api/clausier/${id}`, guest)).status).toBe(403);
    expect((await detail(id)).historique[0]?.etat).toBe('proposee');
    expect((await detail(id)).may).toEqual({ propose: true, decide: false });
    expect((await detail(id, '', jurist)).may).toEqual({ propose: true, decide: true });
  });

  it('[K5] never the start: a version that can no longer be read or taken is left out', async () => {
    const { id, version } = await propose(fresh('abimee', 'Chacun se tait.'));
    await decide(id, version, 'approuvee');
    await server.storage.db
      .updateTable('clauses')
      .set({ source: 'perdu' })
      .where('clause', '=', id)
      .execute();
    // Any decision makes the server read again.
    const other = await propose(fresh('temoin', 'Chacun se tait.'));
    await decide(other.id, other.version, 'approuvee');
    expect((await list()).map((each) => each.id)).toContain(other.id);
    expect((await list()).map((each) => each.id)).not.toContain(id);
    expect((await begin()).text.length).toBeGreaterThan(100);
    expect(server.logged.some((line) => line.clause === id)).toBe(true);
  });
});

describe('use', () => {
  it('[K8] names the caller’s acts and counts the others; acts of before are read on the way', async () => {
    const id = DUREE;
    const act = await begin();
    await server.storage.db.updateTable('acts').set({ clauses: null }).where('id', '=', act.id).execute();
    const mine = await detail(id);
    expect(mine.usage.actes.map((each) => each.id)).toContain(act.id);
    expect(mine.usage.incomplet).toBe(false);
    const theirs = await detail(id, '', jurist);
    expect(theirs.usage.actes).toEqual([]);
    expect(theirs.usage.autres).toBeGreaterThanOrEqual(mine.usage.actes.length);
    const { acts } = actListSchema.parse(await (await get('/api/acts')).json());
    expect(acts.length).toBeGreaterThan(0);
  });
});
