import type { CompiledQuery } from 'kysely';
import type { Db } from './tables.ts';

/** One statement of a change, and what must be so for the change to be made. */
export interface Step {
  readonly query: CompiledQuery;
  /** `rows`: how many it touches or finds; `below`: its first value is less. */
  readonly must?: { readonly rows: number } | { readonly below: number };
}

/** What a statement answered with. */
type Rows = readonly Readonly<Record<string, unknown>>[];

/** What became of a change: the rows of each of its steps, or the rank of the first that was not so, from 0. */
export type Outcome =
  | { readonly written: true; readonly rows: readonly Rows[] }
  | { readonly written: false; readonly failed: number };

/**
 * Makes a change whose statements are all known beforehand, in a transaction: all of them, or nothing when one step is
 * not as it must be. Nobody else writes between two steps. Answers once it is on the disk.
 */
export type WriteSteps = (steps: readonly Step[]) => Promise<Outcome>;

/** Undoes the transaction. */
class NotSo extends Error {
  readonly rank: number;
  constructor(rank: number) {
    super(`Step ${rank} is not as it must be.`);
    this.rank = rank;
  }
}

/** @returns writes in an ordinary transaction of `db` */
export function stepsOn(db: Db): WriteSteps {
  return async (steps) => {
    try {
      const rows = await db.transaction().execute(async (tx) => {
        const all: Rows[] = [];
        for (const [rank, { query, must }] of steps.entries()) {
          const answer = await tx.executeQuery(query);
          const found = answer.rows as Rows;
          if (!isSo(must, found, Number(answer.numAffectedRows ?? found.length))) throw new NotSo(rank);
          all.push(found);
        }
        return all;
      });
      return { written: true, rows };
    } catch (error) {
      if (error instanceof NotSo) return { written: false, failed: error.rank };
      throw error;
    }
  };
}

function isSo(must: Step['must'], rows: Rows, count: number): boolean {
  if (must === undefined) return true;
  if ('rows' in must) return count === must.rows;
  return Number(Object.values(rows[0] ?? {})[0]) < must.below;
}
