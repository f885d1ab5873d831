/** A throwaway PostgreSQL server. */
export interface PostgresServer {
  /** Address of one of its databases. */
  url(database: string): string;
  readonly pid: number;
  /** Ends it as `kill -9` would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and the same address. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

/** @returns the folder of PostgreSQL's programs, or `null` when it is not installed */
export function findPostgres(): string | null;

/** Installs PostgreSQL when it is absent and this is Debian as root; says so when it can't. Never throws. */
export function ensurePostgres(): Promise<void>;

/** Why the tests on PostgreSQL are skipped: for their names. */
export const NO_POSTGRES: string;

/**
 * Starts a private server on a free port of the loopback address, with data of its own.
 * @param options `durable`: writes to the disk before it answers, as a real one
 */
export function startPostgres(options?: { durable?: boolean }): Promise<PostgresServer>;
