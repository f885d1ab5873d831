/* What other features may use of identity. */
export { type ActAccess, actAccess, actEntries, type Newcomer } from './access.ts';
export { administrationRoutes } from './administration/routes.ts';
export { asksToEnter, isEntering } from './entering.ts';
export { failureBound } from './entry.ts';
export { type ActCaller, actRoute, mountRoutes, openRoute, type Route, serverRoute } from './guard.ts';
export { journalRoutes } from './journal/routes.ts';
export { appendEvent, appendFirstEvents, checkJournal, readJournal } from './journal/store.ts';
export { personalUrl, setupUrl } from './links.ts';
export { addLink } from './links-store.ts';
export { oidcRoutes } from './oidc.ts';
export { frenchDay, organisationRoutes } from './organisations.ts';
export { hasMembers } from './organisations-access.ts';
export { fillBareSheet, recordFact, recordPresentation } from './organisations-store.ts';
export { identityRoutes } from './routes.ts';
export { actorOf, addSession, findSession, findSessions, type SignedIn } from './sessions-store.ts';
export { renewSetupToken } from './setup.ts';
export {
  addPerson,
  adoptOrphanActs,
  claimHouse,
  findOrAddInvitee,
  findOrAddOrganisation,
  giveRight,
  houseAdministrator,
  isEmpty,
  participantsOf,
} from './store.ts';
export { type Terms, watchTerms } from './term.ts';
export { newToken, tokenHash } from './tokens.ts';
