import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openPostgres } from '#server/storage/postgres/open.ts';
import { databaseFile } from '#server/storage/sqlite/dataFolder.ts';
import { openSqlite } from '#server/storage/sqlite/open.ts';
import { contentOf, SqlUpdateLog } from '#server/sync/index.ts';
import { type TestPerson, temporaryFolder } from '#server/testing/app.ts';
import { type BuiltServer, buildServer, type Running, run } from '#server/testing/built.ts';
import { openClient, type TestClient } from '#server/testing/provider.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { freePort } from '#test/support/ports.mjs';
import { findPostgres, NO_POSTGRES, type PostgresServer, startPostgres } from '#test/support/postgres.mjs';

/*
 * [S22] What was acknowledged is there after kill -9, at whatever moment, while twenty people type. Whole processes, the
 * real build. NIGHTLY=1 for fifty rounds, CRASH_ROUNDS for as many as one likes.
 */

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? (process.env.NIGHTLY === '1' ? 50 : 1));
const TYPISTS = 20;
const absent = findPostgres() === null;

const fixtureSchema = z.object({
  acts: z.array(z.object({ id: z.custom<ActId>((value) => typeof value === 'string') })),
  people: z.array(
    z.object({ id: z.custom<TestPerson['id']>((value) => typeof value === 'string'), cookie: z.string() }),
  ),
});

let built: BuiltServer;
beforeAll(async () => {
  built = await buildServer();
}, 120_000);
afterAll(() => built.remove());

/** Words that this client was told are on disk: one update each, after the one it says as it joins. */
const promisedTo = (client: TestClient, words: readonly string[]) =>
  words.slice(0, Math.max(0, client.told.stored - 1));

interface Place {
  readonly env: Readonly<Record<string, string>>;
  readonly read: (act: ActId) => Promise<string>;
}

async function round(place: Place, seed: number): Promise<{ promised: number; lost: string[] }> {
  const port = await freePort();
  const env = { ...place.env, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' };
  const made = await run(
    built.cli,
    ['fixture', '--acts', '3', '--people', String(TYPISTS), '--paragraphs', '3', '--json'],
    env,
  ).ended;
  const { acts, people } = fixtureSchema.parse(JSON.parse(made.stdout));
  const server: Running = run(built.main, [], env);
  await server.printed(/Clausier: /);
  const typists = people.map((person, rank) => {
    const act = acts[rank % acts.length]?.id;
    if (act === undefined) throw new Error('no act');
    const who = { ...person, organisationId: '' as TestPerson['organisationId'] };
    return {
      act,
      words: [] as string[],
      client: openClient(`ws://127.0.0.1:${port}/sync`, act, who, { own: true }),
    };
  });
  const until = async (done: () => boolean) => {
    for (let waited = 0; !done(); waited += 10) {
      if (waited > 30_000) throw new Error(`not in time: ${server.output.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  await until(() => typists.every(({ client }) => client.told.stored >= 1));
  // Struck while all type: at another moment in each round.
  const beats = 20 + ((seed * 7_919) % 60);
  for (let beat = 0; beat < beats; beat += 1) {
    for (const [rank, { client, words }] of typists.entries()) {
      const word = `${rank}.${beat} `;
      words.push(word);
      client.type(word);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  server.child.kill('SIGKILL');
  await server.ended;
  const promises = typists.map(({ act, client, words }) => ({ act, words: promisedTo(client, words) }));
  for (const { client } of typists) client.destroy();
  // Read back from the disk, by nobody who was there.
  const lost: string[] = [];
  for (const { id } of acts) {
    const text = await place.read(id);
    for (const { act, words } of promises)
      if (act === id) lost.push(...words.filter((word) => !text.includes(word)));
  }
  return { promised: promises.reduce((sum, { words }) => sum + words.length, 0), lost };
}

async function readText(log: SqlUpdateLog, act: ActId): Promise<string> {
  const content = contentOf(await log.load(act));
  if (!content.ok) throw new Error(`${act} can't be read: ${JSON.stringify(content.error)}`);
  return JSON.stringify(content.value.document);
}

async function rounds(place: Place): Promise<void> {
  let promised = 0;
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const outcome = await round(place, seed);
    expect(outcome.lost, `round ${seed}`).toEqual([]);
    promised += outcome.promised;
  }
  // A server that promises nothing loses nothing either.
  expect(promised).toBeGreaterThan(ROUNDS * TYPISTS);
}

describe(`kill -9 while ${TYPISTS} people type, ${ROUNDS} rounds`, () => {
  it('[S22] loses nothing acknowledged, on SQLite', { timeout: ROUNDS * 120_000 }, async () => {
    const folder = temporaryFolder();
    await rounds({
      env: { DATA_DIR: folder.path },
      read: async (act) => {
        const storage = openSqlite(databaseFile(folder.path));
        const text = await readText(new SqlUpdateLog(storage.db, Date.now), act);
        await storage.close();
        return text;
      },
    });
    folder.remove();
  });

  it.skipIf(absent)(
    `[S22] loses nothing acknowledged, on PostgreSQL killed with it${absent ? ` (skipped: ${NO_POSTGRES})` : ''}`,
    { timeout: ROUNDS * 120_000 },
    async () => {
      const postgres: PostgresServer = await startPostgres({ durable: true });
      const folder = temporaryFolder();
      const url = postgres.url('postgres');
      await rounds({
        env: { DATA_DIR: folder.path, DATABASE_URL: url },
        read: async (act) => {
          await postgres.restart();
          const storage = await openPostgres(url);
          const text = await readText(new SqlUpdateLog(storage.db, Date.now), act);
          await storage.close();
          return text;
        },
      });
      folder.remove();
      await postgres.dispose();
    },
  );
});
