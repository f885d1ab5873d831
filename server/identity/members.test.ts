import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { membersSchema } from '#shared/identity/access-wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';

let server: TestApp;
let alice: TestPerson;
let ada: TestPerson;
let bob: TestPerson;
beforeEach(async () => {
  server = await startTestApp();
  alice = await server.person('Alice', 'UNML', { membership: 'administrateur', house: true });
  ada = await server.person('Ada', 'AMF', { membership: 'administrateur' });
  bob = await server.person('Bob', 'AMF');
});
afterEach(() => server.dispose());

const call = (as: TestPerson, method = 'GET', suffix = '', body?: unknown, of = ada.organisationId) =>
  server.request(`/api/organisations/${of}/membres${suffix}`, {
    as,
    method,
    ...(body === undefined ? {} : { body }),
  });
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const members = async (as = ada) => membersSchema.parse(await (await call(as)).json());
const carla = { person: { name: 'Carla', email: 'Carla@amf.example' }, role: 'membre' };

describe('the members of an organisation', () => {
  it('[O12] are read by its members, without addresses, and named by its administrateurs or the house’s', async () => {
    expect(await members(bob)).toMatchObject({
      mayManage: false,
      members: [
        { name: 'Ada', email: null, role: 'administrateur' },
        { name: 'Bob', email: null, me: true },
      ],
    });
    expect((await members(ada)).members.map(({ email }) => email)).toEqual([
      'ada@essai.example',
      'bob@essai.example',
    ]);
    const stranger = await server.person('Mia', 'CMA', { membership: 'administrateur' });
    const plain = await server.person('Max', 'UNML');
    for (const who of [stranger, plain]) expect(await code(await call(who))).toBe('acces.reserve');
    for (const who of [stranger, plain, bob]) {
      expect(await code(await call(who, 'POST', '', carla))).toBe('acces.reserve');
      expect(await code(await call(who, 'DELETE', `/${ada.id}`))).toBe('acces.reserve');
    }
    expect(await code(await call(alice, 'POST', '', carla))).toBe('acces.reserve');
    expect((await call(alice)).status).toBe(200);
    expect((await call(ada, 'POST', '', carla)).status).toBe(201);
    expect((await members()).members.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'Ada administrateur',
      'Bob membre',
      'Carla membre',
    ]);
    expect(server.mailer.kept()[0]).toMatchObject({ to: 'carla@amf.example' });
  });

  it('[O12] somebody invited for it becomes its member, and stays one person', async () => {
    const guest = await server.person('Gus', 'AMF', { membership: 'invite' });
    const named = { person: { name: 'Gus', email: 'gus@essai.example' }, role: 'membre' };
    expect((await call(ada, 'POST', '', named)).status).toBe(201);
    expect((await members()).members.find(({ name }) => name === 'Gus')?.personId).toBe(guest.id);
  });

  it('[O12] of an organisation that nobody administers are named by the house’s, who then have no hand in it', async () => {
    const { organisationId: bare } = await server.person('Gil', 'Ailleurs', { membership: 'invite' });
    const first = { ...carla, role: 'administrateur' };
    expect((await call(alice, 'POST', '', first, bare)).status).toBe(201);
    const herself = { person: { name: 'Alice', email: 'alice@essai.example' }, role: 'administrateur' };
    expect(await code(await call(alice, 'POST', '', herself, bare))).toBe('acces.reserve');
  });

  it('[O13] keep an administrateur', async () => {
    expect(await code(await call(ada, 'POST', `/${ada.id}`, { role: 'membre' }))).toBe(
      'organisation.dernier_administrateur',
    );
    expect(await code(await call(ada, 'DELETE', `/${ada.id}`))).toBe('organisation.dernier_administrateur');
    expect((await call(ada, 'POST', `/${bob.id}`, { role: 'administrateur' })).status).toBe(204);
    expect((await call(ada, 'POST', `/${ada.id}`, { role: 'membre' })).status).toBe(204);
    expect((await members(bob)).members.map(({ role }) => role)).toEqual(['membre', 'administrateur']);
  });

  it('[O14] lose, with their place, every access on its behalf; an act keeps its pilote', async () => {
    const act = await server.act({
      rights: [
        [ada, 'pilote'],
        [bob, 'redacteur'],
      ],
    });
    expect((await call(ada, 'DELETE', `/${bob.id}`)).status).toBe(204);
    expect((await server.request('/api/me', { as: bob })).status).toBe(401);
    const rights = await server.storage.db
      .selectFrom('rights')
      .select('person_id')
      .where('act_id', '=', act)
      .execute();
    expect(rights).toEqual([{ person_id: ada.id }]);
    const other = await server.person('Bea', 'AMF');
    const own = await server.act({ rights: [[other, 'pilote']] });
    expect(await code(await call(ada, 'DELETE', `/${other.id}`))).toBe('acces.dernier_pilote');
    expect((await server.request(`/api/acts/${own}`, { as: other })).status).toBe(200);
    expect(await code(await call(ada, 'DELETE', `/${alice.id}`))).toBe('participant.introuvable');
  });
});
