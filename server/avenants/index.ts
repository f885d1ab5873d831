import { dayInWords } from '#shared/avenants/dates.ts';
import { annotated } from '#shared/avenants/provenance.ts';
import type { ActContent } from '#shared/document/model.ts';
import type { Library } from '#shared/drafting/model.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { type ComputedRef, readStateRef } from '#shared/versions/wire.ts';
import type { Logger } from '../http/log.ts';
import type { Route } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import type { Versions } from '../versions/index.ts';
import { findingsOf } from './findings.ts';
import { AvenantReader } from './reading.ts';
import { avenantRoutes } from './routes.ts';
import { sourceActs, textOn } from './signed.ts';
import { avenantOf } from './store.ts';
import { AvenantWriter } from './writer.ts';

/** What keeps an avenant from being frozen. */
interface AvenantReason {
  readonly rule: string;
  /** Where, as the text calls it; `null` for the avenant as a whole. */
  readonly address: string | null;
  readonly message: string;
}

/** Avenants, put together. */
export interface Avenants {
  readonly routes: readonly Route[];
  readonly writer: AvenantWriter;
  /** The text of a signed act on a day, and the one that an avenant will give; `null` for any other act. */
  readonly compute: (
    actId: ActId,
    ref: ComputedRef,
  ) => Promise<{ readonly name: string; readonly content: ActContent } | null>;
  /** A computed text as it is printed, with the act that each alinéa comes from; `null` for any other state. */
  readonly printed: (actId: ActId, ref: string) => Promise<ActContent | null>;
  /** What keeps an act from being frozen because it is an avenant; nothing for any other act. */
  readonly reasons: (actId: ActId) => Promise<readonly AvenantReason[]>;
  /**
   * Runs `freeze` with the consolidated text of an avenant still, and its articles as that text asks; the instructions
   * are kept with it. For any other act, runs it at once.
   */
  readonly whileStill: <T>(actId: ActId, freeze: () => Promise<T>) => Promise<T>;
}

/** Puts avenants together. */
export function createAvenants(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly hub: Pick<Hub, 'edit' | 'whilePaused'>;
  readonly versions: Versions;
  readonly library: () => Promise<Library>;
}): Avenants {
  const { db, hub } = deps;
  const reader = new AvenantReader({ history: deps.versions.history, db });
  const writer = new AvenantWriter({ db, hub, logger: deps.logger, reader });
  return {
    routes: avenantRoutes({ ...deps, reader, writer }),
    writer,
    compute: async (actId, ref) => {
      const row = await avenantOf(db, actId);
      if (ref.kind === 'consolidated') {
        if (row === null) return null;
        const { edited } = await reader.read(row);
        return { name: `Texte consolidé avec l’avenant n°\u00a0${row.number}`, content: edited };
      }
      if (ref.kind === 'base')
        return row === null
          ? null
          : { name: `Texte avant l’avenant n°\u00a0${row.number}`, content: await reader.base(row) };
      if (row !== null) return null;
      const { act, text } = await textOn({ db, versions: deps.versions }, actId, ref.day);
      if (ref.day < act.effect) return null;
      return { name: `Texte en vigueur au ${dayInWords(ref.day)}`, content: text.content };
    },
    printed: async (actId, name) => {
      const ref = readStateRef(name);
      if (ref?.kind !== 'day') return null;
      const { act, rows, text } = await textOn({ db, versions: deps.versions }, actId, ref.day);
      const acts = await sourceActs(db, actId, act, rows);
      const isIn = ({ id }: { readonly id: string }) => id === actId || text.applied.includes(id);
      return annotated(text.content, text.sources, acts.filter(isIn), ref.day);
    },
    reasons: async (actId) => {
      const row = await avenantOf(db, actId);
      if (row === null) return [];
      const reading = await reader.read(row);
      const refused = reading.refusals.map(({ address, reason, remedy }) => ({
        rule: 'avenant-inexprimable',
        address,
        message: `${reason} ${remedy}`,
      }));
      const found = (await findingsOf({ ...deps, reader }, row, reading, null)).filter(
        ({ blocking }) => blocking,
      );
      return [
        ...refused,
        ...found.map(({ message }) => ({ rule: 'avenant-avant-signature', address: null, message })),
      ];
    },
    whileStill: async (actId, freeze) => {
      const row = await avenantOf(db, actId);
      if (row === null) return freeze();
      return hub.whilePaused(row.workingId, async () => {
        await writer.write(row);
        const { instructions } = await reader.read(row);
        // Before, so that a frozen text never goes without them; an avenant that is not signed does not use them.
        await db
          .updateTable('avenants')
          .set({ instructions: JSON.stringify(instructions) })
          .where('act_id', '=', row.id)
          .execute();
        return freeze();
      });
    },
  };
}
