import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { checkModele, clauseKey } from './check.ts';
import { isFormerVersion, parseClause } from './clause.ts';
import { readExample } from './example-source.ts';
import type { Clause, Library, Modele, TemplateFile } from './model.ts';
import { parseModele } from './modele.ts';
import { type TemplateProblem, templateProblem } from './problems.ts';

/** A file and its id, to find two files under one id. */
interface Identified {
  readonly id: string;
  readonly file: string;
}

function duplicates(items: readonly Identified[]): TemplateProblem[] {
  const first = new Map<string, string>();
  return items.flatMap(({ id, file }) => {
    const other = first.get(id);
    first.set(id, other ?? file);
    return other === undefined
      ? []
      : [templateProblem('id.double', { file, line: 1 }, `« ${id} » est déjà l’identifiant de ${other}`)];
  });
}

/** Former versions by clause id, newest first. */
function formerVersions(clauses: readonly Clause[]): ReadonlyMap<string, readonly Clause[]> {
  const former = new Map<string, Clause[]>();
  for (const clause of clauses)
    if (isFormerVersion(clause.file)) former.set(clause.id, [...(former.get(clause.id) ?? []), clause]);
  for (const versions of former.values()) versions.sort((a, b) => b.version - a.version);
  return former;
}

/** A former version is one of a clause that is still there, under the same id, and older (rule D1). */
function checkVersions(
  current: readonly Clause[],
  anciennes: ReadonlyMap<string, readonly Clause[]>,
): TemplateProblem[] {
  const byKey = new Map(current.map((each) => [clauseKey(each.famille, each.variante), each]));
  return [...anciennes.values()].flat().flatMap((former) => {
    const now = byKey.get(clauseKey(former.famille, former.variante));
    if (now !== undefined && now.id === former.id && now.version > former.version) return [];
    const detail =
      now === undefined
        ? `« ${former.famille}/${former.variante}.md » n’existe pas`
        : `version ${former.version} de « ${former.id} », à côté de la version ${now.version} de « ${now.id} »`;
    return [templateProblem('version.incoherente', { file: former.file, line: 1 }, detail)];
  });
}

const byPath = (a: TemplateFile, b: TemplateFile) => (a.path < b.path ? -1 : 1);

/**
 * Reads all template files and checks them together (rules D1 to D6).
 * @param files every file of `templates/`; those outside `clauses/`, `modeles/` and `exemple/` are left alone
 * @returns the library, or every problem found: those of single files first, and, once these are sound, those
 *   between files
 */
export function loadLibrary(files: readonly TemplateFile[]): Result<Library, readonly TemplateProblem[]> {
  const problems: TemplateProblem[] = [];
  const keep = <T>(read: Result<T, readonly TemplateProblem[]>): T[] => {
    if (read.ok) return [read.value];
    problems.push(...read.error);
    return [];
  };
  const sorted = [...files].sort(byPath);
  const clauses: Clause[] = [];
  const modeles: Modele[] = [];
  for (const { path, source } of sorted) {
    if (/^clauses\/.+\.md$/.test(path)) clauses.push(...keep(parseClause(source, path)));
    else if (/^modeles\/.+\.yaml$/.test(path)) modeles.push(...keep(parseModele(source, path)));
  }
  const current = clauses.filter((each) => !isFormerVersion(each.file));
  const anciennes = formerVersions(clauses);
  problems.push(...duplicates(current), ...duplicates(modeles), ...checkVersions(current, anciennes));
  if (problems.length > 0) return fail(problems);

  const byKey = new Map(current.map((each) => [clauseKey(each.famille, each.variante), each]));
  const byId = new Map(modeles.map((each) => [each.id, each]));
  for (const modele of modeles) problems.push(...checkModele(modele, byKey));
  const exemple = keep(readExample(sorted, { clauses: byKey, modeles: byId }));
  if (problems.length > 0) return fail([...new Map(problems.map((each) => [each.message, each])).values()]);
  return ok({ clauses: byKey, anciennes, modeles: byId, exemple: exemple[0] ?? null });
}
