import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { isGenerated } from '#shared/avenants/compose.ts';
import { CONTENT_FRAGMENT } from '#shared/document/schema/index.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { findRedis, NO_REDIS, type RedisServer, startRedis } from '#test/support/redis.mjs';
import { localFanout } from '../fanout/local.ts';
import { redisFanout } from '../fanout/redis.ts';
import { createLogger } from '../http/log.ts';
import { startTestApp, type TestApp, type TestPerson, temporaryFolder } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';
import { onPostgres, openTestStorage, type TestStorage } from '../testing/storage.ts';
import { avenantTools } from './testing/avenants.ts';

/* Two applications on one database and one Redis, as two processes would be. */

const absent = findRedis() === null;
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });

let redis: RedisServer | null = null;
let folder: ReturnType<typeof temporaryFolder>;
let storage: TestStorage;
let fanouts: ReturnType<typeof redisFanout>[] = [];
let one: TestApp;
let other: TestApp;
let pilote: TestPerson;
const clients: TestClient[] = [];

beforeAll(async () => {
  if (!absent) redis = await startRedis();
}, 30_000);
afterAll(() => redis?.dispose());
beforeEach(async () => {
  if (redis === null) return;
  const { url } = redis;
  folder = temporaryFolder();
  storage = await openTestStorage(folder.path);
  fanouts = [0, 1].map(() => redisFanout(url, createLogger('silent')));
  const [first, second] = fanouts;
  if (first === undefined || second === undefined) throw new Error('unreachable');
  one = await startTestApp({ storage, fanout: first });
  other = await startTestApp({ storage, fanout: second });
  pilote = await one.person('Camille', 'ADR');
  await until(() => expect(fanouts.map(({ health }) => health)).toEqual(['ok', 'ok']));
});
afterEach(async () => {
  if (redis === null) return;
  for (const client of clients.splice(0)) client.destroy();
  await one.dispose();
  await other.dispose();
  for (const fanout of fanouts) await fanout.close();
  await storage.close();
  folder.remove();
});

const open = async (app: TestApp, act: ActId) => {
  const client = openClient(app.socketUrl, act, pilote, { own: true });
  clients.push(client);
  await until(() => expect(client.told.stored).toBe(1));
  return client;
};

/** Ids of the articles that the server wrote in an avenant. */
const generated = (client: TestClient): string[] =>
  client.doc
    .getXmlFragment(CONTENT_FRAGMENT)
    .toArray()
    .flatMap((block) => (block instanceof Y.XmlElement ? [String(block.getAttribute('id'))] : []))
    .filter(isGenerated);

describe.skipIf(absent)(
  `two processes${absent ? ` (skipped: ${NO_REDIS})` : ''}`,
  { timeout: 60_000 },
  () => {
    it('[S59] freeze an act while somebody types at the other without ever resting', async () => {
      const act = await one.act({ rights: [[pilote, 'pilote']] });
      const writer = await open(one, act);
      await open(other, act);
      const typing = setInterval(() => writer.type('a'), 4);
      await until(() => expect(writer.told.stored).toBeGreaterThan(20));
      const answer = await other.request(`/api/acts/${act}/etat/arreter`, {
        as: pilote,
        method: 'POST',
        body: {},
      });
      expect(answer.status, await answer.clone().text()).toBe(200);
      await until(() => expect(writer.closed?.code).toBe(4423));
      clearInterval(typing);
    });

    // The embedded database is one process's: nothing keeps another from writing there.
    it.skipIf(!onPostgres())(
      '[C2] [S60] write the articles of an avenant once, whoever follows the edits',
      async () => {
        const tools = avenantTools(one, pilote);
        const avenant = await tools.begin(await tools.signedConvention());
        const { workingId } = await tools.detail(avenant);
        await open(other, workingId);
        const readers = [await open(one, avenant), await open(other, avenant)];
        let twice = 0;
        for (const reader of readers)
          reader.doc.on('update', () => {
            const ids = generated(reader);
            if (new Set(ids).size < ids.length) twice += 1;
          });
        const words = ['deux', 'trois', 'quatre', 'cinq'];
        for (const [rank, word] of words.slice(1).entries()) {
          await tools.replace(workingId, `${words[rank]} fois`, `${word} fois`);
          await until(async () => expect(await tools.text(avenant)).toContain(`${word} fois`));
        }
        await until(() =>
          expect(generated(readers[0] as TestClient)).toEqual(generated(readers[1] as TestClient)),
        );
        expect(twice).toBe(0);
        expect(generated(readers[0] as TestClient).length).toBeGreaterThan(0);
        tools.close();
      },
    );
  },
);

describe('two processes without Redis', { timeout: 60_000 }, () => {
  it('[S59] freeze an act between two keystrokes typed at the other, or say why not; no word taken is left out', async () => {
    const here = temporaryFolder();
    const shared = await openTestStorage(here.path);
    const [first, second] = [0, 1].map(() => localFanout({ alone: false }));
    const apps = [
      await startTestApp({ storage: shared, ...(first ? { fanout: first } : {}) }),
      await startTestApp({ storage: shared, ...(second ? { fanout: second } : {}) }),
    ] as const;
    const who = await apps[0].person('Camille', 'ADR');
    const act = await apps[0].act({ rights: [[who, 'pilote']] });
    const writer = openClient(apps[0].socketUrl, act, who, { own: true });
    clients.push(writer);
    await until(() => expect(writer.told.stored).toBe(1));
    const before = writer.text().length;
    const typing = setInterval(() => writer.type('a'), 120);
    await until(() => expect(writer.told.stored).toBeGreaterThan(10));
    const body = {};
    const freeze = () => apps[1].request(`/api/acts/${act}/etat/arreter`, { as: who, method: 'POST', body });
    let answer = await freeze();
    if (answer.status === 409) {
      expect(await answer.json()).toMatchObject({
        details: ['Une autre personne écrivait au même instant.'],
      });
      clearInterval(typing);
      answer = await freeze();
    }
    expect(answer.status).toBe(200);
    // Who typed is told that the text is frozen, and holds what was promised, as whoever opens it now.
    await until(() => expect(writer.closed?.code).toBe(4423));
    clearInterval(typing);
    const reader = openClient(apps[1].socketUrl, act, who, { own: true });
    clients.push(reader);
    await until(() => expect(reader.provider.synced).toBe(true));
    expect(reader.text().length - before).toBeGreaterThanOrEqual(10);
    for (const client of clients.splice(0)) client.destroy();
    for (const app of apps) await app.dispose();
    await shared.close();
    here.remove();
  });
});
