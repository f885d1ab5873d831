import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const README = resolve(import.meta.dirname, '..', '..', 'README.md');
/** How long nginx may take to listen on a busy machine, in milliseconds. */
const START_MS = 20_000;

/** Why the tests behind nginx are skipped: for their names. */
export const NO_NGINX = 'nginx is not installed (Debian, Ubuntu: apt-get install nginx-light)';

/** @returns {string | null} the path of nginx, or `null` when it is not installed */
export function findNginx() {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']) {
    const path = join(folder, 'nginx');
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** @returns {string} the README's example of several processes, on other ports and without a certificate */
function exampleFor(port, backends) {
  const blocks = readFileSync(README, 'utf8').matchAll(/```nginx\n([\s\S]*?)```/g);
  const example = [...blocks].map(([, block]) => block).find((block) => block.includes('upstream clausier'));
  if (example === undefined) throw new Error('The README has no example of several processes behind nginx.');
  let rank = 0;
  return example
    .replace(/^(\s*)server 10\.[\d.:]+/gm, (_, indent) => `${indent}server 127.0.0.1:${backends[rank++]}`)
    .replace(/listen 443 ssl http2;/, `listen 127.0.0.1:${port};`)
    .replace(/^\s*ssl_certificate.*\n/gm, '');
}

/**
 * Starts the README's example in front of processes of this machine.
 * @param {number} port where it listens
 * @param {readonly number[]} backends ports of the processes, as many as in the example
 * @returns {Promise<{ dispose(): Promise<void> }>}
 */
export async function startNginx(port, backends) {
  const path = findNginx();
  if (path === null) throw new Error(NO_NGINX);
  const folder = mkdtempSync(join(tmpdir(), 'clausier-nginx-'));
  mkdirSync(join(folder, 'temp'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, 'temp', name)};`)
    .join('\n');
  const root = process.getuid?.() === 0 ? 'user root;' : '';
  const config = `${root} pid ${join(folder, 'pid')}; error_log stderr warn; events {} http { access_log off; ${temporary}\n${exampleFor(port, backends)} }`;
  writeFileSync(join(folder, 'nginx.conf'), config);
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;'];
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (let waited = 0; !(await listens(port)); waited += 20) {
    if (waited > START_MS || child.exitCode !== null) throw new Error(`nginx did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    dispose: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
