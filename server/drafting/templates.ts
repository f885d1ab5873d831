import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { loadLibrary } from '#shared/drafting/library.ts';
import type { Library, TemplateFile } from '#shared/drafting/model.ts';
import type { TemplateProblem } from '#shared/drafting/problems.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { keepLibrary, keptLibrary } from './kept-library.ts';

/** Templates that can't be used; the message names each file and what to correct. */
export class TemplatesError extends Error {
  override readonly name = 'TemplatesError';
}

async function filesOf(folder: string): Promise<readonly TemplateFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: path.split(sep).join('/'),
      source: await readFile(join(folder, path), 'utf8'),
    })),
  );
}

/** @returns everything to correct in a folder of templates; none when it can be used */
export async function templateProblems(folder: string): Promise<readonly TemplateProblem[]> {
  const library = loadLibrary(await filesOf(folder));
  return library.ok ? [] : library.error;
}

/** Reads templates, unless these very files have been read before by this release. */
async function read(files: readonly TemplateFile[]): Promise<Result<Library, readonly TemplateProblem[]>> {
  const hash = createHash('sha256');
  for (const { path, source } of files) hash.update(path).update('\0').update(source).update('\0');
  const digest = hash.digest('hex');
  const kept = await keptLibrary(digest);
  if (kept !== null) return ok(kept);
  const library = loadLibrary(files);
  if (library.ok) await keepLibrary(digest, library.value);
  return library;
}

/**
 * Reads the folder of clauses, modèles and example once, at start: a mistake in them is told then, whole.
 * @throws TemplatesError listing every problem
 */
export async function readTemplates(folder: string): Promise<Library> {
  const library = await read(await filesOf(folder));
  if (!library.ok)
    throw new TemplatesError(
      `The templates in ${folder} cannot be used:\n  ${library.error.map((problem) => problem.message).join('\n  ')}`,
    );
  return library.value;
}
