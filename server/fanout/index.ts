/* What others may use of the fan-out: the port. `server/adapters.ts` names the adapters. */
export type { Fanout } from './fanout.ts';
