import { parentPort, workerData } from 'node:worker_threads';
import { openSqlite } from '../../storage/sqlite/open.ts';
import type { Storage } from '../../storage/tables.ts';
import { begin, rest } from '../../storage/threadEnd.mjs';
import { makeWay } from '../../threadPriority.mjs';
import { foldAct } from '../compaction.ts';
import { SqlUpdateLog } from '../sqlUpdateLog.ts';
import { type FoldedDatabase, orderSchema, startSchema } from './protocol.ts';

/*
 * The thread that folds logs: a text of some megabytes takes a while to read, to write and to read again, and a thousand
 * updates to pack, all of which would hold up whoever types in any other act.
 */

/** Nobody waits for a fold; but the log waits for what it writes. */
const NICENESS = 5;

const { database, state } = startSchema.parse(workerData);
const port = parentPort;
if (port === null) throw new Error('This file is a thread of the server.');
makeWay(NICENESS);

const storage = await open(database);
const log = new SqlUpdateLog(storage.db, Date.now);
/** One act after the other. */
let turn: Promise<void> = Promise.resolve();

async function open(one: FoldedDatabase): Promise<Storage> {
  if (one.kind === 'postgres') {
    const { openPostgres } = await import('../../storage/postgres/open.ts');
    return openPostgres(one.url);
  }
  const { db, connection } = openSqlite(one.file);
  // The journal is left to the thread that writes it.
  return { db, close: async () => connection.close() };
}

async function obey(message: unknown): Promise<void> {
  const order = orderSchema.parse(message);
  // The process is ending.
  if (!begin(state)) return;
  try {
    if ('type' in order) {
      await storage.close();
      port?.close();
      return;
    }
    const { id, act } = order;
    try {
      port?.postMessage({ id, seq: await foldAct(log, act) });
    } catch (error) {
      port?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  } finally {
    rest(state);
  }
}

port.on('message', (message) => {
  turn = turn.then(() => obey(message));
});
rest(state);
