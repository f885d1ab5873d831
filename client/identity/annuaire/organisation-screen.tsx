import { IconAlertCircle, IconBuildingBank, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { failedWith, sentenceOf } from '#client/app/api.ts';
import { LoadingScreen } from '#client/ui/loading.tsx';
import { Moment } from '#client/ui/moment.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import type { OrganisationDetail } from '#shared/identity/annuaire-wire.ts';
import { ficheAdvice, inFunction, printSiren, type Representative } from '#shared/identity/organisation.ts';
import { Guests } from '../guests-section.tsx';
import { Members } from '../members-section.tsx';
import { SignedInOnly } from '../signed-in-only.tsx';
import classes from './annuaire.module.css';
import { frenchDay, today } from './days.ts';
import { FactsSection } from './facts-section.tsx';
import { LogoSection } from './logo-section.tsx';
import { PresentationSection } from './presentation-section.tsx';
import { useOrganisation } from './queries.ts';

/** `/annuaire/:id`: one organisation's sheet. */
export default function OrganisationScreen({ id }: { readonly id: string }) {
  return (
    <SignedInOnly>
      {(me) => (
        <Organisation
          id={id}
          endsGuests={me.may.endGuests && me.organisation.id === id}
          seesMembers={me.may.administer || (me.may.proposeClauses && me.organisation.id === id)}
        />
      )}
    </SignedInOnly>
  );
}

/** Shows what a sheet that can't be read has to say, with the way back. */
export function OrganisationProblem({
  error,
  onRetry,
}: {
  readonly error: Error;
  readonly onRetry: () => void;
}) {
  const gone = failedWith(error, 'organisation.introuvable');
  return (
    <Screen title={gone ? 'Organisation introuvable' : 'Annuaire'} width="narrow">
      <Problem message={sentenceOf(error)} {...(gone ? {} : { onRetry })}>
        <ButtonLink href="/annuaire" variant="default" size="sm">
          Revenir à l’annuaire
        </ButtonLink>
      </Problem>
    </Screen>
  );
}

interface OrganisationProps extends Omit<SheetProps, 'organisation'> {
  readonly id: string;
}

function Organisation({ id, ...seen }: OrganisationProps) {
  const organisation = useOrganisation(id);
  if (organisation.isPending) return <LoadingScreen />;
  if (organisation.isError)
    return <OrganisationProblem error={organisation.error} onRetry={() => void organisation.refetch()} />;
  return <Sheet organisation={organisation.data} {...seen} />;
}

interface SheetProps {
  readonly organisation: OrganisationDetail;
  /** True for an administrateur of this organisation. */
  readonly endsGuests: boolean;
  /** True for its members, and for the administrateurs of the house. */
  readonly seesMembers: boolean;
}

function Sheet({ organisation, endsGuests, seesMembers }: SheetProps) {
  const { id, fiche, mayEdit } = organisation;
  const advice = ficheAdvice(fiche, organisation.histoire, today());
  return (
    <Screen
      title={fiche.denomination}
      lead={
        <>
          <Link href="/annuaire" className={classes.back}>
            Annuaire
          </Link>
          {fiche.sigle === '' ? null : ` · ${fiche.sigle}`} · fiche modifiée{' '}
          <Moment at={organisation.changedAt} />
        </>
      }
      actions={
        mayEdit ? (
          <ButtonLink
            href={`/annuaire/${id}/modifier`}
            leftSection={<IconPencil size={18} aria-hidden="true" />}
          >
            Modifier la fiche
          </ButtonLink>
        ) : null
      }
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          {advice.length > 0 ? <Advice sentences={advice} /> : null}
          <Section id="identite" title="Identité">
            <dl className={classes.sheet}>
              <Fact label="Forme juridique">{fiche.forme}</Fact>
              <Fact label="Siège">{fiche.siege}</Fact>
              <Fact label="SIREN">{printSiren(fiche.siren)}</Fact>
              <Fact label="RNA">{fiche.rna}</Fact>
              <Fact label="Statut">
                {fiche.personnePublique ? (
                  <span className={classes.tag}>
                    <IconBuildingBank size={15} aria-hidden="true" />
                    Personne publique
                  </span>
                ) : (
                  'Personne privée'
                )}
              </Fact>
            </dl>
          </Section>
          <Section id="representants" title="Représentants">
            {fiche.representants.length === 0 ? (
              <p className={classes.none}>Aucun représentant n’est indiqué.</p>
            ) : (
              <ul className={classes.people}>
                {fiche.representants.map((each) => (
                  <Person key={`${each.nom}-${each.du ?? ''}-${each.capacite}`} person={each} />
                ))}
              </ul>
            )}
          </Section>
          <PresentationSection organisation={organisation} />
          {seesMembers ? (
            <Section id="membres" title="Membres">
              <Members organisationId={id} />
            </Section>
          ) : null}
          {endsGuests ? (
            <Section id="invites" title="Accès de personnes extérieures">
              <Guests organisationId={id} />
            </Section>
          ) : null}
        </div>
        <div className={classes.column}>
          <LogoSection organisation={organisation} />
          <FactsSection organisation={organisation} />
          <Section id="actes" title="Vos actes où elle prend part">
            {organisation.actes.length === 0 ? (
              <p className={classes.none}>Aucun de vos actes pour l’instant.</p>
            ) : (
              <ul className={classes.acts}>
                {organisation.actes.map((act) => (
                  <li key={act.id}>
                    <Link href={`/actes/${act.id}`}>{act.title}</Link>
                    {act.partie ? null : <p className={classes.none}>Y participe sans y être partie.</p>}
                  </li>
                ))}
              </ul>
            )}
          </Section>
          {mayEdit ? null : (
            <p className={classes.none}>Seuls les membres de cette organisation modifient sa fiche.</p>
          )}
        </div>
      </div>
    </Screen>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One card of a sheet. */
export function Section({ id, title, action, children }: SectionProps) {
  return (
    <section className={classes.card} aria-labelledby={`${id}-titre`}>
      <div className={classes.cardHead}>
        <h2 id={`${id}-titre`}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children === '' ? <span className={classes.none}>Non renseigné</span> : children}</dd>
    </div>
  );
}

function Advice({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <section className={classes.advice} aria-labelledby="a-completer">
      <h2 id="a-completer">
        <IconAlertCircle size={20} aria-hidden="true" />À compléter
      </h2>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

/** @returns « depuis le … », « du … au … », « jusqu’au … », or nothing */
function mandate({ du, au }: Representative): string {
  if (du !== null && au !== null) return `du ${frenchDay(du)} au ${frenchDay(au)}`;
  if (du !== null) return `depuis le ${frenchDay(du)}`;
  return au === null ? '' : `jusqu’au ${frenchDay(au)}`;
}

function Person({ person }: { readonly person: Representative }) {
  const day = today();
  const state = inFunction(person, day)
    ? 'En fonction'
    : person.du !== null && person.du > day
      ? 'À venir'
      : 'Mandat terminé';
  return (
    <li>
      <p className={classes.personName}>
        {person.civilite === '' ? '' : `${person.civilite} `}
        {person.nom}
      </p>
      <p className={classes.facts}>
        {[person.capacite, mandate(person)].filter((part) => part !== '').join(', ') ||
          'Qualité non renseignée'}
      </p>
      <span className={classes.tag} data-faded={state === 'En fonction' ? undefined : true}>
        {state}
      </span>
    </li>
  );
}
