import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Folder of the project, found from this file upwards: the same whether it runs from `server/` (tests) or from
 * the bundle in `dist/server/`.
 * @throws Error when no `package.json` lies above, which means the bundle was moved away from its project
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('No package.json above the server: run it from its project folder.');
    folder = parent;
  }
  return folder;
}

/**
 * @param from address of the module that asks
 * @param bundled name of the entry in a release
 * @returns the entry of another process or thread, beside the bundle that `from` is part of; `null` when it runs from
 *   the sources
 * @throws Error when a release lacks it
 */
export function entryBeside(from: string, bundled: string): string | null {
  const here = fileURLToPath(from);
  if (here.endsWith('.ts')) return null;
  const folders = [dirname(here), dirname(dirname(here))];
  const found = folders.map((folder) => join(folder, bundled)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`No ${bundled} beside the server: build it again.`);
  return found;
}
