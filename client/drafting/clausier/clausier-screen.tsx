import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconBooks, IconPlus, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { sentenceOf } from '#client/app/api.ts';
import { SignedInOnly } from '#client/identity/signed-in-only.tsx';
import { Empty } from '#client/ui/empty.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { containsWords } from '#client/ui/words.ts';
import { FAMILIES } from '#shared/document/schema/vocabulary.ts';
import { FAMILY_NAMES } from '#shared/drafting/families.ts';
import type { TendedSummary } from '#shared/drafting/house-wire.ts';
import { StateTag } from './clause-tags.tsx';
import classes from './clausier.module.css';
import { useClausier } from './queries.ts';

/** `/clausier`: the clauses from which acts are made. */
export default function ClausierScreen() {
  return <SignedInOnly>{() => <Clausier />}</SignedInOnly>;
}

function Clausier() {
  const clausier = useClausier();
  const propose = clausier.data?.may.propose ? (
    <ButtonLink href="/clausier/nouvelle" leftSection={<IconPlus size={18} aria-hidden="true" />}>
      Proposer une clause
    </ButtonLink>
  ) : null;
  return (
    <Screen
      title="Clausier"
      lead="Les clauses dont les conventions sont faites : celles livrées avec Clausier et celles de votre organisation, version par version."
      actions={propose}
    >
      {clausier.isPending ? (
        <div role="status" aria-label="Chargement du clausier">
          <LoadingRows />
        </div>
      ) : null}
      {clausier.isError ? (
        <Problem message={sentenceOf(clausier.error)} onRetry={() => void clausier.refetch()} />
      ) : null}
      {clausier.data?.clauses.length === 0 ? (
        <Empty icon={<IconBooks size={28} />} title="Le clausier est vide" actions={propose}>
          <p>Proposez une première clause : une fois approuvée, elle servira aux nouvelles conventions.</p>
        </Empty>
      ) : null}
      {clausier.data && clausier.data.clauses.length > 0 ? (
        <ClauseList clauses={clausier.data.clauses} />
      ) : null}
    </Screen>
  );
}

const searched = (clause: TendedSummary) =>
  [
    FAMILY_NAMES[clause.famille],
    clause.variante.replaceAll('-', ' '),
    clause.titre ?? '',
    clause.emploi,
    clause.id,
    clause.texte,
  ].join(' ');

function ClauseList({ clauses }: { readonly clauses: readonly TendedSummary[] }) {
  const [search, setSearch] = useState('');
  const [family, setFamily] = useState<string | null>(null);
  const [waitingOnly, setWaitingOnly] = useState(false);
  const families = FAMILIES.filter((famille) => clauses.some((clause) => clause.famille === famille));
  const waiting = clauses.filter(({ enAttente }) => enAttente > 0).length;
  const shown = clauses.filter(
    (clause) =>
      (family === null || clause.famille === family) &&
      (!waitingOnly || clause.enAttente > 0) &&
      containsWords(searched(clause), search),
  );
  const clear = () => {
    setSearch('');
    setFamily(null);
    setWaitingOnly(false);
  };
  return (
    <>
      <search className={classes.filters}>
        <TextInput
          className={classes.search}
          type="search"
          aria-label="Chercher une clause"
          placeholder="Chercher un mot du texte, un emploi…"
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select
          className={classes.families}
          aria-label="Filtrer par famille"
          placeholder="Toutes les familles"
          data={families.map((value) => ({ value, label: FAMILY_NAMES[value] }))}
          value={family}
          onChange={setFamily}
          clearable
          clearButtonProps={{ 'aria-label': 'Montrer toutes les familles' }}
        />
        {waiting > 0 ? (
          <Checkbox
            className={classes.waiting}
            label={`En attente de décision (${waiting})`}
            checked={waitingOnly}
            onChange={(event) => setWaitingOnly(event.currentTarget.checked)}
          />
        ) : null}
      </search>
      <p role="status" className={classes.count}>
        {shown.length === clauses.length
          ? `${clauses.length} ${clauses.length > 1 ? 'clauses' : 'clause'}`
          : `${shown.length} ${shown.length > 1 ? 'clauses' : 'clause'} sur ${clauses.length}`}
      </p>
      {shown.length === 0 ? (
        <Empty
          icon={<IconSearchOff size={28} />}
          title="Aucune clause ne correspond"
          actions={
            <Button variant="default" onClick={clear}>
              Tout montrer
            </Button>
          }
        >
          <p>Essayez un autre mot, ou retirez les filtres.</p>
        </Empty>
      ) : (
        families
          .map((famille) => ({ famille, own: shown.filter((clause) => clause.famille === famille) }))
          .filter(({ own }) => own.length > 0)
          .map(({ famille, own }) => (
            <section key={famille} className={classes.family} aria-labelledby={`famille-${famille}`}>
              <h2 id={`famille-${famille}`}>{FAMILY_NAMES[famille]}</h2>
              <ul className={classes.list}>
                {own.map((clause) => (
                  <ClauseRow key={clause.id} clause={clause} />
                ))}
              </ul>
            </section>
          ))
      )}
    </>
  );
}

function ClauseRow({ clause }: { readonly clause: TendedSummary }) {
  const { id, variante, emploi, version, versions, origine, offerte, enAttente } = clause;
  return (
    <li className={classes.row}>
      <h3 className={classes.rowTitle}>
        <Link href={`/clausier/${id}`} className={classes.rowLink}>
          {emploi}
        </Link>
      </h3>
      <div className={classes.rowFoot}>
        <p className={classes.facts}>
          <span className={classes.slug}>{variante}</span>
          <span>
            Version {version}
            {versions > 1 ? ` sur ${versions}` : ''}
          </span>
          <span>{origine === 'livree' ? 'Livrée avec Clausier' : 'De votre organisation'}</span>
        </p>
        <div className={classes.rowTags}>
          {offerte ? null : <StateTag etat={clause.etat} />}
          {enAttente > 0 && (offerte || clause.etat !== 'proposee') ? (
            <span className={classes.tag} data-etat="proposee">
              {enAttente > 1 ? `${enAttente} versions en attente` : '1 version en attente'}
            </span>
          ) : null}
        </div>
      </div>
    </li>
  );
}
