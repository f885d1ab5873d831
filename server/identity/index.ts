/* What other features may use of identity. */
export { type ActAccess, actAccess } from './access.ts';
export { actRoute, mountRoutes, openRoute, type Route, serverRoute } from './guard.ts';
export { journalRoutes } from './journal/routes.ts';
export { appendEvent, checkJournal } from './journal/store.ts';
export { personalUrl, setupUrl } from './links.ts';
export { frenchDay, organisationRoutes } from './organisations.ts';
export { hasMembers } from './organisations-access.ts';
export { fillBareSheet, recordFact, recordPresentation } from './organisations-store.ts';
export { identityRoutes } from './routes.ts';
export { renewSetupToken } from './setup.ts';
export {
  actorOf,
  addLink,
  addPerson,
  adoptOrphanActs,
  claimHouse,
  findOrAddOrganisation,
  findSession,
  giveRight,
  houseAdministrator,
  isEmpty,
  participantsOf,
  type SignedIn,
} from './store.ts';
