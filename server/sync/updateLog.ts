import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import type { NewUpdate } from '../storage/newUpdates.ts';
import type { Parts } from './blocks.ts';

/** One update on its way to the disk. */
export interface PendingUpdate extends NewUpdate {
  readonly actId: ActId;
  /** Called once it is committed. @param seq its rank in the act's log */
  readonly stored: (seq: number) => void;
  /**
   * Called instead when its act was frozen before it was written (S15), or when a client id that it takes for its
   * author's is somebody else's by the word of another process (S27): it is on no disk, and never will be.
   */
  readonly refused?: () => void;
}

/** What is kept of an act: a snapshot up to some rank, and the updates that follow it, those on their way included. */
export interface StoredAct {
  readonly snapshot: Uint8Array | null;
  /** State vector of the snapshot, when it is kept beside it: its bytes are then known to be sound. */
  readonly vector?: Uint8Array | null;
  /** Where its parts are in the snapshot, when they are kept beside it. */
  readonly parts?: Parts | null;
  readonly updates: readonly Uint8Array[];
  /** Rank of the last update on disk, 0 when there is none. */
  readonly seq: number;
  /** Which person each Yjs client id belongs to. */
  readonly authors: readonly (readonly [client: number, person: PersonId])[];
}

/** One row of the log. */
export interface LoggedUpdate {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/** Whether the disk takes what it is given. */
export type LogHealth =
  | { readonly name: 'ok' }
  | { readonly name: 'refused'; readonly since: number; readonly reason: string };

/** The append-only log of updates: the seam between rooms and storage. */
export interface UpdateLog {
  load(actId: ActId): Promise<StoredAct>;
  /** @returns what is on disk of an act after rank `after`, in order */
  since(actId: ActId, after: number): Promise<readonly LoggedUpdate[]>;
  /** @returns which person each Yjs client id of an act belongs to */
  authors(actId: ActId): Promise<StoredAct['authors']>;
  /** @returns rank of the last update on disk of each act; one that has none is left out */
  lastRanks(actIds: readonly ActId[]): Promise<ReadonlyMap<ActId, number>>;
  /** Takes an update, in order for its act; never refuses: it is tried again until it is written. */
  append(update: PendingUpdate): void;
  /**
   * Calls `stored` once all that was appended for an act before this call is committed; at once when nothing waits.
   * For what says nothing new: the act may hold it only in memory.
   */
  whenStored(actId: ActId, stored: () => void): void;
  /**
   * Folds what is on disk of an act into a snapshot, behind which its history is packed, without holding up anybody.
   * @returns rank that the snapshot goes up to, or `null` when there was nothing to fold
   * @throws Error when it can't be: the log is then as it was
   */
  fold(actId: ActId): Promise<number | null>;
  /** @returns how many updates of an act wait for the disk */
  pending(actId: ActId): number;
  /** Bytes that wait for the disk, all acts together. */
  readonly pendingBytes: number;
  readonly health: LogHealth;
  /** @param listener called at each change of `health` */
  onHealth(listener: (health: LogHealth) => void): void;
  /**
   * Writes what waits, trying at least once.
   * @param timeoutMs how long to go on trying a disk that refuses
   * @returns how many updates could not be written
   */
  drain(timeoutMs: number): Promise<number>;
}
