import { Button, NativeSelect, TextInput } from '@mantine/core';
import {
  IconFileImport,
  IconFilePlus,
  IconFolderOpen,
  IconPlayerPlay,
  IconSearch,
  IconSearchOff,
} from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { Failure } from '#client/app/failure.tsx';
import { LinkCards, OtherBrowserAdvice } from '#client/identity/link-cards.tsx';
import { useAddExample } from '#client/identity/queries.ts';
import { SignedInOnly } from '#client/identity/signed-in-only.tsx';
import { Empty } from '#client/ui/empty.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import type { ActSummary } from '#shared/drafting/wire.ts';
import { ACT_STATE_NAMES, ACT_STATES } from '#shared/identity/roles.ts';
import type { PersonalLink } from '#shared/identity/wire.ts';
import { ActRow } from './act-row.tsx';
import classes from './portfolio.module.css';
import { useActs } from './queries.ts';
import { matchesSearch } from './search.ts';

/** `/`: every act that the person can see, or how to get in for somebody who is not signed in. */
export function PortfolioScreen() {
  return <SignedInOnly>{() => <Portfolio />}</SignedInOnly>;
}

function Portfolio() {
  const acts = useActs();
  const empty = acts.data?.length === 0;
  return (
    <Screen
      title="Portefeuille"
      lead="Les conventions et avenants auxquels vous prenez part."
      {...(empty ? {} : { actions: <BeginButtons /> })}
    >
      {acts.isPending ? (
        <div role="status" aria-label="Chargement du portefeuille">
          <LoadingRows />
        </div>
      ) : null}
      {acts.isError ? <Failure error={acts.error} onRetry={() => void acts.refetch()} /> : null}
      {empty ? <EmptyPortfolio /> : null}
      {acts.data && !empty ? <ActList acts={acts.data} /> : null}
    </Screen>
  );
}

function BeginButtons() {
  return (
    <>
      <ButtonLink
        href="/actes/importer"
        variant="default"
        leftSection={<IconFileImport size={18} aria-hidden="true" />}
      >
        Importer un texte
      </ButtonLink>
      <ButtonLink href="/actes/nouveau" leftSection={<IconFilePlus size={18} aria-hidden="true" />}>
        Nouvelle convention
      </ButtonLink>
    </>
  );
}

/** Names of what the address keeps of the list. */
const SEARCH = 'cherche';
const STATE = 'etat';

function ActList({ acts }: { readonly acts: readonly ActSummary[] }) {
  const field = useRef<HTMLInputElement>(null);
  // In the address, so that coming back from an act finds the same list.
  const [params, setParams] = useSearchParams();
  const search = params.get(SEARCH) ?? '';
  const state = ACT_STATES.find((known) => known === params.get(STATE)) ?? null;
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const states = useMemo(
    () =>
      ACT_STATES.filter((known) => acts.some((act) => act.state === known)).map((value) => ({
        value,
        label: ACT_STATE_NAMES[value],
      })),
    [acts],
  );
  const shown = acts.filter((act) => (state === null || act.state === state) && matchesSearch(act, search));
  const clear = () => {
    setParams({}, { replace: true });
    field.current?.focus();
  };
  return (
    <>
      <search className={classes.filters}>
        <TextInput
          ref={field}
          className={classes.search}
          type="search"
          aria-label="Chercher un acte"
          placeholder="Chercher un titre, une partie…"
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          value={search}
          onChange={(event) => set(SEARCH, event.currentTarget.value)}
        />
        <NativeSelect
          className={classes.states}
          aria-label="Filtrer par état"
          data={[{ value: '', label: 'Tous les états' }, ...states]}
          value={state ?? ''}
          onChange={(event) => set(STATE, event.currentTarget.value)}
        />
      </search>
      <p role="status" className={classes.count}>
        {shown.length === acts.length
          ? `${acts.length} ${acts.length > 1 ? 'actes' : 'acte'}`
          : `${shown.length} ${shown.length > 1 ? 'actes' : 'acte'} sur ${acts.length}`}
      </p>
      {shown.length === 0 ? (
        <Empty
          icon={<IconSearchOff size={28} />}
          title="Aucun acte ne correspond"
          actions={
            <Button variant="default" onClick={clear}>
              Tout montrer
            </Button>
          }
        >
          <p>Essayez un autre mot, ou retirez le filtre.</p>
        </Empty>
      ) : (
        <ul className={classes.list}>
          {shown.map((act) => (
            <ActRow key={act.id} act={act} />
          ))}
        </ul>
      )}
    </>
  );
}

function EmptyPortfolio() {
  const example = useAddExample();
  const [links, setLinks] = useState<readonly PersonalLink[]>([]);
  if (links.length > 0)
    return (
      <div className={classes.links}>
        <OtherBrowserAdvice />
        <LinkCards links={links} />
      </div>
    );
  return (
    <>
      <Empty
        icon={<IconFolderOpen size={28} />}
        title="Votre portefeuille est vide"
        actions={
          <>
            <BeginButtons />
            <Button
              variant="subtle"
              loading={example.isPending}
              leftSection={<IconPlayerPlay size={18} aria-hidden="true" />}
              onClick={() => example.mutate(undefined, { onSuccess: (answer) => setLinks(answer.links) })}
            >
              Ajouter l’exemple
            </Button>
          </>
        }
      >
        <p>
          Commencez une convention à partir d’un modèle, apportez le texte d’une convention existante, ou
          regardez d’abord l’exemple : deux conventions entre quatre organisations.
        </p>
      </Empty>
      {example.isError ? <Failure takesFocus error={example.error} /> : null}
    </>
  );
}
