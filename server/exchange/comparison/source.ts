import { editionOf } from '#shared/exchange/print/edition.ts';
import { can } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { actIdSchema } from '#shared/kernel/ids.ts';
import { actName } from '#shared/versions/names.ts';
import { readSide } from '#shared/versions/side.ts';
import type { Author, State } from '#shared/versions/wire.ts';
import { actAccess } from '../../identity/index.ts';
import type { Clock } from '../../ids.ts';
import type { Db } from '../../storage/tables.ts';
import { authorsFor, type StateReader } from '../../versions/index.ts';
import type { ComparisonSource } from './write.ts';

/** What reading two texts to compare needs. */
export interface ComparisonDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly states: StateReader;
  /** Who sent updates `after < seq <= upTo` of an act, most updates first. */
  readonly senders: (actId: ActId, after: number, upTo: number) => Promise<readonly (PersonId | null)[]>;
}

interface ReadSide {
  readonly state: State;
  readonly title: string;
  readonly parties: readonly string[];
  readonly name: string;
}

/** What changes are signed with when nobody in particular made them: texts of two acts, a text and an older one. */
const NOBODY = 'Clausier';

const isString = (value: unknown): value is string => typeof value === 'string';

/** Several people of one side sign with the names of their organisations, as institutions do. */
function signature(authors: readonly Author[]): string {
  const [only] = authors;
  if (only === undefined) return NOBODY;
  if (authors.length === 1)
    return only.organisation === '' ? only.name : `${only.name} (${only.organisation})`;
  const organisations = authors.map(({ name, organisation }) => (organisation === '' ? name : organisation));
  return [...new Set(organisations)].join(', ');
}

/**
 * Reads the two texts of a comparison, for somebody.
 * @param own the act whose page asks
 * @param sides as `readSide` reads them
 * @param personId for whom, who must be able to read the versions of both acts; `null` on the command line
 * @throws ClausierError `acte.introuvable`, `version.introuvable`, `version.alteree`
 */
export async function comparisonSource(
  deps: ComparisonDeps,
  own: ActId,
  sides: { readonly old: string; readonly new: string },
  personId: PersonId | null,
): Promise<ComparisonSource> {
  const { db, states } = deps;

  const requireAccess = async (actId: ActId) => {
    if (personId === null) return;
    const access = await actAccess(db, actId, personId, deps.clock());
    if (access === null) throw new ClausierError('acte.introuvable');
    const decision = can(access, 'version.lire', access);
    if (!decision.allowed) throw new ClausierError(decision.code);
  };

  const read = async (text: string): Promise<ReadSide> => {
    const side = readSide(text, own);
    const id = actIdSchema.safeParse(side?.actId);
    if (side === null || !id.success) throw new ClausierError('version.introuvable');
    await requireAccess(id.data);
    const act = await db
      .selectFrom('acts')
      .select(['title', 'state', 'parties'])
      .where('id', '=', id.data)
      .executeTakeFirst();
    if (act === undefined) throw new ClausierError('acte.introuvable');
    const state = await states.state(id.data, side.ref, personId);
    const parties: unknown = JSON.parse(act.parties);
    const edition = editionOf(
      { ...act, parties: Array.isArray(parties) ? parties.filter(isString) : [] },
      state,
      state.hash,
    );
    return { state, title: act.title, parties: edition.parties, name: edition.version };
  };

  const [old, fresh] = [await read(sides.old), await read(sides.new)];
  const sameAct = old.state.actId === fresh.state.actId;
  const follows = sameAct && old.state.seq < fresh.state.seq;
  const senders = follows ? await deps.senders(own, old.state.seq, fresh.state.seq) : [];
  const titleOf = (side: ReadSide) => actName(side, [old, fresh]);
  const named = (side: ReadSide) => (sameAct ? side.name : `${titleOf(side)}, ${side.name}`);
  return {
    old: old.state.content,
    new: fresh.state.content,
    title: sameAct ? fresh.title : `${titleOf(old)} / ${titleOf(fresh)}`,
    names: { old: named(old), new: named(fresh) },
    author: signature(await authorsFor(db, fresh.state.actId, senders)),
    at: fresh.state.at,
    hash: fresh.state.hash,
  };
}
