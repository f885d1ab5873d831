import type { Fanout } from './fanout.ts';

/**
 * No way to other processes.
 * @param options `alone`: there can be none (the embedded database is one process's); otherwise there may be some, to
 *   be followed by what they write in the log
 */
export function localFanout({ alone }: { alone: boolean }): Fanout {
  return {
    alone,
    health: alone ? 'ok' : 'lost',
    onHealth: () => {},
    publish: () => {},
    subscribe: async () => () => {},
    close: async () => {},
  };
}
