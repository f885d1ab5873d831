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
