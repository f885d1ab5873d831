import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '#shared/identity/journal.ts';
import { journalExportSchema, journalSchema } from '#shared/identity/journal-wire.ts';
import { auditVerify } from '../../cli/audit.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../testing/app.ts';
import { appendEvent } from './store.ts';

let server: TestApp;
let camille: TestPerson;
let lou: TestPerson;
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille');
  lou = await server.person('Lou', 'AMF');
});
afterAll(() => server.dispose());

const newAct = () =>
  server.act({
    rights: [
      [camille, 'pilote'],
      [lou, 'lecteur'],
    ],
  });
const journal = async (act: string, as = camille) =>
  journalSchema.parse(await (await server.request(`/api/acts/${act}/journal`, { as })).json());
const post = (path: string, body: unknown) => server.request(path, { as: camille, method: 'POST', body });
const place = () => ({
  config: server.config,
  clock: () => server.time.now,
  storage: async () => server.storage,
  library: () => Promise.reject(new Error('not needed')),
});

describe('the journal of an act', () => {
  it('[J4] records what is done, by whom, on behalf of whom', async () => {
    const act = await newAct();
    await post(`/api/acts/${act}/title`, { titre: 'Autre nom' });
    await post(`/api/acts/${act}/versions`, { label: 'Soumise' });
    const invitee = { name: 'Ève', email: 'eve@essai.example' };
    const invited = await post(`/api/acts/${act}/links`, {
      person: invitee,
      organisation: 'AMF',
      role: 'relecteur',
    });
    const { id } = (await invited.json()) as { id: string };
    await server.request(`/api/acts/${act}/links/${id}`, { as: camille, method: 'DELETE' });
    const { entries, verdict } = await journal(act, lou);
    expect(verdict).toMatchObject({ intact: true, head: { seq: 5 } });
    expect(entries.map(({ kind, by, onBehalfOf }) => [kind, by, onBehalfOf])).toEqual([
      ['acte.cree', null, null],
      ['acte.renomme', 'Camille', 'UNML'],
      ['version.nommee', 'Camille', 'UNML'],
      ['personne.invitee', 'Camille', 'UNML'],
      ['lien.revoque', 'Camille', 'UNML'],
    ]);
    // [J5]
    expect(JSON.stringify(entries.map(({ facts }) => facts))).not.toMatch(/Ève|eve@|Autre nom|Soumise/);
  });

  it('[J4] keeps nothing of what failed', async () => {
    const act = await newAct();
    const event = { act, at: 1, person: null, organisation: null, kind: 'etat.change', facts: {} } as const;
    const failed = server.storage.db.transaction().execute(async (tx) => {
      await appendEvent(tx, event);
      throw new Error('the change failed');
    });
    await expect(failed).rejects.toThrow('the change failed');
    expect(await journal(act)).toMatchObject({ verdict: { intact: true, head: { seq: 1 } } });
  });

  it('[J1] events written at once chain one after the other', async () => {
    const act = await newAct();
    const event = { act, at: 1, person: null, organisation: null, kind: 'etat.change', facts: {} } as const;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        server.storage.db.transaction().execute((tx) => appendEvent(tx, event)),
      ),
    );
    expect(await journal(act)).toMatchObject({ verdict: { intact: true, head: { seq: 21 } } });
  });

  it('leaves with a file that verifies by itself; a stranger sees none of it', async () => {
    const act = await newAct();
    const answer = await server.request(`/api/acts/${act}/journal/export`, { as: lou });
    const file = journalExportSchema.parse(await answer.json());
    expect(verifyJournal(act, file.entries, file.head)).toEqual({ intact: true, head: file.head });
    const stranger = await server.person('Nour', 'CMA');
    expect((await server.request(`/api/acts/${act}/journal`, { as: stranger })).status).toBe(404);
  });

  it('[J2] [J3] altered or cut, is told by the page and by the command line', async () => {
    const act = await newAct();
    await post(`/api/acts/${act}/title`, { titre: 'Autre nom' });
    expect(await auditVerify(place(), act)).toMatchObject({
      text: expect.stringContaining('intact, 2 events'),
    });
    await server.storage.db.deleteFrom('audit').where('act_id', '=', act).where('seq', '=', 2).execute();
    expect((await journal(act)).verdict).toEqual({ intact: false, seq: 2, fault: 'tronque' });
    await server.storage.db.updateTable('audit').set({ facts: '{' }).where('act_id', '=', act).execute();
    expect((await journal(act)).verdict).toEqual({ intact: false, seq: 1, fault: 'contenu' });
    expect(await auditVerify(place(), undefined)).toMatchObject({ code: 2 });
    await expect(auditVerify(place(), 'act_x')).rejects.toThrow('There is no act act_x');
  });
});
