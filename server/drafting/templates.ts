import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { loadLibrary } from '#shared/drafting/library.ts';
import type { Library } from '#shared/drafting/model.ts';
import type { TemplateProblem } from '#shared/drafting/problems.ts';
import type { Result } from '#shared/kernel/result.ts';

/** Templates that can't be used; the message names each file and what to correct. */
export class TemplatesError extends Error {
  override readonly name = 'TemplatesError';
}

async function loadFolder(folder: string): Promise<Result<Library, readonly TemplateProblem[]>> {
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
  return loadLibrary(files);
}

/** @returns everything to correct in a folder of templates; none when it can be used */
export async function templateProblems(folder: string): Promise<readonly TemplateProblem[]> {
  const library = await loadFolder(folder);
  return library.ok ? [] : library.error;
}

/**
 * Reads the folder of clauses, modèles and example once, at start: a mistake in them is told then, whole.
 * @throws TemplatesError listing every problem
 */
export async function readTemplates(folder: string): Promise<Library> {
  const library = await loadFolder(folder);
  if (!library.ok)
    throw new TemplatesError(
      `The templates in ${folder} cannot be used:\n  ${library.error.map((problem) => problem.message).join('\n  ')}`,
    );
  return library.value;
}
