import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Keys whose value never reaches the log, wherever they stand in a logged object (two levels down). */
const SECRET_KEYS = ['token', 'cookie', 'authorization', 'set-cookie', 'url_with_token'];

/**
 * The server's structured log: one JSON object per line on the standard error, so that the standard output keeps
 * what is meant for people (the address, the set-up link).
 * @param level pino's level; `silent` in tests
 * @param destination where lines go, for tests
 */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: SECRET_KEYS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]),
        censor: '[secret]',
      },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
}
