import { createServer, type Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Library } from '#shared/drafting/model.ts';
import { ERRORS, errorBody } from '#shared/kernel/errors.ts';
import { createAvenants } from './avenants/index.ts';
import type { Config } from './config.ts';
import {
  addExample,
  clausierRoutes,
  draftingRoutes,
  HouseLibrary,
  setSummary,
  summaryOf,
} from './drafting/index.ts';
import { comparisonRoutes, exchangeRoutes, exportRoutes, Press } from './exchange/index.ts';
import type { Fanout } from './fanout/index.ts';
import { callerAddress } from './http/address.ts';
import { serveClient } from './http/client.ts';
import { answerError } from './http/errors.ts';
import { inTurn } from './http/in-turn.ts';
import type { Logger } from './http/log.ts';
import { ownOriginOnly, securityHeaders } from './http/security.ts';
import {
  administrationRoutes,
  asksToEnter,
  identityRoutes,
  isEntering,
  journalRoutes,
  mountRoutes,
  oidcRoutes,
  openRoute,
  organisationRoutes,
  personalUrl,
  type Route,
  type Terms,
  watchTerms,
} from './identity/index.ts';
import type { Clock } from './ids.ts';
import type { Mailer } from './mail/index.ts';
import { createMetrics, mayReadMetrics } from './metrics.ts';
import { createSealing, createVerification, type Sealer } from './sealing/index.ts';
import { createSignatures, type Signatures, standingCeremony } from './signature/index.ts';
import { watchDisk } from './storage/disk.ts';
import { databaseBytes } from './storage/size.ts';
import { stepsOn, type WriteSteps } from './storage/steps.ts';
import type { Db } from './storage/tables.ts';
import {
  attachSockets,
  type Cut,
  cutMessage,
  doorOf,
  Hub,
  SqlUpdateLog,
  type WaysOfWriting,
} from './sync/index.ts';
import { createVersions, type Versions } from './versions/index.ts';

/** How long a stop goes on trying to write when the disk refuses. */
const DRAIN_MS = 10_000;
/** How long browsers have to answer the close of their sockets. */
const CLOSE_MS = 1_000;
/** Longer than proxies keep theirs (a minute): a request sent as the server hangs up would be answered by nobody. */
const KEEP_ALIVE_MS = 75_000;

/** What the application is made of: `main.ts` names the adapters. */
export interface AppDeps {
  readonly config: Config;
  readonly db: Db;
  /** How updates are written and logs folded; in `db` when absent. */
  readonly writing?: WaysOfWriting;
  /** How large updates are cut; where the rest runs when absent. */
  readonly cut?: Cut;
  /** How coming in is written; in `db` when absent. */
  readonly writeSteps?: WriteSteps;
  /** The way to the other processes that serve the same data. */
  readonly fanout: Fanout;
  readonly library: Library;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly mailer: Mailer;
  /** Opens what this server seals with. */
  readonly sealer: () => Promise<Sealer>;
  /** Overrides for tests, in milliseconds. */
  readonly idleMs?: number;
  readonly awakeMs?: number;
  readonly heartbeatMs?: number;
}

/** A running application. */
export interface App {
  readonly server: Server;
  readonly hono: Hono;
  readonly routes: readonly Route[];
  readonly hub: Hub;
  readonly versions: Versions;
  readonly terms: Terms;
  readonly signatures: Signatures;
  /** Address that people use, without a trailing slash. */
  readonly publicUrl: () => string;
  /** @throws Error `EADDRINUSE`, `EACCES`… as Node gives them */
  listen(): Promise<{ port: number }>;
  /**
   * Stops without losing anything: refuses newcomers, writes what was received, closes (1012), releases the acts.
   * @returns how many updates could not be written; their authors were never told they were
   */
  stop(): Promise<number>;
}

/** Puts the application together; nothing listens yet. */
export function createApp(deps: AppDeps): App {
  const { config, db, logger, clock, library } = deps;
  let port = config.port;
  const publicUrl = () => config.publicUrl ?? `http://localhost:${port}`;
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const linkUrl = (token: string) => personalUrl(publicUrl(), token);

  const address = (c: Context) =>
    callerAddress(
      config.trustProxy,
      c.req.header('x-forwarded-for'),
      (c.env as HttpBindings).incoming?.socket.remoteAddress,
    );

  const write = deps.writeSteps ?? stepsOn(db);
  const house = new HouseLibrary({ db, shipped: library, logger });
  const log = new SqlUpdateLog(db, clock, deps.writing ?? null);
  /** What was last kept of each act's text for the portfolio, as long as it is in memory. */
  const summaries = new WeakMap<object, string>();
  const metrics = createMetrics();
  const hub = new Hub({
    db,
    log,
    observer: metrics.observer,
    fanout: deps.fanout,
    logger,
    now: clock,
    onChanged: async (actId, doc) => {
      versions.keeper.changed(actId);
      avenants.writer.changed(actId);
      const summary = summaryOf(doc);
      const said = JSON.stringify(summary);
      // Most changes are letters in the middle of the text.
      if (summaries.get(doc) === said) return;
      await setSummary(db, actId, summary);
      summaries.set(doc, said);
    },
    ...(deps.idleMs === undefined ? {} : { idleMs: deps.idleMs }),
    ...(deps.awakeMs === undefined ? {} : { awakeMs: deps.awakeMs }),
  });

  const versions = createVersions({
    db,
    clock,
    logger,
    settled: (actId) => hub.settled(actId),
    compute: (actId, ref) => avenants.compute(actId, ref),
    modeleTitle: async (id) => (await house.library()).modeles.get(id)?.titre ?? null,
  });

  const avenants = createAvenants({ db, clock, logger, hub, versions, library: () => house.library() });

  const press = new Press({ logger });

  const terms = watchTerms({
    db,
    clock,
    logger,
    retention: config.retention,
    accessChanged: (actId) => hub.refreshAccess(actId),
  });
  const signatures = createSignatures({
    db,
    clock,
    logger,
    hub,
    versions,
    mailer: deps.mailer,
    publicUrl,
    address,
    pace: config.reminders,
    sealAct: async (actId) => void (await sealing.seals.sealAct(actId)),
    otherReasons: avenants.reasons,
    whileStill: avenants.whileStill,
    textInForce: async (actId, day) => (await avenants.compute(actId, { kind: 'day', day }))?.content ?? null,
  });

  const sealing = createSealing({
    db,
    clock,
    logger,
    config,
    press,
    publicUrl,
    sealer: deps.sealer,
    ceremonyOf: async (actId) => (await standingCeremony(db, actId))?.ceremony ?? null,
    readVersion: (actId, versionId) => versions.archive.read(actId, versionId),
  });
  const verification = createVerification({ db, clock, address });

  const hono = new Hono();
  hono.use(async (c, next) => {
    const start = performance.now();
    await next();
    const line = { method: c.req.method, path: c.req.path, status: c.res.status };
    const level = c.req.path.startsWith('/api/') ? 'info' : 'debug';
    logger[level]({ ...line, ms: Math.round(performance.now() - start) }, 'request');
  });
  hono.use(securityHeaders(secure));
  hono.use(ownOriginOnly(config.publicUrl));
  // The wordings of the clausier are hundreds of kilobytes of repeated French.
  const compressed = compress();
  hono.use('/api/*', (c, next) => (isEntering(c.req.path) ? next() : compressed(c, next)));
  hono.use('/api/*', (c, next) => {
    c.header('Cache-Control', 'no-store');
    return next();
  });
  hono.onError((error, c) => answerError(c, error, logger));

  const disk = watchDisk(
    config.databaseUrl === null ? config.dataDir : null,
    config.diskWarningBytes,
    logger,
  );
  const processes = () => (deps.fanout.alone ? 'alone' : deps.fanout.health === 'ok' ? 'redis' : 'log');
  metrics.watch({
    hub,
    db,
    logger,
    pendingBytes: () => log.pendingBytes,
    freeBytes: () => disk.look().freeBytes,
  });
  const routes: readonly Route[] = [
    openRoute('get', '/metrics', 'mesures.lire', async (c) => {
      const caller = {
        authorization: c.req.header('authorization'),
        address: address(c),
        forwarded: c.req.header('x-forwarded-for') !== undefined,
      };
      // As if there were nothing here: an address that does not know the secret learns nothing.
      if (!mayReadMetrics(config.metricsToken, caller)) return c.json(errorBody('adresse.inconnue'), 404);
      const { body, type } = await metrics.read();
      return c.text(body, 200, { 'content-type': type });
    }),
    openRoute('get', '/healthz', 'sante.lire', async (c) => {
      const { health } = log;
      const body = {
        status: health.name === 'ok' ? 'ok' : 'disque.indisponible',
        openActs: hub.openActs,
        connections: hub.connections,
        processes: processes(),
        disk: disk.look(),
        ...(health.name === 'ok' ? {} : { since: health.since, pendingBytes: log.pendingBytes }),
      };
      return c.json(body, health.name === 'ok' ? 200 : 503);
    }),
    ...identityRoutes({
      db,
      write,
      clock,
      publicUrl,
      secure: () => secure,
      mailer: deps.mailer,
      outbox: config.mail.outbox,
      oidcName: config.oidc?.name ?? null,
      retention: config.retention,
      address,
      addExample: (tx, owner) => addExample(tx, library, owner, linkUrl, clock()),
      sessionsEnded: (ids) => hub.endSessions(ids),
      accessChanged: (actId) => hub.refreshAccess(actId),
    }),
    ...administrationRoutes({
      db,
      clock,
      config,
      mailer: deps.mailer,
      operation: async () => {
        const recent = await metrics.recent();
        return {
          ...recent,
          refused: recent.refused.map((one) => ({ ...one, message: ERRORS[one.code].message })),
          connections: hub.connections,
          actsOpen: hub.openActs,
          actsAwake: hub.awakeActs,
          pendingBytes: log.pendingBytes,
          databaseBytes: await databaseBytes(db),
          disk: { ...disk.look(), refuses: log.health.name === 'refused' },
          processes: processes(),
        };
      },
      sessionsEnded: (ids) => hub.endSessions(ids),
      accessChanged: (actId) => hub.refreshAccess(actId),
    }),
    ...journalRoutes({ db }),
    ...oidcRoutes({ db, write, clock, logger, publicUrl, secure, address, settings: config.oidc }),
    ...organisationRoutes({ db, clock }),
    ...draftingRoutes({ db, clock, library: () => house.library(), linkUrl }),
    ...clausierRoutes({ db, clock, house }),
    ...versions.routes,
    ...signatures.routes,
    ...sealing.routes,
    ...verification.routes,
    ...avenants.routes,
    ...exchangeRoutes({ db, clock, maxImportBytes: config.maxImportBytes }),
    ...exportRoutes({ db, states: versions.states, press, printed: avenants.printed }),
    ...comparisonRoutes({
      db,
      clock,
      states: versions.states,
      senders: (actId, after, upTo) => versions.history.senders(actId, after, upTo),
      press,
    }),
  ];
  mountRoutes(hono, routes, { db, clock, secure });
  hono.all('/api/*', (c) => c.json(errorBody('adresse.inconnue'), 404));
  serveClient(hono, config.clientDir);

  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS },
    inTurn(getRequestListener(hono.fetch), asksToEnter),
  );
  const sockets = attachSockets(server, {
    door: doorOf({ db, hub, clock, publicUrl: config.publicUrl }),
    logger,
    clock,
    trustProxy: config.trustProxy,
    bounds: config.sync,
    observer: metrics.observer,
    cut: deps.cut ?? (async (parts) => cutMessage(parts)),
    ...(deps.heartbeatMs === undefined ? {} : { heartbeatMs: deps.heartbeatMs }),
  });

  return {
    server,
    hono,
    routes,
    hub,
    versions,
    terms,
    signatures,
    publicUrl,
    listen: async () => {
      await versions.keeper.start();
      terms.start();
      disk.start();
      signatures.keeper.start();
      sealing.seals.start();
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, () => {
          server.off('error', reject);
          const address = server.address();
          if (address !== null && typeof address === 'object') port = address.port;
          resolve({ port });
        });
      });
    },
    stop: async () => {
      sockets.stopAccepting();
      terms.stop();
      disk.stop();
      await versions.keeper.stop();
      await sealing.stop();
      await verification.stop();
      await avenants.writer.stop();
      await press.stop();
      await signatures.keeper.stop();
      // First what is already here, so that its authors are told; then whatever came in the meantime.
      await log.drain(DRAIN_MS);
      await new Promise((resolve) => setImmediate(resolve));
      hub.closeAll('serveur.arret');
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const left = await log.drain(DRAIN_MS);
      await hub.unloadAll();
      hub.stop();
      const deadline = setTimeout(() => {
        sockets.close();
        server.closeAllConnections();
      }, CLOSE_MS);
      await closed;
      clearTimeout(deadline);
      sockets.close();
      await versions.stop();
      return left;
    },
  };
}
