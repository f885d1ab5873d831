import { Kysely } from 'kysely';
import pg from 'pg';
import type { Logger } from '../../http/log.ts';
import { explainPostgres } from '../problems.ts';
import type { Db, Storage, Tables } from '../tables.ts';
import { postgresDialect } from './dialect.ts';

/** Connections of one process: the log has one at work at a time, the rest serve what people ask. */
const CONNECTIONS = 10;
/** How long a connection may take to open, and a statement to answer, in milliseconds. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 60_000;

/** PostgreSQL's own numbers of types (`pg_type.oid`). */
const TYPE = { int8: 20, numeric: 1700, bytea: 17 } as const;

/** Counts, sums and instants come back as numbers, as SQLite gives them. */
function numberOf(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new RangeError(`The database gave ${text}, which is too large to be exact.`);
  return value;
}

/** Plain bytes: a `Buffer` cuts its slices out of shared memory, which nobody who has read SQLite expects. */
function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'));
}

function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === TYPE.int8 || oid === TYPE.numeric) return numberOf;
  if (oid === TYPE.bytea) return bytesOf;
  return pg.types.getTypeParser(oid, format ?? 'text') as (text: string) => unknown;
}

/** @returns connections to a database, not opened yet; `options` stand before ours */
export function postgresPool(url: string, logger: Logger | null, options: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    application_name: 'clausier',
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
    ...options,
  });
  // An idle connection that the server closes would otherwise end the process.
  pool.on('error', (error) => logger?.warn({ reason: error.message }, 'a database connection was lost'));
  return pool;
}

/**
 * Opens a PostgreSQL database; does not migrate it. A connection that breaks later is opened again when next needed.
 * @param url `postgres://user:password@host/database`
 * @throws StorageProblem when it can't be reached or entered
 */
export async function openPostgres(url: string, logger: Logger | null = null): Promise<Storage> {
  const pool = postgresPool(url, logger);
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw explainPostgres(error, url);
  }
  const db: Db = new Kysely<Tables>({ dialect: postgresDialect(pool) });
  return {
    db,
    close: async () => {
      await db.destroy();
      // Kysely only ends what it used at least once.
      if (!pool.ended) await pool.end();
    },
  };
}
