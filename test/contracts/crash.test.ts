import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openPostgres } from '#server/storage/postgres/open.ts';
import { databaseFile } from '#server/storage/sqlite/dataFolder.ts';
import { openSqlite } from '#server/storage/sqlite/open.ts';
import { contentOf, SqlUpdateLog } from '#server/sync/index.ts';
import { type TestPerson, temporaryFolder } from '#server/testing/app.ts';
import { type BuiltServer, buildServer, type Running, run } from '#server/testing/built.ts';
import { openClient, type TestClient } from '#server/testing/provider.ts';
import { listVersions } from '#server/versions/store.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { momentsOf } from '#shared/versions/moments.ts';
import { freePort } from '#test/support/ports.mjs';
import { findPostgres, NO_POSTGRES, type PostgresServer, startPostgres } from '#test/support/postgres.mjs';

/*
 * [S22] What was acknowledged is there after kill -9, at whatever moment, while twenty people type. Whole processes, the
 * real build. NIGHTLY=1 for fifty rounds, CRASH_ROUNDS for as many as one likes from CRASH_SEED on. And what a server outlives: its database
 * gone, its disk full, its clock put back.
 */

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? (process.env.NIGHTLY === '1' ? 50 : 1));
/** Each round strikes at another moment: the first one's number. */
const FIRST = Number(process.env.CRASH_SEED ?? 1);
const TYPISTS = 20;
const absent = findPostgres() === null;

const fixtureSchema = z.object({
  acts: z.array(z.object({ id: z.custom<ActId>((value) => typeof value === 'string') })),
  people: z.array(
    z.object({ id: z.custom<TestPerson['id']>((value) => typeof value === 'string'), cookie: z.string() }),
  ),
});

let built: BuiltServer;
let postgres: PostgresServer;
beforeAll(async () => {
  built = await buildServer();
  if (!absent) postgres = await startPostgres({ durable: true });
}, 120_000);
afterAll(async () => {
  built.remove();
  if (!absent) await postgres.dispose();
});

/** Words that this client was told are on disk: one update each, after the one it says as it joins. */
const promisedTo = (client: TestClient, words: readonly string[]) =>
  words.slice(0, Math.max(0, client.told.stored - 1));

interface Place {
  readonly env: Readonly<Record<string, string>>;
  readonly read: (act: ActId) => Promise<string>;
}

interface Typist {
  readonly act: ActId;
  readonly person: TestPerson;
  readonly words: string[];
  readonly client: TestClient;
}

/** A server at work, with people who have its acts open. */
interface Office {
  readonly server: Running;
  readonly url: string;
  readonly acts: readonly ActId[];
  readonly typists: readonly Typist[];
  open(act: ActId, person: TestPerson): TestClient;
  /** Everybody adds one word to their act. */
  type(filling?: string): void;
  until(done: () => boolean): Promise<void>;
}

async function atWork(
  given: Readonly<Record<string, string>>,
  { acts: count, people: typing }: { acts: number; people: number },
): Promise<Office> {
  const port = await freePort();
  const env = { ...given, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' };
  const size = ['--acts', String(count), '--people', String(typing), '--paragraphs', '3'];
  const made = await run(built.cli, ['fixture', ...size, '--json'], env).ended;
  const { acts, people } = fixtureSchema.parse(JSON.parse(made.stdout));
  const server: Running = run(built.main, [], env);
  await server.printed(/Clausier: /);
  const open = (act: ActId, person: TestPerson) =>
    openClient(`ws://127.0.0.1:${port}/sync`, act, person, { own: true });
  const typists = people.map((one, rank): Typist => {
    const act = acts[rank % acts.length]?.id;
    if (act === undefined) throw new Error('no act');
    const person = { ...one, organisationId: '' as TestPerson['organisationId'] };
    return { act, person, words: [], client: open(act, person) };
  });
  const until = async (done: () => boolean) => {
    for (let waited = 0; !done(); waited += 10) {
      if (waited > 60_000) throw new Error(`not in time: ${server.output.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  await until(() => typists.every(({ client }) => client.told.stored >= 1));
  const type = (filling = '') => {
    for (const [rank, { client, words }] of typists.entries()) {
      const word = `${rank}.${words.length}${filling} `;
      words.push(word);
      client.type(word);
    }
  };
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    acts: acts.map(({ id }) => id),
    typists,
    open,
    type,
    until,
  };
}

async function round(place: Place, seed: number): Promise<{ promised: number; lost: string[] }> {
  const { server, acts, typists, type } = await atWork(place.env, { acts: 3, people: TYPISTS });
  // Struck while all type: at another moment in each round.
  const beats = 20 + ((seed * 7_919) % 60);
  for (let beat = 0; beat < beats; beat += 1) {
    type();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  server.child.kill('SIGKILL');
  await server.ended;
  const promises = typists.map(({ act, client, words }) => ({ act, words: promisedTo(client, words) }));
  for (const { client } of typists) client.destroy();
  // Read back from the disk, by nobody who was there.
  const lost: string[] = [];
  for (const id of acts) {
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
  for (let seed = FIRST; seed < FIRST + ROUNDS; seed += 1) {
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
    },
  );
});

/** People type while `fail` makes the disk refuse, and until `mend` makes it work again. */
async function outlive(office: Office, fail: () => void | Promise<void>, mend: () => void | Promise<void>) {
  const { server, typists, type, until } = office;
  const told = () => typists.map(({ client }) => client.told.stored);
  const notices = () => typists.map(({ client }) => client.told.notices.at(-1));
  type();
  await until(() => typists.every(({ client, words }) => client.told.stored === words.length + 1));
  await fail();
  // A database that makes room for itself may take a few more.
  await until(() => {
    type('x'.repeat(2_000));
    return notices().every((code) => code === 'disque.indisponible');
  });
  const before = told();
  for (let beat = 0; beat < 10; beat += 1) {
    type();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // Nobody is told that anything is stored meanwhile.
  expect(told()).toEqual(before);
  await mend();
  await until(() => typists.every(({ client, words }) => client.told.stored === words.length + 1));
  expect(typists.map(({ client }) => client.closed)).toEqual(typists.map(() => null));
  server.child.kill('SIGKILL');
  await server.ended;
  for (const { client } of typists) client.destroy();
  return { words: typists.flatMap(({ words }) => words) };
}

const root = process.getuid?.() === 0;

describe('a living server, while people type', () => {
  it.skipIf(absent)(
    `[S24] outlives its PostgreSQL, killed and started again${absent ? ` (skipped: ${NO_POSTGRES})` : ''}`,
    { timeout: 180_000 },
    async () => {
      const folder = temporaryFolder();
      const url = postgres.url('postgres');
      const office = await atWork({ DATA_DIR: folder.path, DATABASE_URL: url }, { acts: 1, people: 4 });
      const { words } = await outlive(office, postgres.kill, postgres.restart);
      const storage = await openPostgres(url);
      const text = await readText(new SqlUpdateLog(storage.db, Date.now), office.acts[0] as ActId);
      await storage.close();
      expect(words.filter((word) => !text.includes(word))).toEqual([]);
      folder.remove();
    },
  );

  it.skipIf(!root)(
    `[S24] outlives a full disk${root ? '' : ' (skipped: only root may mount a small disk)'}`,
    { timeout: 180_000 },
    async () => {
      const folder = temporaryFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder.path]);
      try {
        const office = await atWork({ DATA_DIR: folder.path }, { acts: 1, people: 4 });
        const filler = join(folder.path, 'filler');
        const { words } = await outlive(
          office,
          () => fillDisk(filler),
          () => rmSync(filler),
        );
        const storage = openSqlite(databaseFile(folder.path));
        const text = await readText(new SqlUpdateLog(storage.db, Date.now), office.acts[0] as ActId);
        await storage.close();
        expect(words.filter((word) => !text.includes(word))).toEqual([]);
      } finally {
        execFileSync('umount', ['--lazy', folder.path]);
        folder.remove();
      }
    },
  );

  it('[S57] [H3] is not disturbed by its clock, put back and forward by hours', {
    timeout: 180_000,
  }, async () => {
    const folder = temporaryFolder();
    const offset = join(folder.path, 'offset');
    const shift = join(folder.path, 'shift.mjs');
    writeFileSync(offset, '0');
    writeFileSync(shift, shiftedClock(offset));
    const data = join(folder.path, 'data');
    const env = { DATA_DIR: data, NODE_OPTIONS: `--import=${shift}` };
    const { acts, typists, type, until, open, server, url } = await atWork(env, { acts: 1, people: 4 });
    const name = async (label: string) => {
      const headers = { cookie: typists[0]?.person.cookie ?? '', 'content-type': 'application/json' };
      const body = JSON.stringify({ label, note: '' });
      const answer = await fetch(`${url}/api/acts/${acts[0]}/versions`, { method: 'POST', headers, body });
      expect(answer.status).toBe(201);
    };
    const latecomers: TestClient[] = [];
    for (const hours of [-5, 7, 0]) {
      writeFileSync(offset, String(hours * 3_600_000));
      for (let beat = 0; beat < 20; beat += 1) {
        type();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await until(() => typists.every(({ client, words }) => client.told.stored === words.length + 1));
      // The same sessions still let in.
      const [first] = typists;
      if (first === undefined) throw new Error('nobody');
      const late = open(first.act, first.person);
      latecomers.push(late);
      await until(() => late.told.stored === 1 && late.text() === first.client.text());
      await name(`${hours} h`);
    }
    for (const client of [...typists.map((one) => one.client), ...latecomers]) {
      expect([client.closed, client.told.notices]).toEqual([null, []]);
      client.destroy();
    }
    server.child.kill('SIGKILL');
    await server.ended;
    const storage = openSqlite(databaseFile(data));
    const rows = await storage.db
      .selectFrom('act_updates')
      .select(['seq', 'at', 'person_id as personId'])
      .orderBy('seq')
      .execute();
    const named = { before: null, limit: 10, kind: 'nommee', until: null, openSince: 0 } as const;
    const versions = await listVersions(storage.db, acts[0] as ActId, named);
    const text = await readText(new SqlUpdateLog(storage.db, Date.now), acts[0] as ActId);
    await storage.close();
    folder.remove();
    // The clock was moved, and the log holds all, in its order.
    const times = rows.map(({ at }) => at);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(11 * 3_600_000);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, rank) => rank + 1));
    const words = typists.flatMap((one) => one.words);
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
    // What is shown of the past stands in the order in which it was written, whatever the clock said.
    expect(versions.map(({ label }) => label)).toEqual(['0 h', '7 h', '-5 h']);
    const ranks = versions.map(({ seq }) => seq);
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    const moments = momentsOf(rows);
    expect(moments.map(({ from }) => from)).toEqual([1, ...moments.slice(0, -1).map(({ seq }) => seq + 1)]);
    expect(moments.every(({ since, at }) => at - since < 60_000)).toBe(true);
  });
});

/** Takes all the room that is left. */
function fillDisk(file: string): void {
  const chunk = Buffer.alloc(64 * 1024);
  const handle = openSync(file, 'w');
  try {
    for (let size = chunk.length; size >= 1; )
      try {
        writeSync(handle, chunk, 0, size);
      } catch {
        size = size === 1 ? 0 : Math.floor(size / 2);
      }
  } finally {
    closeSync(handle);
  }
}

/** A module that puts a process's clock as many milliseconds ahead as a file says. */
const shiftedClock = (file: string): string => `
  import { readFileSync } from 'node:fs';
  const True = Date;
  let ahead = 0;
  setInterval(() => { ahead = Number(readFileSync(${JSON.stringify(file)}, 'utf8')) || 0; }, 20).unref();
  globalThis.Date = class extends True {
    constructor(...args) { if (args.length === 0) super(True.now() + ahead); else super(...args); }
    static now() { return True.now() + ahead; }
  };
`;
