import { z } from 'zod';
import {
  abrogatedIn,
  type Consolidated,
  consolidate,
  type SignedAvenant,
} from '#shared/avenants/consolidate.ts';
import type { Instruction } from '#shared/avenants/model.ts';
import type { SourceAct } from '#shared/avenants/provenance.ts';
import type { InForce } from '#shared/avenants/wire.ts';
import type { ActContent } from '#shared/document/model.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { frenchDay } from '../identity/index.ts';
import type { Db } from '../storage/tables.ts';
import type { Versions } from '../versions/index.ts';
import { type AvenantRow, avenantsOf, isSigned } from './store.ts';

/** What reading the signed history needs. */
export interface SignedDeps {
  readonly db: Db;
  readonly versions: Pick<Versions, 'archive'>;
}

/** A signed act as it was signed. */
export interface SignedAct {
  readonly content: ActContent;
  /** Day of the last signature and day of effect, `YYYY-MM-DD`. */
  readonly signedOn: string;
  readonly effect: string;
}

/** After every avenant. */
export const FOR_EVER = '9999-12-31';

/** @throws ClausierError `avenant.cible` for an act that is not signed */
async function signedAct({ db, versions }: SignedDeps, actId: ActId): Promise<SignedAct> {
  const ceremony = await db
    .selectFrom('ceremonies')
    .select(['version_id', 'closed_at', 'effect_day'])
    .where('act_id', '=', actId)
    .where('status', '=', 'complete')
    .executeTakeFirst();
  if (ceremony === undefined || ceremony.closed_at === null) throw new ClausierError('avenant.cible');
  const { content } = await versions.archive.read(actId, ceremony.version_id);
  const signedOn = frenchDay(ceremony.closed_at);
  return { content, signedOn, effect: ceremony.effect_day ?? signedOn };
}

/** @returns how an act had ended by a day (`over` of `inForceSchema`); `null` while it had not */
export async function overOn(
  { db }: Pick<SignedDeps, 'db'>,
  actId: ActId,
  day: string,
  today: string,
): Promise<InForce['over']> {
  const row = await db
    .selectFrom('acts')
    .leftJoin('act_terms', 'act_terms.act_id', 'acts.id')
    .leftJoin('act_endings', 'act_endings.act_id', 'acts.id')
    .select(['acts.state', 'act_terms.last_day', 'act_endings.effect_day'])
    .where('acts.id', '=', actId)
    .executeTakeFirst();
  switch (row?.state) {
    case 'echu':
      return row.last_day !== null && day <= row.last_day ? null : { state: 'echu', day: row.last_day };
    case 'resilie':
      return row.effect_day !== null && day < row.effect_day
        ? null
        : { state: 'resilie', day: row.effect_day };
    case 'remplace':
      return day < today ? null : { state: 'remplace', day: null };
    default:
      return null;
  }
}

/** Our own writing of it: only that it is a list is looked at again. */
const instructionsSchema = z.array(
  z.custom<Instruction>((value) => typeof value === 'object' && value !== null),
);

/** @returns the instructions kept with a frozen avenant; none when it was never frozen */
export function keptInstructions(row: Pick<AvenantRow, 'instructions'>): readonly Instruction[] {
  return row.instructions === null ? [] : instructionsSchema.parse(JSON.parse(row.instructions));
}

/** @returns an avenant as consolidation takes it, or `null` when it is not signed */
function asSigned(row: AvenantRow): SignedAvenant | null {
  if (!isSigned(row) || row.effect === null) return null;
  const { id, number, effect, baseHash } = row;
  return { id, number, effect, baseHash, instructions: keptInstructions(row) };
}

/** @returns how the divisions that the avenants signed before one abrogated were cited: one may come back in it */
export async function abrogatedBefore(
  db: Db,
  { targetId, number }: Pick<AvenantRow, 'targetId' | 'number'>,
): Promise<readonly string[]> {
  const rows = await avenantsOf(db, targetId);
  return abrogatedIn(rows.flatMap((row) => (row.number < number ? (asSigned(row) ?? []) : [])));
}

/** @returns how the acts that a consolidated text comes from are cited, the initial one first, then by number */
export async function sourceActs(
  db: Db,
  target: ActId,
  act: SignedAct,
  rows: readonly AvenantRow[],
): Promise<readonly SourceAct[]> {
  const { title } = await db
    .selectFrom('acts')
    .select('title')
    .where('id', '=', target)
    .executeTakeFirstOrThrow();
  const { signedOn, effect } = act;
  return [
    { id: target, mark: 'TI', name: 'Texte initial', title, signedOn, effect },
    ...rows.filter(isSigned).flatMap((row): readonly SourceAct[] => {
      if (row.closedAt === null || row.effect === null) return [];
      return [
        {
          id: row.id,
          mark: `A${row.number}`,
          name: `Avenant n°\u00a0${row.number}`,
          title: row.title,
          signedOn: frenchDay(row.closedAt),
          effect: row.effect,
        },
      ];
    }),
  ];
}

/**
 * The text of a signed act on a day, its signed avenants carried out.
 * @param day `YYYY-MM-DD`
 * @throws ClausierError `avenant.cible`; `avenant.consolidation` when the signed history gives no text
 */
export async function textOn(
  deps: SignedDeps,
  target: ActId,
  day: string,
): Promise<{ readonly act: SignedAct; readonly rows: readonly AvenantRow[]; readonly text: Consolidated }> {
  const act = await signedAct(deps, target);
  const rows = await avenantsOf(deps.db, target);
  const signed = rows.flatMap((row) => asSigned(row) ?? []);
  const text = consolidate({ id: target, content: act.content }, signed, day);
  if (!text.ok) {
    const failing = rows.find(({ id }) => id === text.error.avenant);
    throw new ClausierError('avenant.consolidation', [failing?.title ?? text.error.avenant]);
  }
  return { act, rows, text: text.value };
}
