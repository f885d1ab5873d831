import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { loadLibrary } from '#shared/drafting/library.ts';
import type { Library } from '#shared/drafting/model.ts';

/** The folder of the shipped clauses and modèles. */
export const TEMPLATES = join(import.meta.dirname, '../../templates');

/** @returns the library that is shipped; throws every problem in it */
export function readShipped(folder = TEMPLATES): Library {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:md|yaml)$/.test(path),
  );
  const read = loadLibrary(
    paths.map((path) => ({
      path: path.split(sep).join('/'),
      source: readFileSync(join(folder, path), 'utf8'),
    })),
  );
  if (!read.ok) throw new Error(read.error.map((each) => each.message).join('\n'));
  return read.value;
}
