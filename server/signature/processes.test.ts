import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { contentHash } from '#shared/document/canonical.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { actStateSchema } from '#shared/signature/wire.ts';
import type { Fanout } from '../fanout/index.ts';
import { localFanout } from '../fanout/local.ts';
import { startTestApp, type TestApp, type TestPerson, temporaryFolder } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';
import { openTestStorage, type TestStorage } from '../testing/storage.ts';

/* Two applications on one database, as two processes would be: one freezes what the other writes. */

let folder: ReturnType<typeof temporaryFolder>;
let storage: TestStorage;
let fanouts: Fanout[];
let writing: TestApp;
let freezing: TestApp;
let pilote: TestPerson;
let act: ActId;
const clients: TestClient[] = [];
beforeEach(async () => {
  folder = temporaryFolder();
  storage = await openTestStorage(folder.path);
  const [one, other] = [localFanout({ alone: false }), localFanout({ alone: false })];
  fanouts = [one, other];
  writing = await startTestApp({ storage, fanout: one });
  freezing = await startTestApp({ storage, fanout: other });
  pilote = await writing.person('Camille');
  act = await writing.act({ rights: [[pilote, 'pilote']] });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await writing.dispose();
  await freezing.dispose();
  for (const fanout of fanouts) await fanout.close();
  await storage.close();
  folder.remove();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const open = async (app: TestApp) => {
  const client = openClient(app.socketUrl, act, pilote, { own: true });
  clients.push(client);
  await until(() => expect(client.told.stored).toBe(1));
  return client;
};
const state = async () =>
  actStateSchema.parse(await (await freezing.request(`/api/acts/${act}/etat`, { as: pilote })).json());

it('[S15] [G1] what another process writes meanwhile is in the frozen text, or refused and kept by its author', async () => {
  const writer = await open(writing);
  const reader = await open(freezing);
  let frozen = false;
  let typed = 0;
  const path = `/api/acts/${act}/etat/arreter`;
  const freezes = freezing.request(path, { as: pilote, method: 'POST', body: {} }).then(({ status }) => {
    frozen = true;
    return status;
  });
  while (!frozen) {
    typed += 1;
    writer.type(`<${typed}>`);
    // As hands do: words, and a rest between them.
    await new Promise((resolve) => setTimeout(resolve, typed % 6 === 0 ? 400 : 15));
  }
  expect(await freezes).toBe(200);
  writer.type('<trop tard>');
  await until(() => expect(writer.closed?.code).toBe(4423));
  expect(writer.text()).toContain('<trop tard>');
  const { frozen: text } = await state();
  const log = await storage.db
    .selectFrom('act_updates')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('act_id', '=', act)
    .executeTakeFirstOrThrow();
  const { seq, hash, content } = await freezing.app.versions.history.at(act, Number(log.last));
  expect(contentHash(content)).toBe(text?.hash);
  expect([seq, hash]).toEqual([Number(log.last), text?.hash]);
  // Nobody goes on reading words that the act does not hold.
  const late = openClient(freezing.socketUrl, act, pilote, { own: true });
  clients.push(late);
  await until(() => expect(late.text()).not.toBe(''));
  await until(() => expect(reader.provider.wsconnected).toBe(true));
  expect(late.text()).not.toContain('trop tard');
});
