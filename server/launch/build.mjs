import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A build that cannot be made; the message is whole. */
class BuildError extends Error {
  name = 'BuildError';
}

/** What each part is made from. Templates are read when the server starts, so they make nothing stale. */
const PARTS = {
  client: { label: 'the interface', sources: ['client', 'shared'] },
  server: { label: 'the server', sources: ['server', 'shared'] },
};
const COMMON = ['vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const STAMP = '.stamp';
const LOCK_WAIT_MS = 180_000;

/**
 * Builds the parts that are stale. Two launches at once take turns, and a part is swapped in whole.
 * @param {string} root folder of the project
 * @param {readonly ('client' | 'server')[]} parts
 * @param {(line: string) => void} say told what is being built, if anything is
 */
export async function ensureBuilt(root, parts, say) {
  if (parts.every((part) => isFresh(root, part))) return;
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  const release = await lock(join(dist, '.lock'), say);
  try {
    for (const part of parts) if (!isFresh(root, part)) await buildPart(root, part, say);
  } finally {
    release();
  }
}

function isFresh(root, part) {
  const stamp = join(root, 'dist', part, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceStamp(root, part);
}

/** Digest of the names and contents of all that a part is made from. */
function sourceStamp(root, part) {
  const hash = createHash('sha256');
  for (const file of [
    ...PARTS[part].sources.flatMap((folder) => filesOf(join(root, folder))),
    ...COMMON.map((name) => join(root, name)),
  ]) {
    if (/\.test\.tsx?$|\.md$|\.mjs$/.test(file) || !existsSync(file)) continue;
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function buildPart(root, part, say) {
  const { build } = await import('vite');
  const started = Date.now();
  const stamp = sourceStamp(root, part);
  // A build says « production » of itself in the environment, which the server started after it would read.
  const { NODE_ENV } = process.env;
  const outDir = join(root, 'dist', `.${part}-${process.pid}`);
  say(`Building ${PARTS[part].label}…`);
  try {
    await build({
      root: join(root, 'client'),
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir, emptyOutDir: true, ...(part === 'server' ? { ssr: true } : {}) },
    });
    if (part === 'client') compress(outDir);
    writeFileSync(join(outDir, STAMP), stamp);
    const target = join(root, 'dist', part);
    rmSync(target, { recursive: true, force: true });
    renameSync(outDir, target);
  } catch (error) {
    rmSync(outDir, { recursive: true, force: true });
    throw new BuildError(
      `Building ${PARTS[part].label} failed: ${error instanceof Error ? error.message : error}`,
    );
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  say(`Built ${PARTS[part].label} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** Writes a Brotli and a gzip copy beside each text file, for the server to send as they are. */
function compress(folder) {
  for (const file of filesOf(folder)) {
    if (!/\.(?:js|css|html|svg|json|webmanifest)$/.test(file) || statSync(file).size < 1024) continue;
    const bytes = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
  }
}

/** Takes the lock of `dist`: a folder, since making one is atomic everywhere, with its owner's pid inside. */
async function lock(folder, say) {
  const owner = join(folder, 'pid');
  const deadline = Date.now() + LOCK_WAIT_MS;
  let told = false;
  for (;;) {
    try {
      mkdirSync(folder);
      writeFileSync(owner, String(process.pid));
      return () => rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned(folder, owner)) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    if (Date.now() > deadline)
      throw new BuildError(`Another build has held ${folder} for too long. End it, or remove that folder.`);
    if (!told) say('Another build is under way; waiting for it…');
    told = true;
    await wait(100);
  }
}

/** True when the lock's owner is gone, or died between taking it and signing it. */
function isAbandoned(folder, owner) {
  try {
    const pid = Number(readFileSync(owner, 'utf8'));
    if (Number.isInteger(pid) && pid > 0) process.kill(pid, 0);
    else return Date.now() - statSync(folder).mtimeMs > 5_000;
    return pid === process.pid;
  } catch (error) {
    if (error.code === 'ENOENT') {
      try {
        return Date.now() - statSync(folder).mtimeMs > 5_000;
      } catch {
        // Released in the meantime.
        return false;
      }
    }
    return error.code === 'ESRCH';
  }
}
