import type { Logger } from '../http/log.ts';
import type { SyncObserver } from './observer.ts';
import type { ProcessMessage } from './processMessages.ts';
import type { Room } from './room.ts';
import type { UpdateLog } from './updateLog.ts';

/** What a room asks of the rest. */
export interface RoomDeps {
  readonly log: UpdateLog;
  readonly logger: Logger;
  readonly now: () => number;
  readonly observer: SyncObserver;
  /** The room is unusable: its sessions are sent away and the next one loads the act again. */
  readonly broken: (room: Room) => void;
  /** The last session left. */
  readonly empty: (room: Room) => void;
  /** Something new is on disk. */
  readonly changed: (room: Room) => void;
  /** @returns the next number for what this process tells the others: never one that it has given before */
  readonly number: () => number;
  /** Tells the other processes; `null` when no other can serve this act. */
  readonly tell: ((message: ProcessMessage) => void) | null;
}
