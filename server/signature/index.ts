import type { Context } from 'hono';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Ceremony } from '#shared/signature/model.ts';
import type { Logger } from '../http/log.ts';
import type { Route } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Mailer } from '../mail/index.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import type { Versions } from '../versions/index.ts';
import { voidSignatures } from './ceremony.ts';
import { ceremonyRoutes } from './ceremony-routes.ts';
import { EffectKeeper } from './effect.ts';
import type { FreezeDeps } from './freeze.ts';
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
  /** Makes signed acts *en vigueur* on their day. */
  readonly keeper: EffectKeeper;
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
  readonly sealAct: SealAct;
  readonly otherReasons: FreezeDeps['otherReasons'];
  readonly whileStill: FreezeDeps['whileStill'];
}): Signatures {
  const { db, clock, logger, hub } = deps;
  const failed = (error: unknown) => logger.error({ err: error }, 'acts could not be made en vigueur');
  const keeper = new EffectKeeper({ db, clock, hub, failed });
  const signing = {
    ...deps,
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
        voidSignatures: (tx, actId, how) => voidSignatures(signing, tx, actId, how),
      }),
      ...ceremonyRoutes({ ...signing, accessChanged: (actId) => hub.refreshAccess(actId) }),
      ...signingRoutes(signing),
    ],
    keeper,
  };
}
