import { fail, type Result } from '#shared/kernel/result.ts';
import type { Library, TemplateFile } from './model.ts';
import type { TemplateProblem } from './problems.ts';

/**
 * Reads all template files and checks them together.
 * @param files every file of `templates/`; those outside `clauses/`, `modeles/` and `exemple/` are left alone
 * @returns the library, or every problem found, in file order
 */
export function loadLibrary(_files: readonly TemplateFile[]): Result<Library, readonly TemplateProblem[]> {
  return fail([]);
}
