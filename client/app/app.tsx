import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { PortfolioScreen } from '#client/drafting/portfolio-screen.tsx';
import { EnterScreen } from '#client/identity/enter-screen.tsx';
import { SetupScreen } from '#client/identity/setup-screen.tsx';
import { eraseSavedCopies } from '#client/sync/local-work.ts';
import { CrashGuard } from '#client/ui/crash-guard.tsx';
import { LoadingScreen } from '#client/ui/loading.tsx';
import { ApiFailure } from './api.ts';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import { cssVariables, theme } from './theme.ts';

const NewActScreen = lazy(() => import('#client/drafting/new/new-act-screen.tsx'));
const ImportScreen = lazy(() => import('#client/exchange/import/import-screen.tsx'));
const ExportScreen = lazy(() => import('#client/exchange/export/export-screen.tsx'));
const ClausierScreen = lazy(() => import('#client/drafting/clausier/clausier-screen.tsx'));
const ClauseScreen = lazy(() => import('#client/drafting/clausier/clause-screen.tsx'));
const ProposeScreen = lazy(() => import('#client/drafting/clausier/propose-screen.tsx'));
const AnnuaireScreen = lazy(() => import('#client/identity/annuaire/annuaire-screen.tsx'));
const OrganisationScreen = lazy(() => import('#client/identity/annuaire/organisation-screen.tsx'));
const NewOrganisationScreen = lazy(() => import('#client/identity/annuaire/new-organisation-screen.tsx'));
const EditOrganisationScreen = lazy(() => import('#client/identity/annuaire/edit-organisation-screen.tsx'));
const VersionsScreen = lazy(() => import('#client/versions/timeline/versions-screen.tsx'));
const StateScreen = lazy(() => import('#client/versions/timeline/state-screen.tsx'));
const OwnAccessScreen = lazy(() => import('#client/identity/own-access-screen.tsx'));
const OwnDataScreen = lazy(() => import('#client/identity/own-data-screen.tsx'));
const AdministrationScreen = lazy(() => import('#client/identity/administration/administration-screen.tsx'));
const OutboxScreen = lazy(() => import('#client/identity/outbox-screen.tsx'));
const AvenantsScreen = lazy(() => import('#client/avenants/avenants-screen.tsx'));
const HistoricScreen = lazy(() => import('#client/avenants/historic-screen.tsx'));
const SignatureScreen = lazy(() => import('#client/signature/signature-screen.tsx'));
const SigningScreen = lazy(() => import('#client/signature/signing-screen.tsx'));
const JournalScreen = lazy(() => import('#client/identity/journal/journal-screen.tsx'));
const VerifyScreen = lazy(() => import('#client/verification/verify-screen.tsx'));
const ActPage = lazy(() => import('./act-page.tsx'));
const ComparePage = lazy(() => import('./compare-page.tsx'));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Asked even when the browser believes itself offline: the server may be this very machine, and what fails is
      // answered from memory or told, where a paused question would leave the page empty.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => failures < 2 && error instanceof ApiFailure && error.code === 'reseau',
    },
    mutations: { networkMode: 'always' },
  },
});

function Framed() {
  return (
    <Shell>
      <Suspense fallback={<LoadingScreen />}>
        <Switch>
          <Route path="/" component={PortfolioScreen} />
          <Route path="/installation" component={SetupScreen} />
          <Route path="/entrer" component={EnterScreen} />
          <Route path="/mes-acces" component={OwnAccessScreen} />
          <Route path="/mes-donnees">
            <OwnDataScreen localWork={{ eraseSavedCopies }} />
          </Route>
          <Route path="/administration" component={AdministrationScreen} />
          <Route path="/courriels" component={OutboxScreen} />
          <Route path="/verifier" component={VerifyScreen} />
          <Route path="/actes/nouveau" component={NewActScreen} />
          <Route path="/actes/importer" component={ImportScreen} />
          <Route path="/actes/:id/exporter">{({ id }) => <ExportScreen key={id} id={id} />}</Route>
          <Route path="/actes/:id/comparer">{({ id }) => <ComparePage key={id} id={id} />}</Route>
          <Route path="/actes/:id/versions">{({ id }) => <VersionsScreen key={id} id={id} />}</Route>
          <Route path="/actes/:id/versions/:state">
            {({ id, state }) => <StateScreen key={id} id={id} state={state} />}
          </Route>
          <Route path="/actes/:id/avenants">{({ id }) => <AvenantsScreen key={id} id={id} />}</Route>
          <Route path="/actes/:id/reprise">{({ id }) => <HistoricScreen key={id} id={id} />}</Route>
          <Route path="/actes/:id/signature">{({ id }) => <SignatureScreen key={id} id={id} />}</Route>
          <Route path="/actes/:id/journal">{({ id }) => <JournalScreen key={id} id={id} />}</Route>
          <Route path="/signer" component={SigningScreen} />
          <Route path="/clausier" component={ClausierScreen} />
          <Route path="/clausier/nouvelle">
            <ProposeScreen id={null} />
          </Route>
          <Route path="/clausier/:id/proposer">{({ id }) => <ProposeScreen key={id} id={id} />}</Route>
          <Route path="/clausier/:id">{({ id }) => <ClauseScreen key={id} id={id} />}</Route>
          <Route path="/annuaire" component={AnnuaireScreen} />
          <Route path="/annuaire/nouvelle" component={NewOrganisationScreen} />
          <Route path="/annuaire/:id/modifier">
            {({ id }) => <EditOrganisationScreen key={id} id={id} />}
          </Route>
          <Route path="/annuaire/:id">{({ id }) => <OrganisationScreen key={id} id={id} />}</Route>
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </Shell>
  );
}

/** The whole client: providers around the routes. The editor's screen stands outside the common frame. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-center" containerWidth={480} />
      <QueryClientProvider client={queries}>
        <CrashGuard>
          <Switch>
            <Route path="/actes/nouveau" component={Framed} />
            <Route path="/actes/importer" component={Framed} />
            <Route path="/actes/:id">
              {({ id }) => (
                <Suspense fallback={<LoadingScreen />}>
                  <ActPage key={id} id={id} />
                </Suspense>
              )}
            </Route>
            <Route component={Framed} />
          </Switch>
        </CrashGuard>
      </QueryClientProvider>
    </MantineProvider>
  );
}
