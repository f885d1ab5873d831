import { can } from '#shared/identity/can.ts';
import type { ActRole, ActState } from '#shared/identity/roles.ts';
import { MOVE_NAMES, MOVES, type MoveName } from '#shared/identity/states.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { ActStateAnswer } from '#shared/signature/wire.ts';
import type { Db } from '../storage/tables.ts';
import { type Asker, lifeFacts } from './life.ts';
import { frozenText } from './states.ts';

/** @returns why an act was last moved to where it stands; `null` when nobody had to say */
async function lastMotif(db: Db, actId: ActId, state: ActState): Promise<ActStateAnswer['motif']> {
  const row = await db
    .selectFrom('act_motifs')
    .innerJoin('people', 'people.id', 'act_motifs.person_id')
    .innerJoin('organisations', 'organisations.id', 'act_motifs.organisation_id')
    .select(['at', 'move', 'motif', 'people.name', 'sigle', 'denomination'])
    .where('act_id', '=', actId)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  if (row === undefined || MOVES[row.move].to !== state) return null;
  const by = { name: row.name, organisation: row.sigle ?? row.denomination };
  return { move: row.move, at: row.at, by, motif: row.motif };
}

/** @returns where an act is in its life, and what somebody of that role may ask for */
export async function stateAnswer(db: Db, actId: ActId, asker: Asker): Promise<ActStateAnswer> {
  const { state } = await db
    .selectFrom('acts')
    .select('state')
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  const frozen = await frozenText(db, actId);
  return {
    state,
    frozen,
    motif: await lastMotif(db, actId, state),
    moves: MOVE_NAMES.filter((move) => mayAsk(asker.role, move, state)),
    ...(await lifeFacts(db, actId, state, asker)),
  };
}

function mayAsk(role: ActRole, move: MoveName, state: ActState): boolean {
  switch (move) {
    case 'negocier':
    case 'arreter':
    case 'rouvrir':
    case 'signer':
    case 'resilier':
    case 'abandonner':
      return can({ role }, `etat.${move}`, { state }).allowed;
    // The server's own.
    case 'conclure':
    case 'prendre-effet':
    case 'echoir':
    case 'remplacer':
      return false;
  }
}
