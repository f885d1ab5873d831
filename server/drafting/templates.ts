import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { loadLibrary } from '#shared/drafting/library.ts';
import type { Library } from '#shared/drafting/model.ts';

/** Templates that can't be used; the message names each file and what to correct. */
export class TemplatesError extends Error {
  override readonly name = 'TemplatesError';
}

/**
 * Reads the folder of clauses, modèles and example once, at start: a mistake in them is told then, whole.
 * @throws TemplatesError listing every problem
 */
export async function readTemplates(folder: string): Promise<Library> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const files = await Promise.all(
    paths.map(async (path) => ({
      path: path.split(sep).join('/'),
      source: await readFile(join(folder, path), 'utf8'),
    })),
  );
  const library = loadLibrary(files);
  if (!library.ok)
    throw new TemplatesError(
      `The templates in ${folder} cannot be used:\n  ${library.error.map((problem) => problem.message).join('\n  ')}`,
    );
  return library.value;
}
