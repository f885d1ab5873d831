import type { ActState } from '#shared/identity/roles.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';

/** An avenant with what it amends. */
export interface AvenantRow {
  readonly id: ActId;
  readonly title: string;
  readonly state: ActState;
  readonly number: number;
  readonly targetId: ActId;
  readonly workingId: ActId;
  readonly baseHash: string;
  /** JSON of its instructions, once its text was frozen. */
  readonly instructions: string | null;
  /** JSON of how coarse instructions are wanted, and of the historic avenant that is read into it. */
  readonly grains: string | null;
  readonly historic: string | null;
  /** JSON of the text that it amends; `null` for the first state of the one that is edited. */
  readonly base: string | null;
  /** JSON of the edits that a taking up which has not ended could not carry. */
  readonly takingUp: string | null;
  /** When the last signature was given, milliseconds since 1970, once it is signed. */
  readonly closedAt: number | null;
  /** `YYYY-MM-DD`, once it is signed. */
  readonly effect: string | null;
}

const query = (db: Db | Tx) =>
  db
    .selectFrom('avenants')
    .innerJoin('acts', 'acts.id', 'avenants.act_id')
    .leftJoin('ceremonies', (join) =>
      join.onRef('ceremonies.act_id', '=', 'acts.id').on('ceremonies.status', '=', 'complete'),
    )
    .select([
      'acts.id',
      'acts.title',
      'acts.state',
      'avenants.number',
      'avenants.target_id as targetId',
      'avenants.working_id as workingId',
      'avenants.base_hash as baseHash',
      'avenants.instructions',
      'avenants.grains',
      'avenants.historic',
      'avenants.base',
      'avenants.taking_up as takingUp',
      'ceremonies.effect_day as effect',
      'ceremonies.closed_at as closedAt',
    ]);

/**
 * An avenant was written on the text that those signed before it give: it never has effect before them (rule C7).
 * @param rows by number
 */
function inTurn(rows: readonly AvenantRow[]): readonly AvenantRow[] {
  let latest = '';
  return rows.map((row) => {
    if (!isSigned(row) || row.effect === null) return row;
    latest = row.effect > latest ? row.effect : latest;
    return { ...row, effect: latest };
  });
}

/** @returns the avenants of an act, by number */
export async function avenantsOf(db: Db | Tx, target: ActId): Promise<readonly AvenantRow[]> {
  return inTurn(
    await query(db)
      .where('target_id', '=', target)
      .orderBy('number')
      .orderBy('avenants.created_at')
      .execute(),
  );
}

/** @param act the avenant, or the text that is edited for it; `null` for any other act */
export async function avenantOf(db: Db | Tx, act: ActId): Promise<AvenantRow | null> {
  const row = await query(db)
    .where((eb) => eb.or([eb('avenants.act_id', '=', act), eb('avenants.working_id', '=', act)]))
    .executeTakeFirst();
  return row ?? null;
}

const SIGNED: ReadonlySet<ActState> = new Set<ActState>([
  'signe',
  'en-vigueur',
  'echu',
  'resilie',
  'remplace',
]);
const PENDING: ReadonlySet<ActState> = new Set<ActState>([
  'brouillon',
  'negociation',
  'arrete',
  'en-signature',
]);

export const isSigned = ({ state }: Pick<AvenantRow, 'state'>): boolean => SIGNED.has(state);
export const isPending = ({ state }: Pick<AvenantRow, 'state'>): boolean => PENDING.has(state);

/** States of an act that an avenant may amend. */
export const AMENDABLE: ReadonlySet<ActState> = new Set<ActState>(['signe', 'en-vigueur']);
