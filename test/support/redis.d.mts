/** A throwaway Redis. */
export interface RedisServer {
  readonly url: string;
  /** Ends it as `kill -9` would. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

/** @returns the path of redis-server, or `null` when it is not installed */
export function findRedis(): string | null;

/** Installs Redis when it is absent and this is Debian as root; says so when it can't. Never throws. */
export function ensureRedis(): Promise<void>;

/** Why the tests on Redis are skipped: for their names. */
export const NO_REDIS: string;

/** Starts a private server on a free port of the loopback address, that keeps nothing. */
export function startRedis(): Promise<RedisServer>;
