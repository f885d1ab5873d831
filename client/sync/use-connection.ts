import { useEffect, useState, useSyncExternalStore } from 'react';
import { ActConnection, type ConnectionOptions, type ConnectionSnapshot } from './connection.ts';

/**
 * Opens an act while the caller is shown.
 * @param options read once per `key`
 * @param key what makes another connection: the act, the person, the right to write
 * @returns `null` for the time of one render
 */
export function useConnection(options: ConnectionOptions, key: string): ActConnection | null {
  const [open, setOpen] = useState<{ key: string; connection: ActConnection } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `options`, a new object each time
  useEffect(() => {
    const connection = new ActConnection(options);
    setOpen({ key, connection });
    return () => connection.destroy();
  }, [key]);
  return open?.key === key ? open.connection : null;
}

/**
 * One part of what a connection says, re-rendered only when that part changes: typing moves the save state at each
 * key, and the editor must not be rendered again for it.
 * @param select returns a primitive, or a part of the snapshot kept as it is
 */
export function useConnectionPart<Part>(
  connection: ActConnection,
  select: (snapshot: ConnectionSnapshot) => Part,
): Part {
  return useSyncExternalStore(connection.subscribe, () => select(connection.getSnapshot()));
}
