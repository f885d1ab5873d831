import type { ErrorCode } from '#shared/kernel/errors.ts';

/** Who counts what the sync engine does. */
export interface SyncObserver {
  /** An update was taken. */
  edited(bytes: number): void;
  /** An update is on disk, so many milliseconds after it was taken; told of one at a time in each act. */
  stored(ms: number): void;
  /** A connection was refused, or closed, with a code. */
  refused(code: ErrorCode): void;
}

/** Counts nothing. */
export const NO_OBSERVER: SyncObserver = { edited: () => {}, stored: () => {}, refused: () => {} };
