import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './paths.ts';

const MEBIBYTE = 1024 * 1024;

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Loopback by default: opening the server to a network is a decision. `0.0.0.0` listens everywhere. */
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** `1` reads the caller's address from X-Forwarded-For; only behind a proxy that sets it. */
  TRUST_PROXY: z.enum(['0', '1']).default('0'),
  MAX_IMPORT_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(20 * MEBIBYTE),
});

/** Settings of one server process; every size in bytes, every duration in milliseconds. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Address that people use, without a trailing slash; `null`: `http://localhost:<port>`. */
  readonly publicUrl: string | null;
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  readonly trustProxy: boolean;
  readonly maxImportBytes: number;
  readonly clientDir: string;
  readonly templatesDir: string;
}

/** A setting that cannot be used; the message is for the person who starts the server. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from environment variables.
 * @param env `process.env`; an empty variable counts as absent
 * @throws ConfigError naming every wrong variable
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Wrong settings in the environment:\n  ${wrong.join('\n  ')}`);
  }
  const root = projectRoot();
  const { DATA_DIR, PUBLIC_URL } = parsed.data;
  return {
    port: parsed.data.PORT,
    host: parsed.data.HOST,
    dataDir: isAbsolute(DATA_DIR) ? DATA_DIR : resolve(root, DATA_DIR),
    publicUrl: PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    logLevel: parsed.data.LOG_LEVEL,
    trustProxy: parsed.data.TRUST_PROXY === '1',
    maxImportBytes: parsed.data.MAX_IMPORT_BYTES,
    clientDir: join(root, 'dist', 'client'),
    templatesDir: join(root, 'templates'),
  };
}
