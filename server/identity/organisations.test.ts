import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addedOrganisationSchema,
  organisationDetailSchema,
  organisationListSchema,
} from '#shared/identity/annuaire-wire.ts';
import type { Fiche } from '#shared/identity/organisation.ts';
import { setupResponseSchema } from '#shared/identity/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { renewSetupToken } from './setup.ts';
import { findOrAddOrganisation } from './store.ts';

let server: TestApp;
let member: TestPerson;
let guest: TestPerson;
beforeAll(async () => {
  server = await startTestApp();
  member = await server.person('Camille', 'Maison');
  guest = await server.person('Inès', 'Fédération des Ateliers', { membership: 'invite' });
});
afterAll(() => server.dispose());

const fiche = (over: Partial<Fiche> = {}): Fiche => ({
  denomination: 'Association des Rives',
  sigle: 'ADR',
  forme: 'association',
  siege: '1 rue du Port, 33000 Bordeaux',
  siren: '',
  rna: '',
  personnePublique: false,
  representants: [],
  ...over,
});
const post = (path: string, body: unknown, as: TestPerson = member) =>
  server.request(path, { method: 'POST', body, as });
const add = async (over: Partial<Fiche>) => {
  const answer = await post('/api/organisations', { fiche: fiche(over) });
  if (answer.status !== 201) throw new Error(await answer.text());
  return addedOrganisationSchema.parse(await answer.json()).id;
};
const read = async (id: string, as: TestPerson = member) =>
  organisationDetailSchema.parse(await (await server.request(`/api/organisations/${id}`, { as })).json());
const list = async (as: TestPerson = member) =>
  organisationListSchema.parse(await (await server.request('/api/organisations', { as })).json());
const told = async (answer: Response) => {
  const { code, details } = (await answer.json()) as { code: string; details?: string[] };
  return [answer.status, code, ...(details ?? [])];
};

describe('a sheet', () => {
  it('[O1] [O3] is added, tidied, and read back whole', async () => {
    const representants = [
      { civilite: 'Madame', nom: 'Ève  Essai', capacite: 'Présidente', du: '2024-01-01', au: null },
      { civilite: '', nom: "Noé D'Essai", capacite: '', du: null, au: '2023-12-31' },
    ] as const;
    const id = await add({ denomination: 'Entière', siren: '732 829 320', representants });
    const detail = await read(id);
    expect(detail.fiche.siren).toBe('732829320');
    expect(detail.fiche.representants.map(({ nom }) => nom)).toEqual(['Ève Essai', 'Noé D’Essai']);
    expect([detail.version, detail.mayEdit, detail.membres]).toEqual([1, true, 0]);
  });

  it('[O1] is refused with what to correct, and nothing is kept', async () => {
    const before = (await list()).organisations.length;
    const answer = await post('/api/organisations', {
      fiche: fiche({ denomination: '', siren: '123456789', rna: 'X' }),
    });
    const [status, code, ...details] = await told(answer);
    expect([status, code]).toEqual([422, 'organisation.invalide']);
    expect(details.map((detail) => String(detail).split('\u00a0')[0])).toEqual([
      'denomination',
      'siren',
      'rna',
    ]);
    const day = {
      ...fiche(),
      representants: [{ civilite: '', nom: 'X', capacite: '', du: '2025-02-31', au: null }],
    };
    expect((await post('/api/organisations', { fiche: day })).status).toBe(400);
    expect((await list()).organisations.length).toBe(before);
  });

  it('[O2] is one in the annuaire: another of its name or number is refused by name', async () => {
    await add({ denomination: 'Déjà là', siren: '552100554' });
    const name = await post('/api/organisations', { fiche: fiche({ denomination: 'DEJA  LA' }) });
    expect(await told(name)).toEqual([409, 'organisation.double', expect.stringContaining('Déjà là')]);
    const number = await post('/api/organisations', {
      fiche: fiche({ denomination: 'Autre', siren: '552100554' }),
    });
    expect(await told(number)).toEqual([409, 'organisation.double', expect.stringContaining('SIREN')]);
  });

  it('[O7] is saved from the version that was read; a stale save writes nothing', async () => {
    const id = await add({ denomination: 'À deux' });
    const first = await post(`/api/organisations/${id}`, {
      version: 1,
      fiche: fiche({ denomination: 'À deux', siege: 'Ici' }),
    });
    expect(first.status).toBe(204);
    const stale = await post(`/api/organisations/${id}`, {
      version: 1,
      fiche: fiche({
        denomination: 'À deux',
        siege: 'Là',
        representants: [{ civilite: '', nom: 'X', capacite: '', du: null, au: null }],
      }),
    });
    expect(await told(stale)).toEqual([409, 'organisation.modifiee']);
    const now = await read(id);
    expect([now.version, now.fiche.siege, now.fiche.representants]).toEqual([2, 'Ici', []]);
  });

  it('[O7] of two saves at once, one wins', async () => {
    const id = await add({ denomination: 'Course' });
    const save = (siege: string) =>
      post(`/api/organisations/${id}`, { version: 1, fiche: fiche({ denomination: 'Course', siege }) });
    const statuses = (await Promise.all([save('A'), save('B')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 409]);
  });
});

describe('history', () => {
  it('[O4] [O5] keeps every value, with who recorded it; today’s is the latest that has come', async () => {
    const id = await add({ denomination: 'Chiffrée' });
    const fact = { cle: 'jeunes', libelle: 'Jeunes accompagnés', type: 'entier', source: 'Rapport' } as const;
    for (const [valeur, date] of [
      ['100', '2023-12-31'],
      ['120', '2024-12-31'],
      ['125', '2024-12-31'],
      ['999', '2999-01-01'],
    ])
      expect((await post(`/api/organisations/${id}/faits`, { ...fact, valeur, date })).status).toBe(201);
    const detail = await read(id);
    expect(detail.histoire.map(({ valeur }) => valeur)).toEqual(['100', '120', '125', '999']);
    expect(detail.histoire[0]?.recordedBy).toBe('Camille');
    expect(detail.faits).toMatchObject([{ cle: 'jeunes', valeur: '125', date: '2024-12-31' }]);
    expect(detail.version).toBe(1);
  });

  it('[O4] keeps dated presentations', async () => {
    const id = await add({ denomination: 'Présentée' });
    const path = `/api/organisations/${id}/presentations`;
    expect((await post(path, { texte: 'Ancienne.', date: '2020-01-01' })).status).toBe(201);
    expect((await post(path, { texte: 'Nouvelle.', date: '2024-01-01' })).status).toBe(201);
    expect((await post(path, { texte: '', date: '2024-01-01' })).status).toBe(400);
    const detail = await read(id);
    expect([detail.presentation, detail.presentations.length]).toEqual(['Nouvelle.', 2]);
  });
});

describe('who', () => {
  it('[O9] an invité sees their organisation and those met in an act, and no other', async () => {
    const partner = await server.person('Karine', 'Régions');
    await server.act({
      rights: [
        [partner, 'pilote'],
        [guest, 'lecteur'],
      ],
    });
    const hidden = await add({ denomination: 'Cachée' });
    const seen = (await list(guest)).organisations.map(({ fiche: { denomination } }) => denomination);
    expect(seen).toEqual(['Fédération des Ateliers', 'Régions']);
    expect((await list(guest)).mayAdd).toBe(false);
    const answer = await server.request(`/api/organisations/${hidden}`, { as: guest });
    expect(await told(answer)).toEqual([404, 'organisation.introuvable']);
    const none = await server.request('/api/organisations/org_01HZZZZZZZZZZZZZZZZZZZZZZZ', { as: guest });
    expect(await told(none)).toEqual([404, 'organisation.introuvable']);
    expect((await read(partner.organisationId, guest)).mayEdit).toBe(false);
  });

  it('[O9] its sheet lists the acts to which it is a party, and those where somebody takes part for it', async () => {
    const id = await add({ denomination: 'Ligue des Quais', sigle: 'LDQ' });
    const party = await server.act({ rights: [[member, 'pilote']] });
    const beside = await server.act({ rights: [[member, 'pilote']] });
    await server.act({ rights: [[member, 'pilote']] });
    await server.act({ rights: [[guest, 'pilote']] });
    const { db } = server.storage;
    await db
      .updateTable('acts')
      .set({ parties: JSON.stringify(['ldq']) })
      .where('id', '=', party)
      .execute();
    await db
      .insertInto('rights')
      .values({
        act_id: beside,
        person_id: guest.id,
        organisation_id: id,
        role: 'lecteur',
        created_at: 0,
      })
      .execute();
    const { actes } = organisationDetailSchema.parse(
      await (await server.request(`/api/organisations/${id}`, { as: member })).json(),
    );
    expect(Object.fromEntries(actes.map((act) => [act.id, act.partie]))).toEqual({
      [party]: true,
      [beside]: false,
    });
  });

  it('[O10] only its members change an organisation that has some, and an invité changes none', async () => {
    const other = await server.person('Paul', 'Autre maison');
    const path = `/api/organisations/${other.organisationId}`;
    const body = { version: 1, fiche: fiche({ denomination: 'Autre maison', siege: 'Volé' }) };
    for (const as of [member, guest]) expect((await post(path, body, as)).status).not.toBe(204);
    expect((await post(`${path}/faits`, {}, member)).status).toBe(403);
    expect((await post(`${path}/presentations`, {}, member)).status).toBe(403);
    expect((await read(other.organisationId)).fiche.siege).toBe('');
    expect((await post(path, body, other)).status).toBe(204);
    const own = `/api/organisations/${guest.organisationId}`;
    const denied = await post(own, { version: 1, fiche: fiche({ denomination: 'X' }) }, guest);
    expect(await told(denied)).toEqual([403, 'acces.reserve']);
    expect(await told(await post('/api/organisations', { fiche: fiche() }, guest))).toEqual([
      403,
      'acces.reserve',
    ]);
  });
});

describe('the set-up', () => {
  it('[O8] makes an administrateur of the house, and the example fills the sheets of its organisations', async () => {
    const fresh = await startTestApp();
    try {
      const token = await renewSetupToken(fresh.storage.db, fresh.time.now);
      const answer = await fresh.request('/api/setup', {
        method: 'POST',
        body: {
          token,
          organisation: { denomination: 'Maison', sigle: '' },
          person: { name: 'Alix', email: 'alix@maison.example' },
          withExample: true,
        },
      });
      const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const { links } = setupResponseSchema.parse(await answer.json());
      const as = { cookie } as TestPerson;
      const me = (await (await fresh.request('/api/me', { as })).json()) as { may: unknown };
      expect(me.may).toEqual({
        proposeClauses: true,
        decideClauses: true,
        readOutbox: true,
        endGuests: true,
        administer: true,
      });
      const { organisations } = organisationListSchema.parse(
        await (await fresh.request('/api/organisations', { as })).json(),
      );
      const filled = organisations.filter(({ fiche: { denomination } }) => denomination !== 'Maison');
      expect(filled.length).toBeGreaterThanOrEqual(3);
      for (const { fiche: sheet } of filled) expect([sheet.forme, sheet.siege]).not.toContain('');
      expect(filled.flatMap(({ fiche: sheet }) => sheet.representants).length).toBeGreaterThan(2);
      const unml = filled.find(({ fiche: sheet }) => sheet.sigle === 'UNML');
      expect(unml?.faits.map((fact) => fact.cle).sort()).toEqual(['jeunes', 'salaries', 'structures']);
      expect(unml?.presentation).toContain('Missions Locales');
      expect(links.length).toBeGreaterThan(0);
    } finally {
      await fresh.dispose();
    }
  });

  it('[O8] a pilote can’t make members of an organisation that is not theirs', async () => {
    const house = await server.person('Dominique', 'La Maison', {
      membership: 'administrateur',
      house: true,
    });
    const act = await server.act({ rights: [[member, 'pilote']] });
    const invite = async (organisation: string, email: string) => {
      const answer = await post(`/api/acts/${act}/links`, {
        person: { name: 'Quelqu’un', email },
        organisation,
        role: 'redacteur',
      });
      const { url } = (await answer.json()) as { url: string };
      const opened = await server.request('/api/session', {
        method: 'POST',
        body: { token: new URL(url).hash.slice(1) },
      });
      return { cookie: opened.headers.getSetCookie()[0]?.split(';')[0] ?? '' } as TestPerson;
    };
    const impostor = await invite('La Maison', 'faux@maison.example');
    const path = `/api/organisations/${house.organisationId}`;
    const body = { version: 1, fiche: fiche({ denomination: 'La Maison', siege: 'Volé' }) };
    expect((await post(path, body, impostor)).status).toBe(403);
    const colleague = await invite('Maison', 'vrai@maison.example');
    const own = await read(member.organisationId, colleague);
    expect(own.mayEdit).toBe(true);
  });

  it('[O8] one that is known is named by its sigle too, whatever its case', async () => {
    const { db } = server.storage;
    const named = (denomination: string, sigle = '') =>
      findOrAddOrganisation(db, { denomination, sigle }, server.time.now);
    const known = await named('Assemblée des rivières d’essai', 'ARE');
    expect(await named('are')).toBe(known);
    expect(await named('Assemblée des rivières d’essai')).toBe(known);
    expect(await named("assemblée  des Rivières d'essai")).toBe(known);
    expect(await named('AREN')).not.toBe(known);
  });
});
