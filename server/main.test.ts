import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { actListSchema } from '#shared/drafting/wire.ts';
import { setupResponseSchema } from '#shared/identity/wire.ts';
import { migrate } from './storage/migrate.ts';
import { MIGRATIONS } from './storage/migrations/index.ts';
import { openSqlite } from './storage/sqlite/open.ts';
import { temporaryFolder } from './testing/app.ts';
import { type BuiltServer, buildServer, type Running, run } from './testing/built.ts';
import { openClient, type TestClient } from './testing/provider.ts';

let built: BuiltServer;
let folder: ReturnType<typeof temporaryFolder>;
const processes: Running[] = [];
const clients: TestClient[] = [];

beforeAll(async () => {
  built = await buildServer();
}, 60_000);
afterAll(() => built.remove());
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const { child, ended } of processes.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  folder.remove();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 45_000, interval: 10 });

function start(env: Record<string, string> = {}, options: { uid?: number } = {}): Running {
  const running = run(built.main, [], { PORT: '0', DATA_DIR: folder.path, ...env }, options);
  processes.push(running);
  return running;
}

/** Starts a server, sets it up with the example, and answers how to reach one of its acts. */
async function startWithExample() {
  const server = start();
  const [, url = '', token] = await server.printed(/(http:\/\/localhost:\d+)\/installation#([\w-]{43})/);
  const answer = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token,
      organisation: { denomination: 'Union des essais', sigle: 'UDE' },
      person: { name: 'Camille', email: 'camille@essai.example' },
      withExample: true,
    }),
  });
  setupResponseSchema.parse(await answer.json());
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const list = await fetch(`${url}/api/acts`, { headers: { cookie } });
  const { acts } = actListSchema.parse(await list.json());
  const act = acts[0]?.id ?? '';
  return { server, url, cookie, act, port: new URL(url).port };
}

function enter(url: string, act: string, cookie: string) {
  const person = { cookie } as Parameters<typeof openClient>[2];
  const client = openClient(`${url.replace('http', 'ws')}/sync`, act, person, { own: true });
  clients.push(client);
  return client;
}

const field = (client: TestClient, n: number) =>
  client.doc.getMap('champs').set(`essai.n${n}`, { type: 'entier', libelle: `n° ${n}`, valeur: String(n) });

describe('the process', { timeout: 120_000 }, () => {
  it('[S22] killed in mid-typing, loses nothing that it had promised', async () => {
    const { server, url, cookie, act, port } = await startWithExample();
    const writer = enter(url, act, cookie);
    await until(() => expect(writer.told.stored).toBe(1));
    let typed = 0;
    await until(() => {
      for (let i = 0; i < 25; i += 1) field(writer, typed++);
      expect(writer.told.stored).toBeGreaterThan(200);
    });
    server.child.kill('SIGKILL');
    // Frames that were on their way when the process died may still arrive: the promise is what counts.
    await server.ended;
    const promised = writer.told.stored - 1;
    writer.provider.disconnect();

    const again = start({ PORT: port });
    await again.printed(/http:/);
    const reader = enter(url, act, cookie);
    await until(() => expect(reader.told.stored).toBe(1));
    const kept = reader.doc.getMap('champs');
    for (let n = 0; n < promised; n += 1) expect(kept.has(`essai.n${n}`), `n° ${n}`).toBe(true);

    writer.provider.connect();
    await until(() => expect(kept.has(`essai.n${typed - 1}`)).toBe(true));
    expect(Y.encodeStateVector(reader.doc)).toEqual(Y.encodeStateVector(writer.doc));
  });

  it('[S26] asked to stop, closes with 1012, ends with 0, and starts again with everything', async () => {
    const { server, url, cookie, act, port } = await startWithExample();
    const writer = enter(url, act, cookie);
    await until(() => expect(writer.told.stored).toBe(1));
    for (let n = 0; n < 50; n += 1) field(writer, n);
    await until(() => expect(writer.told.stored).toBe(51));
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    // To the last line: nothing is left half closed.
    expect(server.output.stderr).toContain('"msg":"stopped"');
    await until(() => expect(writer.closes).toContain(1012));

    const again = start({ PORT: port });
    await again.printed(/http:/);
    expect(again.output.stdout).not.toContain('/installation#');
    await until(() => expect(writer.provider.synced).toBe(true));
    const reader = enter(url, act, cookie);
    await until(() => expect(reader.doc.getMap('champs').has('essai.n49')).toBe(true));
  });

  it('prints a new set-up link at each start, as long as nobody used it', async () => {
    const first = start();
    const [link] = await first.printed(/installation#[\w-]{43}/);
    first.child.kill('SIGINT');
    expect((await first.ended).code).toBe(0);
    const [other] = await start().printed(/installation#[\w-]{43}/);
    expect(other).not.toBe(link);
  });

  it('writes a log of one JSON object a line, without the secret that it prints', async () => {
    const server = start();
    const [, token = ''] = await server.printed(/installation#([\w-]{43})/);
    await until(() => expect(server.output.stderr).toContain('listening'));
    server.child.kill('SIGTERM');
    const { stderr } = await server.ended;
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { msg: string }).msg),
    ).toContain('listening');
    expect(stderr).not.toContain(token);
  });
});

describe('the process says what is wrong, and stops, when', { timeout: 120_000 }, () => {
  /** @returns what it printed, once it has ended with 1 */
  const refusal = async (env: Record<string, string> = {}, options: { uid?: number } = {}) => {
    const { code, stderr } = await start(env, options).ended;
    expect(code, stderr).toBe(1);
    expect(stderr).not.toMatch(/^\s+at /m);
    return stderr;
  };
  const file = () => join(folder.path, 'clausier.sqlite');

  it('its port is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    );
    expect(await refusal({ PORT: String(port) })).toContain(`Port ${port} is already in use`);
    taken.close();
  });

  it('a setting is wrong', async () => {
    expect(await refusal({ PORT: 'http' })).toContain('PORT');
    expect(await refusal({ PUBLIC_URL: 'clausier.example' })).toContain('PUBLIC_URL');
  });

  it('it is to listen on an address that is not its own', async () => {
    const said = await refusal({ HOST: '192.0.2.1' });
    expect(said).toContain('HOST is not an address of this machine');
    expect(said).not.toContain('    at ');
  });

  it('its data folder is a file', async () => {
    const path = join(folder.path, 'data');
    writeFileSync(path, '');
    expect(await refusal({ DATA_DIR: path })).toContain('DATA_DIR');
  });

  const root = process.getuid?.() === 0;
  it('its data folder is read-only', async () => {
    const path = join(folder.path, 'data');
    mkdirSync(path);
    chmodSync(folder.path, 0o755);
    chmodSync(path, 0o555);
    // Root writes everywhere: the process then runs as nobody.
    expect(await refusal({ DATA_DIR: path }, root ? { uid: 65_534 } : {})).toContain('cannot be written');
  });

  // A small disk of its own needs the right to mount one.
  const mounts = root && existsSync('/usr/bin/mount');
  it.skipIf(!mounts)(
    `its disk is full${mounts ? '' : ' (skipped: only root may mount a small disk)'}`,
    async () => {
      const path = join(folder.path, 'small');
      mkdirSync(path);
      execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path]);
      try {
        expect(await refusal({ DATA_DIR: path })).toMatch(/No space left|free space/);
      } finally {
        execFileSync('/usr/bin/umount', [path]);
      }
    },
  );

  it('its database is damaged', async () => {
    writeFileSync(file(), 'not a database, '.repeat(1_000));
    const told = await refusal();
    expect(told).toContain('is damaged');
    expect(told).toContain('restore');
  });

  it('its database was written by a newer release', async () => {
    const storage = openSqlite(file());
    await migrate(storage.db, 1, [
      ...MIGRATIONS,
      { version: MIGRATIONS.length + 1, name: 'next', up: async () => {} },
    ]);
    await storage.close();
    expect(await refusal()).toContain('newer release');
  });

  it('another server runs on its data', async () => {
    await start().printed(/http:/);
    expect(await refusal()).toContain('already runs on the data folder');
  });
});
