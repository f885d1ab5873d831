import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import { bindable } from '../bindable.ts';

/*
 * Kysely over the one synchronous SQLite connection of a process. Calls are queued: while a transaction runs,
 * every other query waits, so that nothing slips in at an `await`.
 */

/** First come, first served. */
class Mutex {
  #tail: Promise<void> = Promise.resolve();
  #release: (() => void) | null = null;

  async lock(): Promise<void> {
    const before = this.#tail;
    let release = () => {};
    this.#tail = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
  }

  unlock(): void {
    this.#release?.();
  }
}

/** Statements kept compiled: those of every store together are a few hundred. */
const MAX_STATEMENTS = 400;
/** Longer ones are lists of rows, each of its own length. */
const MAX_KEPT_CHARS = 2_000;

/** A statement, and whether it answers with rows: asking SQLite each time costs more than most answers. */
interface Prepared {
  readonly statement: StatementSyncInstance;
  readonly answers: boolean;
}

class SqliteConnection implements DatabaseConnection {
  readonly #db: DatabaseSyncInstance;
  readonly #statements = new Map<string, Prepared>();

  constructor(db: DatabaseSyncInstance) {
    this.#db = db;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const parameters = query.parameters.map(bindable);
    const { statement, answers } = this.#statement(query.sql);
    if (answers) return { rows: statement.all(...parameters) };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  #statement(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    const prepared = { statement, answers: statement.columns().length > 0 };
    if (sql.length > MAX_KEPT_CHARS) return prepared;
    const [oldest] = this.#statements.keys();
    if (this.#statements.size >= MAX_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    for (const row of this.#db.prepare(query.sql).iterate(...query.parameters.map(bindable)))
      yield { rows: [row] };
  }
}

class SqliteDriver implements Driver {
  readonly #db: DatabaseSyncInstance;
  readonly #connection: SqliteConnection;
  readonly #mutex = new Mutex();

  constructor(db: DatabaseSyncInstance) {
    this.#db = db;
    this.#connection = new SqliteConnection(db);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#mutex.lock();
    return this.#connection;
  }

  /**
   * `immediate`: takes the write lock at once, so that a read never has to be upgraded and fail half-way. What only reads
   * takes none: it would wait, and everybody with it, for the thread that writes the log.
   */
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const begin = settings.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk makes SQLite roll back by itself; a second rollback would hide the first error.
    if (this.#db.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {
    this.#mutex.unlock();
  }

  async destroy(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }
}

/** @returns Kysely's dialect over an open connection, which `Kysely.destroy` closes */
export function sqliteDialect(db: DatabaseSyncInstance): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(db),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
