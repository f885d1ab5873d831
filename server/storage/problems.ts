/** What can keep the database from being opened or used. */
export type StorageProblemCode =
  | 'dossier.inaccessible'
  | 'dossier.occupe'
  | 'base.corrompue'
  | 'base.plus_recente'
  | 'disque.plein'
  | 'base.inconnue';

/** A failure of the data folder, told to the server's administrator: what is wrong, then what to do. */
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

/** @returns true when the disk, not the data, refused: worth trying again later */
export function isDiskRefusal(error: unknown): boolean {
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
