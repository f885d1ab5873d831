import { Button, TextInput } from '@mantine/core';
import { IconAddressBook, IconBuildingBank, IconPlus, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { sentenceOf } from '#client/app/api.ts';
import { Empty } from '#client/ui/empty.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { Monogram } from '#client/ui/monogram.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { containsWords } from '#client/ui/words.ts';
import type { OrganisationSummary } from '#shared/identity/annuaire-wire.ts';
import { printSiren, representativeOn } from '#shared/identity/organisation.ts';
import { SignedInOnly } from '../signed-in-only.tsx';
import classes from './annuaire.module.css';
import { today } from './days.ts';
import { logoAddress } from './logo-section.tsx';
import { useAnnuaire } from './queries.ts';

/** `/annuaire`: the organisations that can be party to an act. */
export default function AnnuaireScreen() {
  return <SignedInOnly>{() => <Annuaire />}</SignedInOnly>;
}

function Annuaire() {
  const annuaire = useAnnuaire();
  const add = annuaire.data?.mayAdd ? (
    <ButtonLink href="/annuaire/nouvelle" leftSection={<IconPlus size={18} aria-hidden="true" />}>
      Ajouter une organisation
    </ButtonLink>
  ) : null;
  return (
    <Screen
      title="Annuaire"
      lead="Les organisations, leur fiche légale, leurs représentants et leurs chiffres datés : ce que les actes disent d’elles."
      actions={add}
    >
      {annuaire.isPending ? (
        <div role="status" aria-label="Chargement de l’annuaire">
          <LoadingRows />
        </div>
      ) : null}
      {annuaire.isError ? (
        <Problem message={sentenceOf(annuaire.error)} onRetry={() => void annuaire.refetch()} />
      ) : null}
      {annuaire.data?.organisations.length === 0 ? (
        <Empty icon={<IconAddressBook size={28} />} title="L’annuaire est vide" actions={add}>
          <p>Ajoutez les organisations avec lesquelles vous passez des conventions.</p>
        </Empty>
      ) : null}
      {annuaire.data && annuaire.data.organisations.length > 0 ? (
        <OrganisationList organisations={annuaire.data.organisations} />
      ) : null}
    </Screen>
  );
}

function searched({ fiche }: OrganisationSummary): string {
  const people = fiche.representants.map(({ nom }) => nom);
  return [fiche.denomination, fiche.sigle, fiche.forme, fiche.siege, fiche.siren, fiche.rna, ...people].join(
    ' ',
  );
}

function OrganisationList({ organisations }: { readonly organisations: readonly OrganisationSummary[] }) {
  const [search, setSearch] = useState('');
  const shown = organisations.filter((each) => containsWords(searched(each), search));
  const total = organisations.length;
  return (
    <>
      <search>
        <TextInput
          type="search"
          aria-label="Chercher une organisation"
          placeholder="Chercher un nom, une ville, un représentant…"
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </search>
      <p role="status" className={classes.count}>
        {shown.length === total
          ? `${total} ${total > 1 ? 'organisations' : 'organisation'}`
          : `${shown.length} ${shown.length > 1 ? 'organisations' : 'organisation'} sur ${total}`}
      </p>
      {shown.length === 0 ? (
        <Empty
          icon={<IconSearchOff size={28} />}
          title="Aucune organisation ne correspond"
          actions={
            <Button variant="default" onClick={() => setSearch('')}>
              Tout montrer
            </Button>
          }
        >
          <p>Essayez un autre mot, ou une partie du nom.</p>
        </Empty>
      ) : (
        <ul className={classes.list}>
          {shown.map((each) => (
            <OrganisationRow key={each.id} organisation={each} />
          ))}
        </ul>
      )}
    </>
  );
}

function OrganisationRow({ organisation }: { readonly organisation: OrganisationSummary }) {
  const { id, fiche, logoAt } = organisation;
  const representative = representativeOn(fiche.representants, today());
  const facts = [
    fiche.forme,
    fiche.siren === '' ? fiche.rna : `SIREN ${printSiren(fiche.siren)}`,
    fiche.siege,
  ];
  return (
    <li className={classes.row}>
      {typeof logoAt === 'number' ? (
        <img className={classes.mark} src={logoAddress(id, logoAt)} alt="" />
      ) : (
        <Monogram name={fiche.sigle || fiche.denomination} />
      )}
      <div className={classes.rowBody}>
        <h2 className={classes.rowTitle}>
          <Link href={`/annuaire/${id}`} className={classes.rowLink}>
            {fiche.denomination}
          </Link>
          {fiche.sigle === '' ? null : <span className={classes.sigle}>{fiche.sigle}</span>}
        </h2>
        <p className={classes.facts}>
          {facts.filter((fact) => fact !== '').join('\u00a0· ') || 'Fiche à compléter'}
        </p>
        {representative ? (
          <p className={classes.facts}>
            Représentée par {representative.nom}
            {representative.capacite === '' ? '' : `, ${representative.capacite}`}
          </p>
        ) : null}
      </div>
      {fiche.personnePublique ? (
        <span className={classes.tag}>
          <IconBuildingBank size={15} aria-hidden="true" />
          Personne publique
        </span>
      ) : null}
    </li>
  );
}
