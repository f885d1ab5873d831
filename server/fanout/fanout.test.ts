import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findRedis, NO_REDIS, type RedisServer, startRedis } from '#test/support/redis.mjs';
import { createLogger } from '../http/log.ts';
import type { Fanout } from './fanout.ts';
import { localFanout } from './local.ts';
import { redisFanout } from './redis.ts';

const bytes = (...values: number[]) => new Uint8Array(values);
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const absent = findRedis() === null;

describe.skipIf(absent)(`the Redis fan-out${absent ? ` (skipped: ${NO_REDIS})` : ''}`, () => {
  let redis: RedisServer;
  const open: Fanout[] = [];
  const join = async () => {
    const fanout = redisFanout(redis.url, createLogger('silent'));
    open.push(fanout);
    await until(() => expect(fanout.health).toBe('ok'));
    return fanout;
  };
  const listen = async (fanout: Fanout, topic: string) => {
    const heard: Uint8Array[] = [];
    const stop = await fanout.subscribe(topic, (_from, message) => void heard.push(message));
    return { heard, stop };
  };

  beforeAll(async () => {
    redis = await startRedis();
  }, 30_000);
  afterAll(() => redis.dispose());
  afterEach(async () => {
    for (const fanout of open.splice(0)) await fanout.close();
  });

  it('carries any bytes to the others that listen, in order, and never back', async () => {
    const [a, b] = [await join(), await join()];
    const [atA, atB] = [await listen(a, 'x'), await listen(b, 'x')];
    const other = await listen(b, 'y');
    for (let n = 0; n < 50; n += 1) a.publish('x', bytes(n, 0, 255, 10, 13));
    await until(() => expect(atB.heard).toHaveLength(50));
    expect(atB.heard.map((message) => message[0])).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(atB.heard[0]).toEqual(bytes(0, 0, 255, 10, 13));
    expect(atA.heard).toEqual([]);
    expect(other.heard).toEqual([]);
  });

  it('names each process, and forgets who stopped listening', async () => {
    const [a, b, c] = [await join(), await join(), await join()];
    const names: string[] = [];
    await c.subscribe('x', (from) => void names.push(from));
    const { heard, stop } = await listen(b, 'x');
    stop();
    a.publish('x', bytes(1));
    b.publish('x', bytes(2));
    a.publish('x', bytes(3));
    await until(() => expect(names).toHaveLength(3));
    expect(new Set(names).size).toBe(2);
    expect(heard).toEqual([]);
  });

  it('says that the way is lost, never throws meanwhile, and takes it again with all its topics', async () => {
    const [a, b] = [await join(), await join()];
    const { heard } = await listen(b, 'x');
    const told: string[] = [];
    b.onHealth((health) => void told.push(health));
    await redis.kill();
    await until(() => expect([a.health, b.health]).toEqual(['lost', 'lost']));
    a.publish('x', bytes(1));
    const late = await listen(b, 'z');
    await redis.restart();
    await until(() => expect([a.health, b.health]).toEqual(['ok', 'ok']));
    a.publish('x', bytes(2));
    a.publish('z', bytes(3));
    await until(() => expect([...heard, ...late.heard]).toEqual([bytes(2), bytes(3)]));
    expect(told).toEqual(['lost', 'ok']);
  });
});

describe('the local fan-out', () => {
  it('is whole when nobody else can serve the data, and lost when somebody may', async () => {
    expect(localFanout({ alone: true }).health).toBe('ok');
    const some = localFanout({ alone: false });
    expect(some.health).toBe('lost');
    some.publish('x', bytes(1));
    (await some.subscribe('x', () => {}))();
    await some.close();
  });
});
