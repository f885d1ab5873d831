import type { Context } from 'hono';
import { can } from '#shared/identity/can.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import {
  actStateSchema,
  endingRequestSchema,
  freezeReasonsSchema,
  freezeRequestSchema,
  motifRequestSchema,
  moveRequestSchema,
  successionRequestSchema,
} from '#shared/signature/wire.ts';
import { readJson } from '../http/body.ts';
import { type ActCaller, actRoute, type Route, type SignedIn } from '../identity/index.ts';
import type { Tx } from '../storage/tables.ts';
import { type FreezeDeps, freezeObstacles, freezeText, reopenText } from './freeze.ts';
import { announceEnding, declareSuccession, withdrawEnding } from './life.ts';
import { stateAnswer } from './state-answer.ts';
import { type Mover, moveAct } from './states.ts';

/** What the routes of states need. */
export interface StateDeps extends FreezeDeps {
  /**
   * Voids what awaits signatures in an act, in the transaction of the move that ends it.
   * @returns what tells the signatories, to be called once it is done
   */
  readonly voidSignatures: (
    tx: Tx,
    actId: ActId,
    how: { motif: string; by: Mover; at: number },
  ) => Promise<() => void>;
  /** Moves what has its day now. */
  readonly lookAtDays: () => Promise<void>;
}

/** Where an act is in its life, and how it is moved. */
export function stateRoutes(deps: StateDeps): readonly Route[] {
  const { db, clock, hub } = deps;
  const answer = async (c: Context, { who, act }: ActCaller) =>
    c.json(actStateSchema.parse(await stateAnswer(db, act.id, { role: act.role, personId: who.person.id })));
  const moverOf = (who: SignedIn): Mover => ({
    personId: who.person.id,
    organisationId: who.organisation.id,
  });

  return [
    actRoute('get', '/api/acts/:id/etat', 'etat.lire', (c, caller) => answer(c, caller)),

    // Asked by a page that shows an earlier state, too: nothing is in the way of what can't be done.
    actRoute('get', '/api/acts/:id/etat/arret', 'etat.lire', async (c, { act }) => {
      const { state } = await db
        .selectFrom('acts')
        .select('state')
        .where('id', '=', act.id)
        .executeTakeFirstOrThrow();
      const obstacles = can(act, 'etat.arreter', { state }).allowed
        ? await freezeObstacles(deps, act.id)
        : { reasons: [], questions: [] };
      return c.json(freezeReasonsSchema.parse(obstacles));
    }),

    actRoute('post', '/api/acts/:id/etat/negocier', 'etat.negocier', async (c, { who, act }) => {
      await readJson(c, moveRequestSchema);
      const how = { by: moverOf(who), at: clock() };
      await db.transaction().execute((tx) => moveAct(tx, act.id, 'negocier', how));
      await hub.refreshAccess(act.id);
      return answer(c, { who, act });
    }),

    actRoute('post', '/api/acts/:id/etat/arreter', 'etat.arreter', async (c, { who, act }) => {
      const { reponses } = await readJson(c, freezeRequestSchema);
      await freezeText(deps, act.id, moverOf(who), reponses);
      return answer(c, { who, act });
    }),

    actRoute('post', '/api/acts/:id/etat/rouvrir', 'etat.rouvrir', async (c, { who, act }) => {
      const { motif } = await readJson(c, motifRequestSchema);
      const by = moverOf(who);
      const tell = await reopenText(deps, act.id, by, motif, (tx, at) =>
        deps.voidSignatures(tx, act.id, { motif, by, at }),
      );
      tell();
      return answer(c, { who, act });
    }),

    actRoute('post', '/api/acts/:id/etat/abandonner', 'etat.abandonner', async (c, { who, act }) => {
      const { motif } = await readJson(c, motifRequestSchema);
      const by = moverOf(who);
      const tell = await hub.whilePaused(act.id, () =>
        db.transaction().execute(async (tx) => {
          const at = clock();
          await moveAct(tx, act.id, 'abandonner', { by, at, motif });
          return deps.voidSignatures(tx, act.id, { motif, by, at });
        }),
      );
      tell();
      return answer(c, { who, act });
    }),

    actRoute('post', '/api/acts/:id/etat/resilier/retrait', 'etat.resilier', async (c, { who, act }) => {
      await readJson(c, moveRequestSchema);
      await withdrawEnding(deps, act.id, moverOf(who));
      return answer(c, { who, act });
    }),

    actRoute('post', '/api/acts/:id/succession', 'succession.declarer', async (c, { who, act }) => {
      const { remplace } = await readJson(c, successionRequestSchema);
      await declareSuccession(deps, act.id, moverOf(who), remplace);
      return answer(c, { who, act });
    }),

    actRoute('post', '/api/acts/:id/etat/resilier', 'etat.resilier', async (c, { who, act }) => {
      await announceEnding(deps, act.id, moverOf(who), await readJson(c, endingRequestSchema));
      await deps.lookAtDays();
      return answer(c, { who, act });
    }),
  ];
}
