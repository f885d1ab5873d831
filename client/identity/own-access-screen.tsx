import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { exactDate, Moment } from '#client/ui/moment.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { partyWords } from '#shared/document/names.ts';
import type { OwnAccess } from '#shared/identity/access-wire.ts';
import classes from './access.module.css';
import { useEndAccess, useOwnAccess } from './access-queries.ts';
import { SignedInOnly } from './signed-in-only.tsx';

/** `/mes-acces`: where one is signed in, and how to end it. */
export default function OwnAccessScreen() {
  return <SignedInOnly>{() => <OwnAccessList />}</SignedInOnly>;
}

function OwnAccessList() {
  const access = useOwnAccess();
  const end = useEndAccess();
  const [everywhere, setEverywhere] = useState(false);
  return (
    <Screen
      title="Mes accès"
      lead="Les navigateurs où votre session est ouverte. Fermez ceux que vous ne reconnaissez pas."
      actions={
        <Button color="red" variant="light" onClick={() => setEverywhere(true)}>
          Tout fermer, partout
        </Button>
      }
    >
      {access.isPending ? <LoadingRows /> : null}
      {access.isError ? <Failure error={access.error} onRetry={() => void access.refetch()} /> : null}
      {end.isError ? <Failure takesFocus error={end.error} /> : null}
      <ul className={classes.list} aria-label="Sessions ouvertes">
        {access.data?.sessions.map((session) => (
          <Session
            key={session.id}
            session={session}
            pending={end.isPending}
            onEnd={() => end.mutate(session.id)}
          />
        ))}
      </ul>
      {access.data ? <Others access={access.data} /> : null}
      <Modal opened={everywhere} onClose={() => setEverywhere(false)} title="Tout fermer, partout ?">
        <p>
          Toutes vos sessions seront fermées, celle-ci comprise ; vos liens personnels n’ouvriront plus rien,
          et un code sera demandé dans chaque navigateur. Pour revenir, il faudra recevoir un message à votre
          adresse électronique.
        </p>
        <div className={classes.buttons}>
          <Button
            color="red"
            loading={end.isPending}
            onClick={() => end.mutate(null, { onSuccess: () => setEverywhere(false) })}
          >
            Tout fermer
          </Button>
          <Button variant="default" onClick={() => setEverywhere(false)}>
            Annuler
          </Button>
        </div>
      </Modal>
    </Screen>
  );
}

interface SessionProps {
  readonly session: OwnAccess['sessions'][number];
  readonly pending: boolean;
  readonly onEnd: () => void;
}

function Session({ session, pending, onEnd }: SessionProps) {
  const name = session.browser || 'Navigateur inconnu';
  return (
    <li className={classes.row}>
      <div className={classes.grow}>
        <p className={classes.name}>
          {name}
          {session.current ? <span className={classes.tag}>Ce navigateur</span> : null}
        </p>
        <p className={classes.soft}>
          Au nom {partyWords(session.organisation, 'du')} · vue <Moment at={session.seenAt} /> · ouverte le{' '}
          {exactDate(session.openedAt)}
        </p>
      </div>
      <Button size="sm" variant="default" disabled={pending} onClick={onEnd}>
        Fermer
      </Button>
    </li>
  );
}

function Others({ access }: { readonly access: OwnAccess }) {
  const { links, browsers } = access;
  return (
    <p className={classes.soft}>
      {links === 0
        ? 'Aucun lien personnel n’ouvre votre session sans code.'
        : links === 1
          ? 'Un lien personnel ouvre encore votre session sans code.'
          : `${links} liens personnels ouvrent encore votre session sans code.`}{' '}
      {browsers === 0
        ? 'Aucun navigateur n’est connu de votre adresse.'
        : browsers === 1
          ? 'Un navigateur est connu de votre adresse : vos invitations s’y ouvrent sans code.'
          : `${browsers} navigateurs sont connus de votre adresse : vos invitations s’y ouvrent sans code.`}
    </p>
  );
}
