import type { ActId } from '#shared/kernel/ids.ts';
import type { Config } from './config.ts';
import type { Fanout } from './fanout/fanout.ts';
import { localFanout } from './fanout/local.ts';
import type { Logger } from './http/log.ts';
import { StorageProblem } from './storage/problems.ts';
import { databaseFile, lockDataFolder, prepareDataFolder } from './storage/sqlite/dataFolder.ts';
import { type LogThread, startLogThread } from './storage/sqlite/logThread.ts';
import { openSqlite } from './storage/sqlite/open.ts';
import { stepsOn, type WriteSteps } from './storage/steps.ts';
import type { Storage } from './storage/tables.ts';
import { FoldThread, type WaysOfWriting } from './sync/index.ts';

/*
 * Which adapters the settings ask for: what the two composition roots (server and command line) have in common. Those
 * that bring a large library are loaded only where the settings ask for them: most of a start is reading files.
 */

/** An open database, for a server. */
interface ServerStorage extends Storage {
  /** To be called once the tables are there. @returns ways to write that hold up nobody */
  startWriting(): { readonly log: WaysOfWriting; readonly steps: WriteSteps };
}

/**
 * Opens the database that the settings name, not migrated, for a server: the embedded one for this process alone.
 * @throws StorageProblem when it can't be opened, or another server holds the data folder
 */
export async function openForServer(config: Config, logger: Logger): Promise<ServerStorage> {
  if (config.databaseUrl !== null) {
    const { openPostgres } = await import('./storage/postgres/open.ts');
    const storage = await openPostgres(config.databaseUrl, logger);
    const folding = new FoldThread({ kind: 'postgres', url: config.databaseUrl });
    const fold = (actId: ActId) => folding.fold(actId);
    return {
      db: storage.db,
      startWriting: () => ({ log: { write: null, fold }, steps: stepsOn(storage.db) }),
      close: async () => {
        await folding.close();
        await storage.close();
      },
    };
  }
  prepareDataFolder(config.dataDir);
  const lock = lockDataFolder(config.dataDir);
  if (lock === null)
    throw new StorageProblem(
      'dossier.occupe',
      `Another Clausier already runs on the data folder ${config.dataDir}. Stop it, or choose another folder with DATA_DIR.`,
    );
  const file = databaseFile(config.dataDir);
  const storage = openSqlite(file);
  let thread: LogThread | null = null;
  const folding = new FoldThread({ kind: 'sqlite', file });
  return {
    db: storage.db,
    startWriting: () => {
      thread = startLogThread(file);
      const { tidy } = thread;
      const fold = (actId: ActId) => folding.fold(actId).finally(tidy);
      return { log: { write: thread.write, fold }, steps: thread.change };
    },
    close: async () => {
      await folding.close();
      await thread?.close();
      await storage.close();
      lock.release();
    },
  };
}

/** Opens the database that the settings name, not migrated, beside whatever server runs on it. */
export async function openForCommand(config: Config): Promise<Storage> {
  if (config.databaseUrl !== null) {
    const { openPostgres } = await import('./storage/postgres/open.ts');
    return openPostgres(config.databaseUrl);
  }
  prepareDataFolder(config.dataDir);
  return openSqlite(databaseFile(config.dataDir));
}

/** Opens the way to the other processes that the settings allow. */
export async function openFanout(config: Config, logger: Logger): Promise<Fanout> {
  if (config.redisUrl !== null) {
    const { redisFanout } = await import('./fanout/redis.ts');
    return redisFanout(config.redisUrl, logger);
  }
  return localFanout({ alone: config.databaseUrl === null });
}
