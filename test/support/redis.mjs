import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { installPackages, mayInstallPackages } from './debian.mjs';
import { freePort } from './ports.mjs';

/** How long a server may take to start on a busy machine, in milliseconds. */
const START_MS = 30_000;

/** Why the tests on Redis are skipped: for their names. */
export const NO_REDIS = 'Redis is not installed (Debian, Ubuntu: apt-get install redis-server)';

/** @returns {string | null} the path of redis-server, or `null` when it is not installed */
export function findRedis() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'redis-server');
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** Installs Redis when it is absent and this is Debian as root; says so when it can't. Never throws. */
export async function ensureRedis() {
  if (findRedis() !== null) return;
  if (mayInstallPackages()) {
    console.log('No Redis found: trying the system’s package.');
    await installPackages(['redis-server']);
  }
  if (findRedis() === null) console.log(`Tests on Redis are skipped: ${NO_REDIS}.`);
}

/** Starts a private server on a free port of the loopback address, that keeps nothing. */
export async function startRedis() {
  const path = findRedis();
  if (path === null) throw new Error(NO_REDIS);
  const port = await freePort();
  let child = null;
  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    child = spawn(path, [...args, '--dir', tmpdir()], { stdio: ['ignore', 'pipe', 'ignore'] });
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
    url: `redis://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    restart: start,
    dispose: () => end('SIGTERM'),
  };
}

/** Resolves once the server says that it takes connections. */
function ready(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`Redis did not start:\n${said}`)), START_MS);
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (!/Ready to accept connections/.test(said)) return;
      clearTimeout(late);
      resolve();
    });
    child.once('exit', () => {
      clearTimeout(late);
      reject(new Error(`Redis did not start:\n${said}`));
    });
  });
}
