import { z } from 'zod';
import type { ActContent } from '#shared/document/model.ts';
import { editionOf } from '#shared/exchange/print/edition.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import type { Db } from '../../storage/tables.ts';
import type { StateReader } from '../../versions/index.ts';
import { logosOf } from './logos.ts';
import type { ExportSource } from './writers.ts';

const partiesSchema = z.array(z.string());

/**
 * Reads one state of an act, to write it.
 * @param ref names the state: `actuel`, a version, `seq-<n>`
 * @param personId for whom; `null` on the command line
 * @throws ClausierError `acte.introuvable`, `version.introuvable`, `version.alteree`
 */
export async function exportSource(
  deps: {
    readonly db: Db;
    readonly states: StateReader;
    /** How a computed text is printed, where that is more than its words; `null` for any other state. */
    readonly printed?: (actId: ActId, ref: string) => Promise<ActContent | null>;
  },
  actId: ActId,
  ref: string,
  personId: PersonId | null,
): Promise<ExportSource> {
  const act = await deps.db
    .selectFrom('acts')
    .select(['title', 'state', 'parties'])
    .where('id', '=', actId)
    .executeTakeFirst();
  if (act === undefined) throw new ClausierError('acte.introuvable');
  const state = await deps.states.state(actId, ref, personId);
  const final = ref === 'actuel' ? state : await deps.states.state(actId, 'actuel', personId);
  const parties = partiesSchema.parse(JSON.parse(act.parties));
  return {
    actId,
    versionId: state.version?.id ?? null,
    content: state.content,
    printed: (await deps.printed?.(actId, ref)) ?? state.content,
    edition: {
      ...editionOf({ ...act, parties }, state, final.hash),
      logos: await logosOf(deps.db, state.content.champs, parties),
    },
  };
}
