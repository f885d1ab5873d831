/* What other features may use of identity. */
export { type ActAccess, actAccess } from './access.ts';
export { actRoute, mountRoutes, openRoute, type Route, serverRoute } from './guard.ts';
export { personalUrl, setupUrl } from './links.ts';
export { identityRoutes } from './routes.ts';
export { renewSetupToken } from './setup.ts';
export {
  addLink,
  addPerson,
  findOrAddOrganisation,
  findSession,
  giveRight,
  participantsOf,
  type SignedIn,
} from './store.ts';
