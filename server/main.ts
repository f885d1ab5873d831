import { openFanout, openForServer } from './adapters.ts';
import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { readTemplates, TemplatesError } from './drafting/index.ts';
import { createLogger } from './http/log.ts';
import { renewSetupToken, setupUrl } from './identity/index.ts';
import { localMailer } from './mail/index.ts';
import { giveBackWhenEmpty } from './memory.ts';
import { SealerProblem, sealerAtStart } from './sealing/index.ts';
import { migrate } from './storage/migrate.ts';
import {
  explainPostgres,
  explainSqlite,
  postgresCode,
  StorageProblem,
  sqliteCode,
} from './storage/problems.ts';
import { CutThread, rehearse } from './sync/index.ts';

/*
 * Composition root: environment → adapters → application. What it shares with cli/main.ts is in adapters.ts.
 * The standard output is for the person who starts the server, the standard error for the log.
 */

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const storage = await openForServer(config, logger);
  const versions = await migrate(storage.db, Date.now());
  if (versions.from !== versions.to) logger.info(versions, 'database migrated');
  const library = await readTemplates(config.templatesDir);
  const mailer =
    config.mail.smtp === null
      ? localMailer({
          clock: Date.now,
          print: (text) => process.stdout.write(`${text}\n`),
          outbox: config.mail.outbox,
        })
      : (await import('./mail/smtp.ts')).smtpMailer(config.mail.smtp, logger);
  const fanout = await openFanout(config, logger);
  const sealer = await sealerAtStart(config, Date.now, logger);
  const writing = storage.startWriting();
  const deps = {
    config,
    db: storage.db,
    writing: writing.log,
    writeSteps: writing.steps,
    cut: new CutThread().cut,
    fanout,
    library,
    logger,
    clock: Date.now,
    mailer,
    sealer,
  };
  const app = createApp(deps);

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    app
      .stop()
      .then(async (lost) => {
        await fanout.close();
        await storage.close();
        if (lost > 0)
          logger.fatal({ lost }, 'stopped before the disk took everything; its authors still hold it');
        else logger.info('stopped');
        process.exit(lost > 0 ? 1 : 0);
      })
      .catch((error: unknown) => {
        logger.fatal({ err: error }, 'the stop failed');
        process.exit(1);
      });
  };
  // Before anything is accepted, so that nothing accepted can be cut by a signal.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The terminal was closed.
  process.on('SIGHUP', stop);
  // Started by another process of ours (npm run dev), which is gone.
  process.once('disconnect', () => stop('SIGTERM'));

  if (config.rehearsal)
    await rehearse(storage.db, logger).catch((error: unknown) =>
      logger.debug({ err: error }, 'the rehearsal was cut short'),
    );
  await app.listen();
  const token = await renewSetupToken(storage.db, Date.now());
  const setup =
    token === null ? [] : [`First use? Open this one-time set-up link: ${setupUrl(app.publicUrl(), token)}`];
  // In one write, so that whoever waits for the address finds the link beside it.
  process.stdout.write(`${[`Clausier: ${app.publicUrl()}`, ...setup].join('\n')}\n`);
  logger.info({ url: app.publicUrl(), host: config.host, data: config.dataDir }, 'listening');
  giveBackWhenEmpty(app.hub);
}

/** @returns what to tell the operator, or `null` for a bug, which deserves its stack */
function explain(error: unknown): string | null {
  if (
    error instanceof ConfigError ||
    error instanceof StorageProblem ||
    error instanceof TemplatesError ||
    error instanceof SealerProblem
  )
    return error.message;
  if (sqliteCode(error) !== null) return explainSqlite(error, 'of the data folder').message;
  if (error instanceof Error && 'code' in error) {
    const port = 'port' in error ? String(error.port) : 'asked for';
    if (error.code === 'EADDRINUSE')
      return `Port ${port} is already in use. Stop the program that holds it, or choose another one: PORT=3001 npm start`;
    if (error.code === 'EACCES')
      return `Port ${port} is reserved to the system. Choose one above 1024 with PORT.`;
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
      return `HOST is not an address of this machine (${error.message}). Leave it out, or give 0.0.0.0 for every interface.`;
  }
  if (postgresCode(error) !== null) return explainPostgres(error, process.env.DATABASE_URL ?? '').message;
  return null;
}

start().catch((error: unknown) => {
  const told = explain(error);
  process.stderr.write(`${told ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
});
