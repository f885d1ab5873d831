import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActId } from '#shared/kernel/ids.ts';
import { findRedis, NO_REDIS, type RedisServer, startRedis } from '#test/support/redis.mjs';
import type { Fanout } from '../fanout/index.ts';
import { localFanout } from '../fanout/local.ts';
import { redisFanout } from '../fanout/redis.ts';
import { createLogger } from '../http/log.ts';
import { startTestApp, type TestApp, type TestPerson, temporaryFolder } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';
import { openTestStorage, type TestStorage } from '../testing/storage.ts';

/*
 * Two applications on one database, as two processes would be. On SQLite too, where the product runs one: what is
 * tested is how they speak, and follow the log.
 */

const absent = findRedis() === null;
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });

let redis: RedisServer | null = null;
beforeAll(async () => {
  if (!absent) redis = await startRedis();
}, 30_000);
afterAll(() => redis?.dispose());

const ways: Record<string, () => Fanout> = {
  'the log alone': () => localFanout({ alone: false }),
  [`Redis${absent ? ` (skipped: ${NO_REDIS})` : ''}`]: () =>
    redisFanout(redis?.url ?? '', createLogger('silent')),
};

describe.each(Object.entries(ways))('two processes that share an act by %s', (way, makeFanout) => {
  const skipped = way.includes('skipped');
  let folder: ReturnType<typeof temporaryFolder>;
  let storage: TestStorage;
  let fanouts: Fanout[] = [];
  let apps: TestApp[] = [];
  let pilote: TestPerson;
  let act: ActId;
  const clients: TestClient[] = [];

  beforeEach(async () => {
    if (skipped) return;
    folder = temporaryFolder();
    storage = await openTestStorage(folder.path);
    fanouts = [makeFanout(), makeFanout()];
    apps = [];
    for (const fanout of fanouts) apps.push(await startTestApp({ storage, fanout }));
    pilote = await first().person('Camille');
    act = await first().act({ rights: [[pilote, 'pilote']] });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    for (const app of apps) await app.dispose();
    for (const fanout of fanouts) await fanout.close();
    if (skipped) return;
    await storage.close();
    folder.remove();
  });
  const app = (rank: number): TestApp => {
    const found = apps[rank];
    if (found === undefined) throw new Error(`There is no application ${rank}.`);
    return found;
  };
  const first = () => app(0);
  const open = async (rank: number, person = pilote) => {
    const client = openClient(app(rank).socketUrl, act, person, { own: true });
    clients.push(client);
    await until(() => expect(client.told.stored).toBe(1));
    return client;
  };

  it.skipIf(skipped)(
    '[S50] what is typed at one is read at the other, both ways, and ranks have no hole',
    async () => {
      const [a, b] = [await open(0), await open(1)];
      for (let i = 0; i < 30; i += 1) {
        a.type('a');
        b.type('b');
      }
      await until(() => expect(a.text()).toBe(b.text()));
      expect(a.text().match(/a/g)?.length).toBeGreaterThanOrEqual(30);
      await until(() => expect(a.told.stored + b.told.stored).toBe(62));
      const rows = await storage.db
        .selectFrom('act_updates')
        .select('seq')
        .where('act_id', '=', act)
        .orderBy('seq')
        .execute();
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
      // What each holds in memory is what the log says.
      await until(() => expect(app(0).app.hub.settled(act)?.seq).toBe(rows.length));
      await until(() => expect(app(1).app.hub.settled(act)?.seq).toBe(rows.length));
    },
  );

  it.skipIf(skipped)('[S51] a right or a session that ends at one ends at the other', async () => {
    const other = await first().person('Lou');
    await first()
      .storage.db.insertInto('rights')
      .values({
        act_id: act,
        person_id: other.id,
        organisation_id: other.organisationId,
        role: 'lecteur',
        created_at: 1,
      })
      .execute();
    const reader = await open(1, other);
    const staying = await open(1);
    await storage.db.deleteFrom('rights').where('person_id', '=', other.id).execute();
    await first().app.hub.refreshAccess(act);
    await until(() => expect(reader.closed?.code).toBe(4403));
    const session = await storage.db
      .selectFrom('sessions')
      .select('id')
      .where('person_id', '=', pilote.id)
      .executeTakeFirstOrThrow();
    await storage.db.updateTable('sessions').set({ revoked_at: 1 }).where('id', '=', session.id).execute();
    first().app.hub.endSessions([session.id]);
    await until(() => expect(staying.closed?.code).toBe(4401));
  });

  it.skipIf(skipped || way === 'the log alone')(
    '[S52] cursors are seen across, and leave with their process',
    async () => {
      const [a, b] = [await open(0), await open(1)];
      const seen = () => b.provider.awareness.getStates().get(a.doc.clientID);
      a.provider.awareness.setLocalStateField('curseur', 3);
      await until(() => expect(seen()).toMatchObject({ curseur: 3, user: { name: 'Camille' } }));
      const late = await open(1);
      await until(() =>
        expect(late.provider.awareness.getStates().get(a.doc.clientID)).toMatchObject({ curseur: 3 }),
      );
      a.provider.disconnect();
      await until(() => expect(seen()).toBeUndefined());
    },
  );
});

describe.skipIf(absent)(`Redis that goes and comes${absent ? ` (skipped: ${NO_REDIS})` : ''}`, () => {
  it('[S53] loses nothing: the log is followed meanwhile, and /healthz says so', async () => {
    const server = await startRedis();
    const folder = temporaryFolder();
    const storage = await openTestStorage(folder.path);
    const fanouts = [0, 1].map(() => redisFanout(server.url, createLogger('silent')));
    const [one, two] = [
      await startTestApp({ storage, ...(fanouts[0] ? { fanout: fanouts[0] } : {}) }),
      await startTestApp({ storage, ...(fanouts[1] ? { fanout: fanouts[1] } : {}) }),
    ];
    const pilote = await one.person('Camille');
    const act = await one.act({ rights: [[pilote, 'pilote']] });
    const [a, b] = [one, two].map(({ socketUrl }) => openClient(socketUrl, act, pilote, { own: true }));
    if (a === undefined || b === undefined) throw new Error('unreachable');
    await until(() => expect([a.told.stored, b.told.stored]).toEqual([1, 1]));
    const way = async () =>
      ((await (await one.request('/healthz')).json()) as { processes: string }).processes;
    await until(async () => expect(await way()).toBe('redis'));
    a.type('avant ');
    await until(() => expect(b.text()).toContain('avant'));
    await server.kill();
    await until(async () => expect(await way()).toBe('log'));
    a.type('pendant ');
    b.type('aussi ');
    await until(() =>
      expect([a.text(), b.text()].every((text) => /pendant/.test(text) && /aussi/.test(text))).toBe(true),
    );
    await until(() => expect(a.told.stored).toBe(3));
    await server.restart();
    await until(async () => expect(await way()).toBe('redis'));
    b.type('après ');
    await until(() => expect(a.text()).toBe(b.text()));
    expect(a.text()).toContain('après');
    for (const client of [a, b]) client.destroy();
    for (const app of [one, two]) await app.dispose();
    for (const fanout of fanouts) await fanout.close();
    await storage.close();
    folder.remove();
    await server.dispose();
  });
});
