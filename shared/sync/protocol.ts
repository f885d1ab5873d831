/**
 * The wire between a browser and the server, on `/sync/<actId>`: y-websocket's protocol, plus own message types
 * that are sent only to a client which asked for them with `?clausier=1` (the standard client prints an error
 * for a type it does not know).
 */

/** y-websocket's message types (first varuint of every frame). */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3 } as const;

/** y-protocols' sync message types (second varuint of a sync frame). */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** Own message types, server to client only. */
export const OWN_MESSAGE = {
  /**
   * `varuint 100, varuint n`: the first n frames that carried an update (sync step 2 or update) on this
   * connection are on the server's disk. What *Enregistré* means. Said again when a disk that refused works again.
   */
  stored: 100,
  /** `varuint 101, varstring JSON ErrorBody`: said before a close, or while the disk refuses. */
  notice: 101,
  /**
   * `varuint 102, varstring kind`: something of the act beside its text has changed; ask for it again. Kinds that a
   * client does not know are left alone. `etat`: its state, or somebody's right in it.
   */
  event: 102,
} as const;

/** Kinds of events. */
export type ActEvent = 'etat';

/** Query parameters of the socket's address. */
export const QUERY = { schema: 'schema', own: 'clausier' } as const;

/** Largest frame accepted, in bytes: a 60-page paste with pictures passes. */
export const MAX_FRAME_BYTES = 32 * 1024 * 1024;
