import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../http/log.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { rehearse, warmUp } from './rehearsal.ts';

const LOGGER = createLogger('silent');
let server: TestApp;
beforeEach(async () => {
  server = await startTestApp();
});
afterEach(() => server.dispose());

/** A server on which real people have typed enough once it was looked at so many times. */
const stageFor = (looks: number, loading: readonly number[] = []) => {
  const stage = { looks: 0, waits: [...loading] };
  return {
    ...stage,
    came: 0,
    get loading() {
      return stage.waits.shift() ?? 0;
    },
    get taken() {
      stage.looks += 1;
      return stage.looks > looks ? 1_000 : 0;
    },
    seen: () => stage.looks,
  };
};

describe('[S61] the rehearsal', () => {
  it('types turn after turn in an act that is nowhere, until people type', async () => {
    const stage = stageFor(25);
    await rehearse(server.storage.db, LOGGER, stage);
    expect(stage.seen()).toBe(26);
    expect(await server.storage.db.selectFrom('act_updates').select('seq').execute()).toEqual([]);
    expect(server.app.hub.openActs).toBe(0);
  });

  it('goes once through what the first page needs, and leaves nothing', async () => {
    await warmUp(server.storage.db, LOGGER);
    expect(await server.storage.db.selectFrom('acts').select('id').execute()).toEqual([]);
    expect([server.app.hub.openActs, server.app.hub.connections]).toEqual([0, 0]);
  });

  it('waits while an act is read', async () => {
    const from = performance.now();
    await rehearse(server.storage.db, LOGGER, stageFor(1, [1, 1]));
    expect(performance.now() - from).toBeGreaterThan(150);
  });
});
