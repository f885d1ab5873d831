import {
  CompiledQuery,
  type DatabaseConnection,
  type DataTypeNode,
  type Dialect,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  type PostgresPoolClient,
  PostgresQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import type { Pool } from 'pg';
import { bindable } from '../bindable.ts';

/*
 * Kysely over PostgreSQL, made to keep what the stores count on with SQLite: the same parameters, the same types
 * back, and transactions that run one at a time.
 */

/** Key of the advisory lock that transactions take: the ASCII codes of « clausier ». */
const TRANSACTION_LOCK = '7164208264314971506';

/** The migrations say `blob`, SQLite's word. */
class Compiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    if (node.dataType === 'blob') this.append('bytea');
    else super.visitDataType(node);
  }
}

class Driver extends PostgresDriver {
  /**
   * A store reads, decides, then writes; with one connection nothing could slip in between. Here a lock says the same
   * to every process. A transaction that states its isolation level looks after itself.
   */
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, settings);
    if (settings.isolationLevel !== undefined) return;
    try {
      await connection.executeQuery(
        CompiledQuery.raw('select pg_advisory_xact_lock($1)', [TRANSACTION_LOCK]),
      );
    } catch (error) {
      await this.rollbackTransaction(connection);
      throw error;
    }
  }

  /** A connection that broke can't be told; its transaction ended with it. The first error is the one to know. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined);
  }
}

/** A pool whose parameters are refused when the database would not keep them as given. */
function checked(pool: Pool) {
  return {
    connect: async (): Promise<PostgresPoolClient> => checkedClient(await pool.connect()),
    end: () => pool.end(),
  };
}

/** Booleans are for Kysely's own questions about the schema: the tables have none. */
function kept(value: unknown, rank: number) {
  return typeof value === 'boolean' ? value : bindable(value, rank);
}

const clients = new WeakMap<object, PostgresPoolClient>();

/** The same object for the same client: Kysely keeps what it knows of a connection beside it. */
function checkedClient(client: PostgresPoolClient): PostgresPoolClient {
  const known = clients.get(client);
  if (known) return known;
  const query = ((text: string, parameters: readonly unknown[]) =>
    client.query(text, parameters.map(kept))) as PostgresPoolClient['query'];
  const made: PostgresPoolClient = { query, release: () => client.release() };
  clients.set(client, made);
  return made;
}

/** @returns Kysely's dialect over a pool, which `Kysely.destroy` ends */
export function postgresDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new Driver({ pool: async () => checked(pool) }),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new Compiler(),
  };
}
