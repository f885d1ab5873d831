import { z } from 'zod';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { clauseKey } from './check.ts';
import { parseClause } from './clause.ts';
import type { Clause, Library } from './model.ts';
import type { TemplateProblem } from './problems.ts';

/** `GET /api/clauses`: the wordings that acts are drafted with, whole, so that a page can compare and insert them. */
export const wordingListSchema = z.object({
  clauses: z.array(
    z.object({
      /** As in `templates/`: it says the family, the variant and whether the version is a former one. */
      fichier: z.string(),
      source: z.string(),
      /** True for the version that drafts take now. */
      courante: z.boolean(),
    }),
  ),
});
export type WordingList = z.infer<typeof wordingListSchema>;

/** What a page needs of a library to tell where divisions come from. */
export type Wordings = Pick<Library, 'clauses' | 'anciennes'>;

/** @returns what `GET /api/clauses` answers */
export function wordingList(library: Wordings): WordingList {
  const told = (courante: boolean) => (clause: Clause) => ({
    fichier: clause.file,
    source: clause.source,
    courante,
  });
  return {
    clauses: [
      ...[...library.clauses.values()].map(told(true)),
      ...[...library.anciennes.values()].flat().map(told(false)),
    ],
  };
}

/**
 * Reads a list of wordings back.
 * @returns the library they make, without modèles; or the problems of the first file that this release can't read
 */
export function readWordings(list: WordingList): Result<Library, readonly TemplateProblem[]> {
  const clauses = new Map<string, Clause>();
  const anciennes = new Map<string, Clause[]>();
  for (const { fichier, source, courante } of list.clauses) {
    const read = parseClause(source, fichier);
    if (!read.ok) return fail(read.error);
    const clause = read.value;
    if (courante) clauses.set(clauseKey(clause.famille, clause.variante), clause);
    else anciennes.set(clause.id, [...(anciennes.get(clause.id) ?? []), clause]);
  }
  return ok({ clauses, anciennes, modeles: new Map(), exemple: null });
}
