import type { Context } from 'hono';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Ceremony, Signatory } from '#shared/signature/model.ts';
import type { Logger } from '../http/log.ts';
import type { Route } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Mailer } from '../mail/index.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import type { Versions } from '../versions/index.ts';
import { voidSignatures } from './ceremony.ts';
import { ceremonyRoutes } from './ceremony-routes.ts';
import type { FreezeDeps } from './freeze.ts';
import { LifeKeeper, type LifeKeeperDeps } from './keeper.ts';
import { lookAtReminders, type ReminderDeps, tellTurn } from './reminders.ts';
import { signingRoutes } from './signing-routes.ts';
import { stateRoutes } from './state-routes.ts';

export { standingCeremony } from './ceremonies.ts';

/**
 * What happens once everybody has signed: the seal. Called after the act is *signé*, never inside that transaction; it
 * must not throw for what can be tried again, since the signatures are kept whatever happens.
 */
export type SealAct = (actId: ActId, ceremony: Ceremony) => Promise<void>;

/** What an act goes through once it is written: frozen, signed. */
export interface Signatures {
  readonly routes: readonly Route[];
  /** Moves signed acts when their day comes. */
  readonly keeper: LifeKeeper;
}

/** Puts together the freezing and the signing of acts; nothing happens by itself before `keeper.start`. */
export function createSignatures(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly hub: Hub;
  readonly versions: Versions;
  readonly mailer: Mailer;
  readonly publicUrl: () => string;
  readonly address: (c: Context) => string;
  readonly pace: ReminderDeps['pace'];
  readonly sealAct: SealAct;
  readonly otherReasons: FreezeDeps['otherReasons'];
  readonly whileStill: FreezeDeps['whileStill'];
  readonly textInForce: LifeKeeperDeps['textInForce'];
}): Signatures {
  const { logger, hub } = deps;
  const failed = (error: unknown) =>
    logger.error({ err: error }, 'signed acts could not be moved on their day');
  const keeper = new LifeKeeper({ ...deps, failed, alsoDue: () => lookAtReminders(deps) });
  const signing = {
    ...deps,
    turnCame: (ceremony: Ceremony, one: Signatory) => tellTurn(deps, ceremony, one),
    completed: async (actId: ActId, ceremony: Ceremony) => {
      await hub.refreshAccess(actId);
      try {
        await deps.sealAct(actId, ceremony);
      } catch (error) {
        // The signatures are kept: what fails here is tried again by whoever seals.
        logger.error({ err: error, act: actId }, 'the act is signed, but could not be sealed');
      }
      await keeper.round();
    },
  };
  return {
    routes: [
      ...stateRoutes({
        ...deps,
        lookAtDays: () => keeper.round(),
        voidSignatures: (tx, actId, how) => voidSignatures(signing, tx, actId, how),
      }),
      ...ceremonyRoutes({ ...signing, accessChanged: (actId) => hub.refreshAccess(actId) }),
      ...signingRoutes(signing),
    ],
    keeper,
  };
}
