import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Failure } from '#client/app/failure.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { exactDate } from '#client/ui/moment.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { Screen } from '#client/ui/screen.tsx';
import type { ServerState } from '#shared/identity/administration-wire.ts';
import classes from '../access.module.css';
import { SignedInOnly } from '../signed-in-only.tsx';
import { Operation } from './operation-section.tsx';
import { People } from './people-section.tsx';
import { useCheckJournals, useServerOrganisations, useServerState, useTestMail } from './queries.ts';
import { sizeWords } from './size.ts';

/** `/administration`: how the server is and whom it knows, for the administrateurs of the house (rules M1 to M3). */
export default function AdministrationScreen() {
  return <SignedInOnly>{() => <Administration />}</SignedInOnly>;
}

function Administration() {
  const state = useServerState();
  return (
    <Screen
      title="Administration du serveur"
      lead="Ce que ce serveur garde et comment il va. Les actes n’y sont que comptés : seuls leurs participants les lisent."
    >
      {state.isPending ? <LoadingRows /> : null}
      {state.isError ? <Failure error={state.error} onRetry={() => void state.refetch()} /> : null}
      {state.data ? (
        <>
          <div className={classes.list}>
            <Figures state={state.data} />
            <Operation />
            <MailTest leaves={state.data.mail.leaves} />
            <Journals />
          </div>
          <Organisations />
          <People />
        </>
      ) : null}
    </Screen>
  );
}

function Figures({ state }: { readonly state: ServerState }) {
  const { versions, storage, counts, retention } = state;
  const figures: readonly (readonly [string, string])[] = [
    ['Clausier', `version ${versions.clausier}`],
    ['Node', versions.node],
    ['Base de données', `${storage.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, schéma ${versions.base}`],
    ['Démarré le', exactDate(state.startedAt)],
    ['Actes', String(counts.actes)],
    ['Organisations', String(counts.organisations)],
    ['Personnes', String(counts.personnes)],
    ['Sessions ouvertes', String(counts.sessions)],
    ['Taille de la base', storage.bytes < 0 ? 'inconnue' : sizeWords(storage.bytes)],
    ['dont saisies', sizeWords(storage.parts.saisies)],
    ['dont versions', sizeWords(storage.parts.versions)],
    ['dont pièces jointes', sizeWords(storage.parts.pieces)],
    ['dont fichiers scellés', sizeWords(storage.parts.scelles)],
    ...(storage.freeBytes === null
      ? []
      : [['Place libre sur le disque', sizeWords(storage.freeBytes)] as const]),
    ['Fournisseur d’identité', state.oidc ?? 'aucun'],
    ['Sessions terminées', `gardées ${retention.sessionsDays} jours`],
    ['Invités sans accès', `gardés ${retention.guestsDays.toLocaleString('fr')} jours`],
  ];
  return (
    <section className={classes.mail} aria-labelledby="serveur">
      <h2 id="serveur" className={classes.heading}>
        Le serveur
      </h2>
      <dl className={classes.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function MailTest({ leaves }: { readonly leaves: boolean }) {
  const test = useTestMail();
  return (
    <section className={classes.mail} aria-labelledby="courriel">
      <h2 id="courriel" className={classes.heading}>
        Courriel
      </h2>
      <p>
        {leaves
          ? 'Les messages partent par le serveur de courriel configuré.'
          : 'Aucun serveur de courriel (SMTP_URL) : les messages s’impriment dans le terminal du serveur.'}
      </p>
      <div className={classes.buttons}>
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          M’envoyer un message d’essai
        </Button>
      </div>
      {test.isError ? <Failure takesFocus error={test.error} /> : null}
      <p role="status">
        {test.data
          ? test.data.mailed
            ? `Le serveur de courriel a pris le message pour ${test.data.to}. Vérifiez qu’il arrive.`
            : `Le message pour ${test.data.to} est resté sur ce serveur.`
          : null}
      </p>
    </section>
  );
}

function Journals() {
  const check = useCheckJournals();
  const broken = check.data?.broken ?? [];
  return (
    <section className={classes.mail} aria-labelledby="journaux">
      <h2 id="journaux" className={classes.heading}>
        Journaux
      </h2>
      <p>
        Chaque acte tient un journal dont les événements s’enchaînent par leurs empreintes. La vérification
        les relit tous.
      </p>
      <div className={classes.buttons}>
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          Vérifier les journaux
        </Button>
      </div>
      {check.isError ? <Failure takesFocus error={check.error} /> : null}
      <p role="status">
        {check.data && broken.length === 0
          ? check.data.journals === 0
            ? 'Aucun journal pour l’instant.'
            : `${check.data.journals === 1 ? 'Le journal est intact' : `Les ${check.data.journals} journaux sont intacts`} (${check.data.events} événements).`
          : null}
      </p>
      {broken.length > 0 ? (
        <Problem
          takesFocus
          message="Des journaux ont été altérés. Comparez avec une sauvegarde, et conservez celle-ci."
          details={broken.map(({ act, seq }) => `${act} : à partir de l’événement ${seq}`)}
        />
      ) : null}
    </section>
  );
}

function Organisations() {
  const organisations = useServerOrganisations();
  return (
    <section className={classes.section} aria-labelledby="organisations">
      <h2 id="organisations" className={classes.heading}>
        Organisations
      </h2>
      {organisations.isPending ? <LoadingRows /> : null}
      {organisations.isError ? (
        <Failure error={organisations.error} onRetry={() => void organisations.refetch()} />
      ) : null}
      <ul className={classes.list}>
        {organisations.data?.organisations.map((one) => (
          <li key={one.id} className={classes.row}>
            <div className={classes.grow}>
              <p className={classes.name}>
                <Link href={`/annuaire/${one.id}`}>{one.denomination}</Link>
                {one.house ? <span className={classes.tag}>Maison</span> : null}
              </p>
              <p className={classes.soft}>
                {one.membres === 0
                  ? 'aucun membre'
                  : one.membres === 1
                    ? 'un membre'
                    : `${one.membres} membres`}
                {' · '}
                {one.administrateurs === 0
                  ? 'aucun administrateur'
                  : one.administrateurs === 1
                    ? 'un administrateur'
                    : `${one.administrateurs} administrateurs`}
                {' · '}
                {one.actes === 0 ? 'aucun acte' : one.actes === 1 ? 'un acte' : `${one.actes} actes`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
