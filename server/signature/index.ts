import type { Route } from '../identity/index.ts';
import { type StateDeps, stateRoutes } from './state-routes.ts';

/** What an act goes through once it is written: frozen, signed. */
export interface Signatures {
  readonly routes: readonly Route[];
}

/** Puts together the freezing and the signing of acts. */
export function createSignatures(deps: Omit<StateDeps, 'voidSignatures'>): Signatures {
  return { routes: stateRoutes({ ...deps, voidSignatures: async () => {} }) };
}
