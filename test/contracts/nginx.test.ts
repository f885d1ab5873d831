import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type TestPerson, temporaryFolder } from '#server/testing/app.ts';
import { type BuiltServer, buildServer, type Running, run } from '#server/testing/built.ts';
import { openClient, type TestClient } from '#server/testing/provider.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { findNginx, NO_NGINX, startNginx } from '#test/support/nginx.mjs';
import { freePort } from '#test/support/ports.mjs';
import { findPostgres, NO_POSTGRES, startPostgres } from '#test/support/postgres.mjs';
import { findRedis, NO_REDIS, startRedis } from '#test/support/redis.mjs';

/* The README's two processes behind nginx, as they are: whole processes, the real build, the example as it is written. */

const missing = [
  ...(findNginx() === null ? [NO_NGINX] : []),
  ...(findPostgres() === null ? [NO_POSTGRES] : []),
  ...(findRedis() === null ? [NO_REDIS] : []),
];
const absent = missing.length > 0;
const TYPISTS = 6;

const fixtureSchema = z.object({
  acts: z.array(z.object({ id: z.custom<ActId>((value) => typeof value === 'string') })),
  people: z.array(
    z.object({ id: z.custom<TestPerson['id']>((value) => typeof value === 'string'), cookie: z.string() }),
  ),
});

let built: BuiltServer;
beforeAll(async () => {
  if (!absent) built = await buildServer();
}, 120_000);
afterAll(() => {
  if (!absent) built.remove();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 20 });

describe.skipIf(absent)(
  `two processes behind nginx${absent ? ` (skipped: ${missing.join('; ')})` : ''}`,
  () => {
    it('[S50] [S53] lose no letter as each is restarted, one is killed, and Redis goes', {
      timeout: 180_000,
    }, async () => {
      const folder = temporaryFolder();
      const [postgres, redis] = [await startPostgres(), await startRedis()];
      const ports = [await freePort(), await freePort()];
      const env = {
        DATABASE_URL: postgres.url('postgres'),
        REDIS_URL: redis.url,
        DATA_DIR: folder.path,
        TRUST_PROXY: '1',
        HOST: '127.0.0.1',
        LOG_LEVEL: 'error',
      };
      const start = async (rank: number): Promise<Running> => {
        const server = run(built.main, [], { ...env, PORT: String(ports[rank]) });
        await server.printed(/Clausier: /);
        return server;
      };
      const made = await run(
        built.cli,
        ['fixture', '--acts', '1', '--people', String(TYPISTS), '--json'],
        env,
      ).ended;
      const { acts, people } = fixtureSchema.parse(JSON.parse(made.stdout));
      const act = acts[0]?.id;
      if (act === undefined) throw new Error(made.stderr);
      const servers = [await start(0), await start(1)];
      const port = await freePort();
      const nginx = await startNginx(port, ports);

      const clients: TestClient[] = people.map((person) =>
        openClient(
          `ws://127.0.0.1:${port}/sync`,
          act,
          { ...person, organisationId: '' as TestPerson['organisationId'] },
          { own: true },
        ),
      );
      await until(() => expect(clients.every(({ told }) => told.stored >= 1)).toBe(true));
      const words: string[] = [];
      const typing = setInterval(() => {
        for (const [rank, client] of clients.entries()) {
          const word = `${rank}.${words.length} `;
          words.push(word);
          client.type(word);
        }
      }, 40);
      const healthy = async (processes: string) => {
        const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
        expect([answer.status, ((await answer.json()) as { processes: string }).processes]).toEqual([
          200,
          processes,
        ]);
      };
      // A rolling restart: each in turn, asked to stop, then started again.
      for (const rank of [0, 1]) {
        servers[rank]?.child.kill('SIGTERM');
        expect((await servers[rank]?.ended)?.code).toBe(0);
        servers[rank] = await start(rank);
        await until(() => expect(clients.every(({ provider }) => provider.synced)).toBe(true));
      }
      servers[0]?.child.kill('SIGKILL');
      await servers[0]?.ended;
      await until(() => expect(clients.every(({ provider }) => provider.synced)).toBe(true));
      servers[0] = await start(0);
      await redis.kill();
      await until(() => healthy('log'));
      await redis.restart();
      await until(() => healthy('redis'));
      clearInterval(typing);

      await until(() => {
        for (const client of clients) {
          const text = client.text();
          expect(words.filter((word) => !text.includes(word))).toEqual([]);
        }
      });
      await until(() => expect(new Set(clients.map((client) => client.text())).size).toBe(1));
      // Nobody was shown an error, and a page of one who was not there reads the same.
      for (const client of clients) expect([client.closed, client.told.notices]).toEqual([null, []]);
      const [first] = people;
      const late = openClient(
        `ws://127.0.0.1:${port}/sync`,
        act,
        { ...(first as TestPerson), organisationId: '' as TestPerson['organisationId'] },
        { own: true },
      );
      await until(() => expect(late.text()).toBe(clients[0]?.text()));

      for (const client of [...clients, late]) client.destroy();
      await nginx.dispose();
      for (const { child, ended } of servers) {
        child.kill('SIGKILL');
        await ended;
      }
      await redis.dispose();
      await postgres.dispose();
      folder.remove();
    });
  },
);
