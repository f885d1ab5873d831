import type { Context } from 'hono';
import type { Dossier } from '#shared/signature/evidence.ts';
import type { Verification } from '#shared/signature/verify.ts';
import type { Config } from '../config.ts';
import type { Press } from '../exchange/index.ts';
import type { Route } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { composePages, typesetDossier } from './compose.ts';
import { PdfThread } from './pdf/pool.ts';
import { sealRoutes } from './routes.ts';
import { sealedDossier } from './sealed-dossier.ts';
import { type SealedPages, Seals, type SealsDeps } from './seals.ts';
import type { StoredSeal } from './store.ts';
import { HttpAuthority } from './timestamp/authority.ts';
import { verificationRoutes } from './verify/routes.ts';
import { verifyFile } from './verify/verifier.ts';

export { noticeOf, openSealer, sealerAtStart } from './certificate/open.ts';
export { hasDevelopmentCertificate } from './certificate/own.ts';
export { type Sealer, SealerProblem } from './certificate/sealer.ts';

/**
 * Verifies one file, for the command line.
 * @param db a database of this release
 */
export async function verifyOnce(db: Db, clock: Clock, bytes: Uint8Array): Promise<Verification> {
  const thread = new PdfThread();
  try {
    return await verifyFile({ db, clock, thread }, bytes);
  } finally {
    await thread.stop();
  }
}

/** Verification, put together: it needs nothing but the register. */
export function createVerification({
  db,
  clock,
  address,
}: {
  readonly db: Db;
  readonly clock: Clock;
  readonly address: (c: Context) => string;
}): { readonly routes: readonly Route[]; readonly stop: () => Promise<void> } {
  // What anybody sends is never read by the thread that seals.
  const thread = new PdfThread();
  return { routes: verificationRoutes({ db, clock, address, thread }), stop: () => thread.stop() };
}

/** Sealing, put together. */
export interface Sealing {
  readonly routes: readonly Route[];
  readonly seals: Seals;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

/** Puts the sealing together; nothing is sealed before `seals.start` or `seals.sealAct`. */
export function createSealing(
  deps: Omit<SealsDeps, 'thread' | 'authority' | 'compose'> & {
    readonly config: Pick<Config, 'seal'>;
    readonly press: Press;
    readonly publicUrl: () => string;
  },
): Sealing {
  const { db, press, publicUrl } = deps;
  const { timestampUrl } = deps.config.seal;
  const authority = timestampUrl === null ? null : new HttpAuthority(timestampUrl);
  const thread = new PdfThread();
  const compose = (pages: SealedPages) => composePages(press, `${publicUrl()}/verifier`, pages);
  const seals = new Seals({ ...deps, thread, authority, compose });
  const { clock, sealer } = deps;
  const typeset = (one: Dossier) => typesetDossier(press, one);
  const dossier = (seal: StoredSeal) => sealedDossier({ db, clock, thread, sealer, typeset }, seal);
  return {
    routes: sealRoutes({ db, seals, dossier }),
    seals,
    stop: async () => {
      await seals.stop();
      await thread.stop();
    },
  };
}
