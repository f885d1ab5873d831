import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../http/log.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { rehearse } from './rehearsal.ts';

const LOGGER = createLogger('silent');
let server: TestApp;
beforeEach(async () => {
  server = await startTestApp();
});
afterEach(() => server.dispose());

describe('[S61] the rehearsal', () => {
  it('types turn after turn in acts that are nowhere', async () => {
    expect(await rehearse(server.storage.db, LOGGER, { mostMs: 60_000, givenUpMs: 60_000 })).toBe(600);
    expect(await server.storage.db.selectFrom('act_updates').select('seq').execute()).toEqual([]);
    expect(await server.storage.db.selectFrom('acts').select('id').execute()).toEqual([]);
    expect([server.app.hub.openActs, server.app.hub.connections]).toEqual([0, 0]);
  });

  it('ends when its time is over', async () => {
    expect(await rehearse(server.storage.db, LOGGER, { mostMs: 0, givenUpMs: 60_000 })).toBe(0);
  });

  it('is given up, rather than keep the server from starting', async () => {
    const rehearsal = rehearse(server.storage.db, LOGGER, { mostMs: 60_000, givenUpMs: 20 });
    await expect(rehearsal).rejects.toThrow('Nothing is heard');
  });
});
