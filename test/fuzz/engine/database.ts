import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Db, Tables } from '#server/storage/tables.ts';

/** What stands between one simulated process and the database. */
export interface Gate {
  /** True once the process has died: nothing of it goes any further. */
  readonly dead: boolean;
  /** Resolves when the process may go on; never, when it dies here. */
  pass(): Promise<void>;
  /** Why the disk takes no update for the moment; `null` when it does. */
  refusal(): Error | null;
}

const NEVER = new Promise<never>(() => {});

/** Where the connections of every process end: one real driver, whose work under way is counted. */
export class SharedDriver {
  readonly dialect: Dialect;
  readonly driver: Driver;
  #underWay = 0;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
    this.driver = dialect.createDriver();
  }

  /** How many calls the database has not answered. */
  get underWay(): number {
    return this.#underWay;
  }

  async count<T>(call: Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await call;
    } finally {
      this.#underWay -= 1;
    }
  }

  /** @returns the database as one process reaches it, and what ends all that it has open as the process dies */
  of(gate: Gate): { readonly db: Db; readonly sever: () => void } {
    const open = new Set<GatedConnection>();
    const { dialect } = this;
    const driver = new GatedDriver(this, gate, open);
    const db: Db = new Kysely<Tables>({
      dialect: {
        createAdapter: () => dialect.createAdapter(),
        createDriver: () => driver,
        createIntrospector: (kysely) => dialect.createIntrospector(kysely),
        createQueryCompiler: () => dialect.createQueryCompiler(),
      },
    });
    return {
      db,
      sever: () => {
        for (const connection of open) connection.sever();
      },
    };
  }
}

/** One connection of one process; rolled back and given back when the process dies. */
class GatedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #shared: SharedDriver;
  readonly #gate: Gate;
  readonly #closed: (connection: GatedConnection) => void;
  inTransaction = false;
  #busy = false;
  #given = false;

  constructor(
    inner: DatabaseConnection,
    shared: SharedDriver,
    gate: Gate,
    closed: (connection: GatedConnection) => void,
  ) {
    this.inner = inner;
    this.#shared = shared;
    this.#gate = gate;
    this.#closed = closed;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    await this.#gate.pass();
    const refusal = query.sql.startsWith('insert into "act_updates"') ? this.#gate.refusal() : null;
    if (refusal !== null) throw refusal;
    const result = await this.work(() => this.inner.executeQuery<R>(query));
    await this.#gate.pass();
    return result;
  }

  // biome-ignore lint/correctness/useYield: the engine reads nothing so.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('The simulated database streams nothing.');
  }

  /** What the database was asked goes to its end, even when the process dies meanwhile. */
  async work<T>(call: () => Promise<T>): Promise<T> {
    this.#busy = true;
    try {
      return await this.#shared.count(call());
    } finally {
      this.#busy = false;
      if (this.#gate.dead) {
        this.sever();
        await NEVER;
      }
    }
  }

  sever(): void {
    if (this.#busy || this.#given) return;
    void this.#shared.count(this.#end());
  }

  async #end(): Promise<void> {
    const { driver } = this.#shared;
    this.#given = true;
    this.#closed(this);
    if (this.inTransaction) await driver.rollbackTransaction(this.inner).catch(() => undefined);
    await driver.releaseConnection(this.inner);
  }

  async give(): Promise<void> {
    if (this.#given) return;
    this.#given = true;
    this.#closed(this);
    await this.#shared.count(this.#shared.driver.releaseConnection(this.inner));
  }
}

class GatedDriver implements Driver {
  readonly #shared: SharedDriver;
  readonly #gate: Gate;
  readonly #open: Set<GatedConnection>;

  constructor(shared: SharedDriver, gate: Gate, open: Set<GatedConnection>) {
    this.#shared = shared;
    this.#gate = gate;
    this.#open = open;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<GatedConnection> {
    await this.#gate.pass();
    const inner = await this.#shared.count(this.#shared.driver.acquireConnection());
    const connection = new GatedConnection(inner, this.#shared, this.#gate, (one) => this.#open.delete(one));
    this.#open.add(connection);
    if (this.#gate.dead) {
      connection.sever();
      await NEVER;
    }
    return connection;
  }

  async beginTransaction(connection: GatedConnection, settings: TransactionSettings): Promise<void> {
    await this.#gate.pass();
    // Before it has begun: a process that dies meanwhile has it rolled back.
    connection.inTransaction = true;
    await connection.work(() => this.#shared.driver.beginTransaction(connection.inner, settings));
  }

  async commitTransaction(connection: GatedConnection): Promise<void> {
    await this.#gate.pass();
    await connection.work(() => this.#shared.driver.commitTransaction(connection.inner));
    connection.inTransaction = false;
    // On disk, and the process may die without knowing.
    await this.#gate.pass();
  }

  async rollbackTransaction(connection: GatedConnection): Promise<void> {
    if (this.#gate.dead) await NEVER;
    await connection.work(() => this.#shared.driver.rollbackTransaction(connection.inner));
    connection.inTransaction = false;
  }

  async releaseConnection(connection: GatedConnection): Promise<void> {
    if (this.#gate.dead) await NEVER;
    await connection.give();
  }

  async destroy(): Promise<void> {}
}
