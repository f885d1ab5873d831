import type { ActId, PersonId } from '#shared/kernel/ids.ts';

/** An update of an act, to be appended to its log. */
export interface NewUpdate {
  readonly bytes: Uint8Array;
  /** `null`: written by the server's administrator. */
  readonly personId: PersonId | null;
  /** Yjs client ids that are that person's from now on. */
  readonly clients: readonly number[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Appends updates to the logs of several acts, all or none, and answers once they are on the disk.
 * @returns the rank given to the first update of each act
 */
export type WriteUpdates = (
  groups: readonly (readonly [ActId, readonly NewUpdate[]])[],
) => Promise<ReadonlyMap<ActId, number>>;
