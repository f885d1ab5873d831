/** What can keep the database from being opened or used. */
export type StorageProblemCode =
  | 'dossier.inaccessible'
  | 'dossier.occupe'
  | 'base.corrompue'
  | 'base.plus_recente'
  | 'disque.plein'
  | 'base.injoignable'
  | 'base.inconnue';

/** A failure of the data folder or of the database, told to the server's administrator: what is wrong, then what to do. */
export class StorageProblem extends Error {
  override readonly name = 'StorageProblem';
  readonly code: StorageProblemCode;

  constructor(code: StorageProblemCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html). */
const SQLITE = { busy: 5, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 } as const;

/** @returns SQLite's primary result code carried by `error`, or `null` when it is not one of SQLite's */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

/**
 * Classes of PostgreSQL's codes (first two characters) that tell of the server, not of what it was asked: connection,
 * resources (53100 is a full disk), operator intervention, system error.
 */
const POSTGRES_SERVER = new Set(['08', '53', '57', '58']);
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
]);

/** @returns PostgreSQL's five-character code, or Node's own when the server was not reached; `null` for neither */
export function postgresCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return 'severity' in error || NETWORK.has(error.code) ? error.code : null;
}

/** Sentences of the driver, which gives them no code. */
const LOST =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

function isServerLost(error: unknown): boolean {
  const code = postgresCode(error);
  if (code !== null) return NETWORK.has(code) || POSTGRES_SERVER.has(code.slice(0, 2));
  return error instanceof Error && LOST.test(error.message);
}

/**
 * Says in an administrator's words what PostgreSQL, or the way to it, meant.
 * @param url where it was looked for; its password is not repeated
 */
export function explainPostgres(error: unknown, url: string): StorageProblem {
  // A host of several addresses fails once for each.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const reason = first instanceof Error ? first.message : String(first);
  const where = addressWithoutPassword(url);
  const as = (code: StorageProblemCode, message: string) =>
    new StorageProblem(code, message, { cause: error });
  const code = postgresCode(first) ?? '';
  if (code === '3D000')
    return as(
      'base.injoignable',
      `There is no database ${where}. Create it (createdb), or correct DATABASE_URL.`,
    );
  if (code.startsWith('28'))
    return as(
      'base.injoignable',
      `The database ${where} refuses this user or password (${reason}). Correct DATABASE_URL.`,
    );
  if (code === '53100')
    return as('disque.plein', `The database ${where} has no space left. Free some there, then start again.`);
  if (isServerLost(first))
    return as(
      'base.injoignable',
      `The database ${where} cannot be reached (${reason}). Start it, or correct DATABASE_URL.`,
    );
  return as('base.inconnue', `The database ${where} failed: ${reason}`);
}

/** @returns an address fit for a log */
function addressWithoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'of DATABASE_URL';
  const parsed = new URL(url);
  parsed.password = '';
  return parsed.href;
}

/** @returns true when the disk or the database server, not the data, refused: worth trying again later */
export function isDiskRefusal(error: unknown): boolean {
  if (isServerLost(error)) return true;
  const code = sqliteCode(error);
  return (
    code === SQLITE.full ||
    code === SQLITE.ioerr ||
    code === SQLITE.readonly ||
    code === SQLITE.busy ||
    code === SQLITE.cantopen
  );
}

/**
 * Says in an administrator's words what SQLite meant.
 * @param file the database file, named in the message
 */
export function explainSqlite(error: unknown, file: string): StorageProblem {
  const reason = error instanceof Error ? error.message : String(error);
  const as = (code: StorageProblemCode, message: string) =>
    new StorageProblem(code, message, { cause: error });
  switch (sqliteCode(error)) {
    case SQLITE.corrupt:
    case SQLITE.notadb:
      return as(
        'base.corrompue',
        `The database ${file} is damaged (${reason}). Stop the server, keep that file aside, then restore a backup: npm run -s clausier -- restore <backup file>`,
      );
    case SQLITE.full:
      return as('disque.plein', `No space left for the database ${file}. Free some space, then start again.`);
    case SQLITE.ioerr:
      return as(
        'disque.plein',
        `The system refused to read or write the database ${file} (${reason}). The disk may be full or failing, or a limit on the size of files may be set (ulimit -f): check them, then start again.`,
      );
    case SQLITE.readonly:
    case SQLITE.cantopen:
      return as(
        'dossier.inaccessible',
        `The database ${file} cannot be opened for writing (${reason}). Give the user who runs the server write access to its folder and files, or choose another folder with DATA_DIR.`,
      );
    case SQLITE.busy:
      return as(
        'dossier.occupe',
        `The database ${file} is in use by another program that does not let go (${reason}). Close it, then try again.`,
      );
    default:
      return as('base.inconnue', `The database ${file} failed: ${reason}`);
  }
}
