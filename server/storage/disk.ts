import { existsSync, statfsSync } from 'node:fs';
import type { Logger } from '../http/log.ts';

/** How often the disk is looked at, in milliseconds. */
const LOOK_MS = 30_000;

/** @returns bytes left on the disk of a folder; `null` for none */
export function freeBytes(folder: string): number | null {
  if (!existsSync(folder)) return null;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** What is left of the disk; `freeBytes` is `null` where it cannot be told. */
interface DiskSpace {
  readonly freeBytes: number | null;
  /** Bytes under which it is nearly full. */
  readonly warningBytes: number;
  readonly low: boolean;
}

/** Watches what is left of the disk, and warns once in the log each time that it becomes nearly full. */
export interface DiskWatch {
  /** As it is now. */
  look(): DiskSpace;
  start(): void;
  stop(): void;
}

/** @param folder on the disk to watch; `null` when the data is on another machine */
export function watchDisk(folder: string | null, warningBytes: number, logger: Logger): DiskWatch {
  let warned = false;
  let timer: NodeJS.Timeout | null = null;
  const look = (): DiskSpace => {
    const free = folder === null ? null : freeBytes(folder);
    const low = free !== null && free < warningBytes;
    if (low && !warned) logger.warn({ freeBytes: free, warningBytes }, 'the disk is nearly full');
    if (!low && warned) logger.info({ freeBytes: free }, 'the disk has space again');
    warned = low;
    return { freeBytes: free, warningBytes, low };
  };
  return {
    look,
    start: () => {
      look();
      timer = setInterval(look, LOOK_MS);
      timer.unref();
    },
    stop: () => {
      if (timer !== null) clearInterval(timer);
    },
  };
}
