import { execFile, spawn } from 'node:child_process';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { installPackages, mayInstallPackages } from './debian.mjs';
import { freePort } from './ports.mjs';

const execute = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';
/** How long a server may take to start on a busy machine, in milliseconds. */
const START_MS = 60_000;

/** Why the tests on PostgreSQL are skipped: for their names. */
export const NO_POSTGRES =
  'PostgreSQL is not installed (Debian, Ubuntu: apt-get install postgresql; or put initdb and postgres on PATH)';

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | null} the folder of PostgreSQL's programs, or `null` when it is not installed */
export function findPostgres() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const whole = (folder) => ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name)));
  const found = folders.find(whole) ?? null;
  return found !== null && ownerFor() === null ? null : found;
}

/**
 * PostgreSQL refuses to run as root.
 * @returns {{ uid?: number, gid?: number } | null} who runs it: whoever runs the tests, or the package's own user
 */
function ownerFor() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const ids = idsOf(name);
    if (ids) return ids;
  }
  return null;
}

function idsOf(name) {
  if (userInfo().username === name) return {};
  const line = readPasswd().find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function readPasswd() {
  return existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
}

/** Installs PostgreSQL when it is absent and this is Debian as root; says so when it can't. Never throws. */
export async function ensurePostgres() {
  if (findPostgres() !== null) return;
  if (mayInstallPackages()) {
    console.log('No PostgreSQL found: trying the system’s package.');
    await installPackages(['postgresql']);
  }
  if (findPostgres() === null) console.log(`Tests on PostgreSQL are skipped: ${NO_POSTGRES}.`);
}

/**
 * Starts a private server on a free port of the loopback address, with data of its own.
 * @param {{ durable?: boolean }} options `durable`: writes to the disk before it answers, as a real one
 */
export async function startPostgres({ durable = false } = {}) {
  const bin = findPostgres();
  if (bin === null) throw new Error(NO_POSTGRES);
  const owner = ownerFor() ?? {};
  // Not in the run's own temporary folder, which another user may not enter.
  const folder = mkdtempSync(join('/tmp', 'clausier-postgres-'));
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  const options = { ...owner, env, cwd: folder };
  await execute(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'clausier', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    max_connections: 200,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let child = null;

  const start = async () => {
    child = spawn(join(bin, 'postgres'), ['-D', data, ...args], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(child);
  };
  const end = async (signal) => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  };
  await start();
  return {
    url: (database) => `postgres://clausier@127.0.0.1:${port}/${database}`,
    get pid() {
      return child.pid;
    },
    kill: () => end('SIGQUIT'),
    restart: async () => {
      await end('SIGQUIT');
      await start();
    },
    dispose: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once the server says that it takes connections. */
function ready(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`PostgreSQL did not start:\n${said}`)), START_MS);
    child.stderr.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-20_000);
      if (!/ready to accept connections/.test(said)) return;
      clearTimeout(late);
      resolve();
    });
    child.once('exit', () => {
      clearTimeout(late);
      reject(new Error(`PostgreSQL did not start:\n${said}`));
    });
  });
}
