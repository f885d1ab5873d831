import type { ActState } from '#shared/identity/roles.ts';
import { MOVES, type MoveName, movesFrom } from '#shared/identity/states.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import type { FrozenText } from '#shared/signature/wire.ts';
import { appendEvent } from '../identity/index.ts';
import type { Db, Tx } from '../storage/tables.ts';

/** Who moves an act; `null` for the server. */
export interface Mover {
  readonly personId: PersonId;
  readonly organisationId: OrganisationId;
}

/** What goes with a move. */
interface MoveFacts {
  readonly by: Mover | null;
  readonly at: number;
  /** Why, for the moves that ask for it. */
  readonly motif?: string;
  /** Said in the journal beside the states. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Moves an act in its life, by the table of states, and says so in its journal. The state is compared and written in
 * one go: of two moves asked for at once, the second finds another state.
 * @throws ClausierError `etat.impossible` when the table has no such move from the act's present state
 */
export async function moveAct(tx: Tx, actId: ActId, move: MoveName, how: MoveFacts): Promise<ActState> {
  const { state } = await tx
    .selectFrom('acts')
    .select('state')
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  if (!movesFrom(state, move)) throw new ClausierError('etat.impossible');
  const { to } = MOVES[move];
  const moved = await tx
    .updateTable('acts')
    .set({ state: to })
    .where('id', '=', actId)
    .where('state', '=', state)
    .executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) throw new ClausierError('etat.impossible');
  await appendEvent(tx, {
    act: actId,
    at: how.at,
    person: how.by?.personId ?? null,
    organisation: how.by?.organisationId ?? null,
    kind: 'etat.change',
    facts: { ...how.facts, mouvement: move, de: state, vers: to },
  });
  if (how.motif !== undefined && how.by !== null)
    await tx
      .insertInto('act_motifs')
      .values({
        act_id: actId,
        at: how.at,
        move,
        person_id: how.by.personId,
        organisation_id: how.by.organisationId,
        motif: how.motif,
      })
      .execute();
  return to;
}

/** The text that stands frozen in an act, with the rank of its version; `null` when it is written. */
export async function frozenText(
  db: Db | Tx,
  actId: ActId,
): Promise<(FrozenText & { readonly seq: number }) | null> {
  const row = await db
    .selectFrom('frozen_texts')
    .innerJoin('versions', 'versions.id', 'frozen_texts.version_id')
    .innerJoin('people', 'people.id', 'frozen_texts.person_id')
    .innerJoin('organisations', 'organisations.id', 'frozen_texts.organisation_id')
    .select([
      'frozen_texts.version_id',
      'frozen_texts.at',
      'versions.hash',
      'versions.seq',
      'people.name',
      'organisations.sigle',
      'organisations.denomination',
    ])
    .where('frozen_texts.act_id', '=', actId)
    .where('frozen_texts.reopened_at', 'is', null)
    .orderBy('frozen_texts.at', 'desc')
    .executeTakeFirst();
  if (row === undefined) return null;
  const by = { name: row.name, organisation: row.sigle ?? row.denomination };
  return { versionId: row.version_id, hash: row.hash, at: row.at, seq: row.seq, by };
}
