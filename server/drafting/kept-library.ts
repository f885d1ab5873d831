import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { Library } from '#shared/drafting/model.ts';

/*
 * The templates as they were read, kept in the folder of the release: reading them takes as long as all the rest of a
 * start. A release is built into a folder of its own, so that what another one read is never taken for what this one would.
 */

/** @returns where the library is kept; `null` when the server runs from its sources, which may change under it */
function file(): string | null {
  const here = fileURLToPath(import.meta.url);
  return here.endsWith('.ts') ? null : join(dirname(here), 'templates.kept');
}

/** @param digest of the files' names and contents @returns the library that was read from them; `null` when it is not kept */
export async function keptLibrary(digest: string): Promise<Library | null> {
  const path = file();
  if (path === null) return null;
  try {
    return parseKept(await readFile(path), digest);
  } catch {
    // Not written yet, or not whole: the templates themselves are read.
    return null;
  }
}

/** Ties what is kept to the files that it was read from, and tells a file that was cut. */
const seal = (digest: string, body: Uint8Array) => createHash('sha256').update(digest).update(body).digest();
const SEAL_BYTES = 32;

/** @returns the library in `bytes`; `null` when it was read from other files, or is not whole */
export function parseKept(bytes: Uint8Array, digest: string): Library | null {
  const body = bytes.subarray(SEAL_BYTES);
  return seal(digest, body).equals(bytes.subarray(0, SEAL_BYTES)) ? (deserialize(body) as Library) : null;
}

/** @param digest of the files that it was read from @returns the library as `parseKept` reads it */
export function printKept(digest: string, library: Library): Uint8Array {
  const body = serialize(library);
  return Buffer.concat([seal(digest, body), body]);
}

/** Keeps a library for the next start. A folder that takes no file only makes that start longer. */
export async function keepLibrary(digest: string, library: Library): Promise<void> {
  const path = file();
  if (path === null) return;
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(unfinished, printKept(digest, library));
    await rename(unfinished, path);
  } catch {
    await rm(unfinished, { force: true });
  }
}
