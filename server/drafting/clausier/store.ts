import { z } from 'zod';
import { readProposedClause } from '#shared/drafting/clausier.ts';
import type { ClauseState } from '#shared/drafting/clausier-wire.ts';
import type { KeptVersion } from '#shared/drafting/merge.ts';
import type { Clause } from '#shared/drafting/model.ts';
import type { ActState } from '#shared/identity/roles.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, ClauseVersionId, PersonId } from '#shared/kernel/ids.ts';
import { newClauseDecisionId, newClauseVersionId } from '../../ids.ts';
import type { Db, Tx } from '../../storage/tables.ts';

/** What was decided of a version. */
interface Decision {
  readonly etat: Exclude<ClauseState, 'proposee'>;
  readonly par: string;
  readonly le: number;
  readonly note: string;
}

/** A version in the database, read, with its history. */
export interface StoredVersion extends KeptVersion {
  readonly rowId: ClauseVersionId;
  readonly note: string;
  readonly decisions: readonly Decision[];
}

/** A version in the database that this release can't read any more. */
interface Unreadable {
  readonly clause: string;
  readonly version: number;
  readonly problems: readonly string[];
}

/** @returns every version in the database; those that can't be read apart, for the log */
export async function storedVersions(
  db: Db | Tx,
): Promise<{ readonly versions: readonly StoredVersion[]; readonly unreadable: readonly Unreadable[] }> {
  const rows = await db.selectFrom('clauses').selectAll().orderBy('version').orderBy('id').execute();
  const decided = await db
    .selectFrom('clause_decisions as decision')
    .innerJoin('people', 'people.id', 'decision.person_id')
    .select(['clause_id', 'etat', 'note', 'at', 'people.name'])
    .orderBy('decision.id')
    .execute();
  const decisions = new Map<ClauseVersionId, Decision[]>();
  for (const { clause_id, etat, note, at, name } of decided)
    decisions.set(clause_id, [...(decisions.get(clause_id) ?? []), { etat, par: name, le: at, note }]);
  const versions: StoredVersion[] = [];
  const unreadable: Unreadable[] = [];
  for (const row of rows) {
    const read = readProposedClause(row.source);
    if (!read.ok) {
      const problems = read.error.map(({ message }) => message);
      unreadable.push({ clause: row.clause, version: row.version, problems });
      continue;
    }
    const history = decisions.get(row.id) ?? [];
    versions.push({
      rowId: row.id,
      clause: read.value,
      standing: { origine: row.origine, etat: history.at(-1)?.etat ?? 'proposee' },
      note: row.note,
      decisions: history,
    });
  }
  return { versions, unreadable };
}

/** @returns a mark that changes with every proposal and every decision, to know when to read again */
export async function clausierMark(db: Db): Promise<string> {
  const { clauses } = await db
    .selectFrom('clauses')
    .select((eb) => eb.fn.countAll().as('clauses'))
    .executeTakeFirstOrThrow();
  const last = await db
    .selectFrom('clause_decisions')
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.max('id').as('last')])
    .executeTakeFirstOrThrow();
  return `${clauses} ${last.count} ${last.last ?? ''}`;
}

/** Keeps a version, which is then proposed. @param origine `livree` for a shipped one that is about to be decided of */
export async function addVersion(
  tx: Tx,
  version: { clause: Clause; origine: 'organisation' | 'livree'; source: string; note: string },
  by: { personId: PersonId; at: number },
): Promise<ClauseVersionId> {
  const { clause, origine, source, note } = version;
  const id = newClauseVersionId();
  await tx
    .insertInto('clauses')
    .values({
      id,
      clause: clause.id,
      famille: clause.famille,
      variante: clause.variante,
      version: clause.version,
      origine,
      source,
      note,
      person_id: by.personId,
      at: by.at,
    })
    .execute();
  return id;
}

/** Adds one decision on a version. */
export async function addDecision(
  tx: Tx,
  rowId: ClauseVersionId,
  decision: { etat: Decision['etat']; note: string },
  by: { personId: PersonId; at: number },
): Promise<void> {
  await tx
    .insertInto('clause_decisions')
    .values({ id: newClauseDecisionId(), clause_id: rowId, ...decision, person_id: by.personId, at: by.at })
    .execute();
}

/** Most versions of one clause, and most proposals that wait at once: bounds, far above what a house writes. */
const MAX_VERSIONS = 500;
const MAX_WAITING = 200;

/** @throws ClausierError `requete.trop_frequente` when too many proposals wait already */
export function refuseFlood(versions: readonly StoredVersion[], clause: string): void {
  const waiting = versions.filter(({ standing }) => standing.etat === 'proposee').length;
  const own = versions.filter((each) => each.clause.id === clause).length;
  if (waiting >= MAX_WAITING || own >= MAX_VERSIONS)
    throw new ClausierError('requete.trop_grande', [
      `${MAX_WAITING} propositions en attente et ${MAX_VERSIONS} versions d’une clause au plus`,
    ]);
}

/** An act that uses a clause. */
interface Use {
  readonly id: ActId;
  readonly title: string;
  readonly state: ActState;
  readonly version: number;
}

const marksSchema = z.array(z.string());

/**
 * @returns the acts that use a clause, newest change first: those where the person holds a role, and how many others
 *   (rule K8); `unread`: acts whose clauses are not known yet
 */
export async function usesOf(
  db: Db,
  clause: string,
  personId: PersonId,
): Promise<{ readonly acts: readonly Use[]; readonly others: number; readonly unread: number }> {
  const rows = await db
    .selectFrom('acts')
    .leftJoin('rights', (join) =>
      join.onRef('rights.act_id', '=', 'acts.id').on('rights.person_id', '=', personId),
    )
    .select(['acts.id', 'acts.title', 'acts.state', 'acts.clauses', 'rights.role'])
    .where('acts.clauses', 'like', `%"${clause}@%`)
    .orderBy('acts.changed_at', 'desc')
    .execute();
  const acts = rows.flatMap((row): Use[] => {
    const marks = row.clauses === null ? [] : marksSchema.parse(JSON.parse(row.clauses));
    const own = marks.filter((mark) => mark.startsWith(`${clause}@`));
    if (row.role === null) return [];
    return own.map((mark) => ({
      id: row.id,
      title: row.title,
      state: row.state,
      version: Number(mark.slice(clause.length + 1)),
    }));
  });
  const { unread } = await db
    .selectFrom('acts')
    .select((eb) => eb.fn.countAll().as('unread'))
    .where('clauses', 'is', null)
    .executeTakeFirstOrThrow();
  return { acts, others: rows.filter(({ role }) => role === null).length, unread: Number(unread) };
}
